"""The map: folium describes it, a small component shows it."""
