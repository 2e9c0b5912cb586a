"""The atlas in the formats of others: one module a convention, all of them pure functions."""
