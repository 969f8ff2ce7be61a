"""Pages of the demo: step in as somebody, begin an install, files to try."""
