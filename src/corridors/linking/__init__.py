"""Names to mentions to links: found in one pass, judged by rules, with the reason for each."""
