"""Build the example, take it away, step into somebody's shoes."""
