"""Deeds about people, one file per theme; import them from there."""
