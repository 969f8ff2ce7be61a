"""What people like: popularity with a long tail, and themes that one person likes more.

Popularity is Zipf–Mandelbrot: the k-th of n things weighs 1 / (k + n/50). The most wanted gets
some thirteen times the average, the least wanted a quarter, whatever n is: a programme ten
times as large looks the same. (Mandelbrot, An informational theory of the statistical structure
of language, 1953.)
"""

from bisect import bisect
from itertools import accumulate
from random import Random
from typing import Any

Raw = dict[str, Any]
FLATNESS = 50  # the higher, the more everybody wants the same few


class Taste:
    """Draws different things, most of them popular, `loyal` of them from one's own themes."""

    def __init__(
        self, dice: Random, names: list[str], *, themes: int, loyal: float, flat: int = FLATNESS
    ) -> None:
        self.dice = dice
        self.loyal = loyal
        ranking = dice.sample(names, len(names))
        weights = [1 / (place + len(names) / flat) for place in range(1, len(names) + 1)]
        self.popular = _Drawer(ranking, weights)
        theme_of = [dice.randrange(themes) for _ in ranking]
        self.themes = [
            _Drawer(
                [name for name, its in zip(ranking, theme_of, strict=True) if its == theme],
                [weight for weight, its in zip(weights, theme_of, strict=True) if its == theme],
            )
            for theme in range(themes)
        ]

    def draw(self, number: int) -> list[str]:
        """Draw `number` different names, the favourite first."""
        dice = self.dice
        own = [
            theme for theme in dice.sample(self.themes, min(2, len(self.themes))) if theme.names
        ]
        found: dict[str, None] = {}
        for _ in range(20 * number):  # a small theme runs dry; then the list is a bit shorter
            drawer = dice.choice(own) if own and dice.random() < self.loyal else self.popular
            found[drawer.draw(dice)] = None
            if len(found) == number:
                break
        return list(found)


class _Drawer:
    """Names with weights, for drawing with replacement."""

    def __init__(self, names: list[str], weights: list[float]) -> None:
        self.names = names
        self.upto = list(accumulate(weights))

    def draw(self, dice: Random) -> str:
        return self.names[
            bisect(self.upto, dice.random() * self.upto[-1], hi=len(self.names) - 1)
        ]


def names(letter: str, number: int) -> list[str]:
    """Names that sort as they count: p0001, p0002 …"""
    digits = len(str(number))
    return [f"{letter}{n:0{digits}}" for n in range(1, number + 1)]


def ranked(things: list[str]) -> list[list[Any]]:
    """A list of wishes: the first is the first wish."""
    return [[thing, rank] for rank, thing in enumerate(things, 1)]
