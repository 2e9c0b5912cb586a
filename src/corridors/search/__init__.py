"""Finds places by their names and passages by their words, whatever the spelling."""
