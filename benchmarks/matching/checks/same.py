"""The same seats, whatever the order of the rows and the number of cores."""

import os

from benchmarks.matching.checks.tally import Tally, seats_of


def order(tally: Tally, shape: str, orders: int) -> None:
    """Shuffled rows, and lists whose order means nothing, give the same seats."""
    folder = tally.folder
    plain = seats_of(tally.divided(folder.problem(shape))[1])
    differ = [
        len(plain ^ seats_of(tally.divided(folder.shuffled(shape, number))[1]))
        for number in range(1, orders + 1)
    ]
    came = f"{max(differ)} of {len(plain):,} seats differ, {orders} other orders"
    tally.add(f"order of rows, {shape}", came, bool(plain) and not any(differ))


def cores(tally: Tally, shape: str) -> None:
    """One core or all: the same seats."""
    here = sorted(os.sched_getaffinity(0))
    all_of_them, one = (
        seats_of(tally.divided(tally.folder.problem(shape), cores=frozenset(some))[1])
        for some in (here, here[:1])
    )
    differ = len(all_of_them ^ one)
    came = f"{differ} of {len(one):,} seats differ, {len(here)} cores and 1"
    tally.add(f"number of cores, {shape}", came, bool(one) and not differ)
