"""Pages about workshops, the day and the board."""
