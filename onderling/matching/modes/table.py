"""The ways to divide side by side, for a terminal."""

from collections.abc import Sequence

from onderling.matching.modes.modes import Cost, Mode

NAMES: dict[Mode, str] = {
    "default": "meeste wenspunten (standaard)",
    "lottery": "volgorde van loting",
    "fewest_low": "zo min mogelijk lage wensen",
    "first_come": "wie het eerst komt",
}
HEAD = ("manier", "punten", "verschil", "zonder plek", "eerste wens", "plekken", "afgezegd")


def mode_table(costs: Sequence[Cost]) -> str:
    """One line per way to divide. People count by the size of their row."""
    rows = [HEAD, *(_row(cost) for cost in costs)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(cost: Cost) -> tuple[str, ...]:
    numbers = (cost.without, cost.first_wishes, cost.seats, cost.cancelled)
    return (
        NAMES[cost.mode],
        _whole(cost.points),
        _whole(-cost.lost),
        *(_whole(number) for number in numbers),
    )


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", ".")
