"""Backup and restore: a picture of one moment, and the proof that it can be put back."""
