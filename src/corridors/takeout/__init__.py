"""Documents to take along: the page as one file, and a brief of one place."""
