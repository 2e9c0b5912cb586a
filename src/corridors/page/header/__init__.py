"""The header above the map: help, adding, taking along."""
