"""The atlas in common formats: one module for each convention, all of them pure functions."""
