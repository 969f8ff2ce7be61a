"""What a bulletin tells, in which forms, and who heard it."""
