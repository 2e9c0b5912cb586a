"""The command line, with the same abilities as the page."""
