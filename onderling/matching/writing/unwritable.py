"""What every way of writing says when it cannot."""


class Unwritable(Exception):
    """A file that cannot be written; the text says why, in Dutch."""
