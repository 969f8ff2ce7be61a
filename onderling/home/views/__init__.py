"""Pages that gather from all rooms."""
