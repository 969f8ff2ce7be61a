"""What is done with threads: write, confirm, take away, judge, report."""
