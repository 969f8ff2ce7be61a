"""The same festival divided by others: by hand, by libraries, by general solvers."""
