"""Deeds with lists: bring one in, decide about its rows, take it over, undo it."""
