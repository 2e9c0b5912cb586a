"""Text made ready to be searched: folded, its asides marked."""
