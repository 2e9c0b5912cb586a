"""Where names stand in a text, and the sentences that they stand in."""
