"""What a list means, row by row, before anything is written. Plain values only."""
