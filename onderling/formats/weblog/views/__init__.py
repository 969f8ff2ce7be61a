"""Pages of the weblog."""
