"""What people may type to take part, to wish, and to change a place."""
