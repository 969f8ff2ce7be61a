"""What a kit tells: as many times as fit. Plain Python."""

FEW_TIMES = 4  # that many fit on a poster; of more it names the first three


def few_times(times: list[str]) -> tuple[list[str], int]:
    """Return the times that a poster names, and how many more there are."""
    if len(times) <= FEW_TIMES:
        return times, 0
    return times[: FEW_TIMES - 1], len(times) - FEW_TIMES + 1
