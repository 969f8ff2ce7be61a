"""What is done with surveys: make, open, answer, mark, close, forget."""
