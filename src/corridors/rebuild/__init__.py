"""Rebuild the shipped geometry from packages that anyone can install."""
