"""What a kit looks like: colours one can read, and as many times as fit. Plain Python."""

from dataclasses import dataclass

from onderling.rounds.rules import Colour

FEW_TIMES = 4  # that many fit on a poster; of more it names the first three
PETROL = ("#0b5560", "#083f48", "#2d8590")
CLAY = ("#b84a12", "#ffffff", "#d1713b")


@dataclass(frozen=True)
class Look:
    """The colours of one round on paper: the ground, its letters, and the two threads."""

    ground: str
    letter: str
    warp: tuple[str, ...] = CLAY
    weft: tuple[str, ...] = PETROL


LOOKS: dict[Colour, Look] = {
    Colour.SUN: Look("#ffc845", "#1f1d2b"),
    Colour.PETROL: Look("#0b5560", "#ffffff", weft=("#ffc845", "#86bfc5", "#ffc845")),
    Colour.CLAY: Look("#b84a12", "#ffffff", warp=("#ffc845", "#ffffff", "#e9a27a")),
    Colour.GREEN: Look("#105f26", "#ffffff", weft=("#ffc845", "#0b5560", "#e3f4e6")),
    Colour.PLUM: Look("#5a2468", "#ffffff", weft=("#ffc845", "#0b5560", "#86bfc5")),
    Colour.LINEN: Look("#faf7f1", "#1f1d2b", warp=("#b84a12", "#e9a27a", "#d1713b")),
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


def few_times(times: list[str]) -> tuple[list[str], int]:
    """Return the times that a poster names, and how many more there are."""
    if len(times) <= FEW_TIMES:
        return times, 0
    return times[: FEW_TIMES - 1], len(times) - FEW_TIMES + 1
