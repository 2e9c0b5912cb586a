"""The rules by which names count and words refer, read from geodata."""
