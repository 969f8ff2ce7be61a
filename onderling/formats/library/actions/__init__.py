"""The deeds of the library, one theme a file."""
