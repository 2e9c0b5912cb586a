"""A brief of one feature to print: its map, facts, passages, citations."""
