"""The geometry of our charts: shares of a bar in percentages. Plain Python, no Django."""

from collections.abc import Sequence
from dataclasses import dataclass

# The fills are classes of charts.css; on these, white letters are easy to read.
DARK = frozenset({"p1", "p2", "c1", "bad", "petrol", "clay"})
MIDDLING = frozenset({"n2"})  # neither ink nor white has enough contrast here: no letters
GAP = 0.25
# A bar is 340 px wide on a phone and a figure of our type about 9 px.
PHONE_PX, FIGURE_PX, AIR_PX = 340, 9, 6


@dataclass(frozen=True)
class Part:
    """One kind of thing in a bar: what it is called, how many, which fill."""

    label: str
    count: int
    fill: str = "petrol"


@dataclass(frozen=True)
class Piece:
    """One drawn stretch of a bar. `shown` says whether the number fits inside."""

    fill: str
    x: str
    width: str
    middle: str
    count: int
    shown: bool
    light: bool


def pieces(parts: Sequence[Part]) -> list[Piece]:
    """Cut a bar in stretches; what is nought is not drawn."""
    whole = sum(part.count for part in parts)
    drawn, x = [], 0.0
    for part in parts:
        if not part.count:
            continue
        share = 100 * part.count / whole
        last = x + share > 99.99
        fits = share * PHONE_PX / 100 >= FIGURE_PX * len(str(part.count)) + AIR_PX
        drawn.append(
            Piece(
                fill=part.fill,
                x=f"{x:.2f}%",
                width=f"{max(share - (0 if last else GAP), 0.1):.2f}%",
                middle=f"{x + share / 2:.2f}%",
                count=part.count,
                shown=fits and part.fill not in MIDDLING,
                light=part.fill in DARK,
            )
        )
        x += share
    return drawn


def in_a_sentence(parts: Sequence[Part]) -> str:
    """Say a bar aloud: “131 eerste wens, 36 tweede wens”."""
    return ", ".join(f"{part.count} {part.label}" for part in parts)
