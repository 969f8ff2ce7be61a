"""The colours of a round on paper, all of them readable. Plain Python."""

from dataclasses import dataclass
from typing import Any

PETROL = ("#0b5560", "#083f48", "#2d8590")
CLAY = ("#b84a12", "#ffffff", "#d1713b")


@dataclass(frozen=True)
class Look:
    """The colours of one round on paper: the ground, its letters, and the two threads."""

    ground: str
    letter: str
    warp: tuple[str, ...] = CLAY
    weft: tuple[str, ...] = PETROL

    def facts(self) -> dict[str, Any]:
        """Give it to a layout."""
        return {
            "ground": self.ground,
            "letter": self.letter,
            "warp": list(self.warp),
            "weft": list(self.weft),
        }


LOOKS: dict[str, Look] = {
    "sun": Look("#ffc845", "#1f1d2b"),
    "petrol": Look("#0b5560", "#ffffff", weft=("#ffc845", "#86bfc5", "#ffc845")),
    "clay": Look("#b84a12", "#ffffff", warp=("#ffc845", "#ffffff", "#e9a27a")),
    "green": Look("#105f26", "#ffffff", weft=("#ffc845", "#0b5560", "#e3f4e6")),
    "plum": Look("#5a2468", "#ffffff", weft=("#ffc845", "#0b5560", "#86bfc5")),
    "linen": Look("#faf7f1", "#1f1d2b", warp=("#b84a12", "#e9a27a", "#d1713b")),
}


def contrast(one: str, other: str) -> float:
    """Return how far two colours stand apart, as WCAG counts it: 4.5 is enough for letters."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
