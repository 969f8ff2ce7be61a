"""What somebody types: one file per command, and the page that explains it."""
