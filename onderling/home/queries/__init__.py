"""Questions that need more than one room."""
