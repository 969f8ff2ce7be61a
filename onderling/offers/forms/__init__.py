"""What people may type about workshops, the day and the board."""
