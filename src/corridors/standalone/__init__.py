"""The page as one file: map, layers, passages' digests and citations, without any network."""
