"""Deeds with offers, with the shape of the day, and with meetings in it."""
