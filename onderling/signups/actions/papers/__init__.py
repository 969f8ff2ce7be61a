"""What the papers of a day say: door lists, badges, own programmes, numbers for the kitchen."""
