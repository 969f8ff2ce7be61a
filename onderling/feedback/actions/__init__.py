"""What we do with feedback: write it, publish it, send it to everybody invited."""
