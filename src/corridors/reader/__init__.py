"""The panel beside the map: what a feature is, and what the articles say of it."""
