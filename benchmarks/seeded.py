"""Dice that fall the same way each time: for problems and draws that anybody can repeat."""

from random import Random


def seeded(number: int) -> Random:
    """Dice for this number. Not for secrets."""
    return Random(number)  # noqa: S311 -- to be repeated is what these are for
