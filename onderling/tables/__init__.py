"""Tables in and out: xlsx, ods, csv and pasted cells, as text that a person would recognise."""

import sys

# openpyxl takes in numpy wherever it finds it, only to know its numbers: 12 MB in every process
# of the website, for numbers that we never write. Told that there is none, it does without.
if "numpy" not in sys.modules:
    sys.modules["numpy"] = None  # type: ignore[assignment]  # how Python says: not there
    try:
        import openpyxl  # noqa: F401 -- what is loaded now asks no more
    finally:
        del sys.modules["numpy"]
