"""What a note may say, what may happen to what was said, how a round answers. Plain values."""
