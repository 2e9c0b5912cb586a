"""Words that speak of a thing named before: “the port”, “both exercises”."""
