"""How fast the pages are that many people open at once: `bin/bench web`."""
