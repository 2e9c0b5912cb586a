"""The dated things of an atlas, drawn along time."""
