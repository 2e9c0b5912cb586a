"""Formats of article files: one module each, that makes drafts of a file's bytes."""
