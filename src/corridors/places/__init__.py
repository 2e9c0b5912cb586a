"""New places: suggested from texts, and kept in layers of the user's own."""
