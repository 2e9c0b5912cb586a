"""Identifiers for our things, and citations of articles."""
