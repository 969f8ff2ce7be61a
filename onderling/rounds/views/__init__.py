"""Pages about a round for who coordinates it."""
