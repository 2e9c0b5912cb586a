"""The pieces of the page, and what a visitor has chosen."""
