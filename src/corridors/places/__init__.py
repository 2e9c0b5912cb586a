"""New places: suggested out of texts, and kept in layers of a user's own."""
