"""Questions about the programme."""
