"""Decisions of looking back: what may be done with an improvement, and when we ask again."""
