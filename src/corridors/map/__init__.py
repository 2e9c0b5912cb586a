"""The map, described: a folium map, symbols, the contract of its component, pictures of it."""
