"""Pages about taking part, wishes and places."""
