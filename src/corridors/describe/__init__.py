"""Features, passages and articles described as plain data, for every view."""
