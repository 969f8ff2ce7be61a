"""How good, fast and fair the matching engine is, beside others: `bin/bench matching`."""
