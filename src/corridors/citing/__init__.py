"""How our things and the articles are named and cited."""
