"""Find names in texts in one pass, judge them by rules, and link them, with the reasons."""
