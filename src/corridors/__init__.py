"""Corridors: ports, transport corridors and exercise sites, with what articles say about them."""

__version__ = "0.1.0"
