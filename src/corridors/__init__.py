"""Corridors: ports, transport corridors and exercise sites, with what articles say about them."""
