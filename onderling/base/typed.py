"""What people type, taken apart with care."""

KEY = "sleutel"  # the hidden field that makes a form count once; `{% once_key %}` writes it
LARGEST = 2**31 - 1  # of a whole number in every database we know


def whole_number(text: str | None) -> int | None:
    """Read a whole number from 0 that a database can hold; None for anything else."""
    if not text or not text.isdecimal() or len(text) > 10:
        return None
    number = int(text)
    return number if number <= LARGEST else None
