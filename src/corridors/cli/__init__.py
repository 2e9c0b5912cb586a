"""The same abilities on the command line."""
