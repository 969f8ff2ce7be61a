"""Pages of study days, theme days, conferences and festivals."""
