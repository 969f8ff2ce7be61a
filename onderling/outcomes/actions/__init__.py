"""What we do with what was said: write it down, give it to somebody, answer it."""
