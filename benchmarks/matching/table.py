"""Tables in markdown, a row at a time, so that who waits sees how far it is."""

import sys
from collections.abc import Sequence


class Table:
    """Prints its head at once, and then each row as it is added."""

    def __init__(self, title: str, *head: str, widths: Sequence[int] = ()) -> None:
        self.widths = [max(len(word), width) for word, width in zip(head, widths, strict=False)]
        self.widths += [len(word) for word in head[len(self.widths) :]]
        sys.stdout.write(f"\n### {title}\n\n")
        self.add(*head)
        self.add(*("-" * width for width in self.widths))

    def add(self, *cells: object) -> None:
        """Print one row."""
        told = (
            f"{cell:<{width}}" if isinstance(cell, str) else f"{cell:>{width},}"
            for cell, width in zip(cells, self.widths, strict=True)
        )
        sys.stdout.write(f"| {' | '.join(told)} |\n")
        sys.stdout.flush()


def say(text: str) -> None:
    """Print a paragraph."""
    sys.stdout.write(f"\n{text}\n")
    sys.stdout.flush()
