"""The problems that are measured, by name. The same name and seed give the same problem.

    from benchmarks.matching.shapes import problem
    problem("w3000")           # W, 300 sessions, 3,000 people, up to three seats each

A small one of each kind goes before the large ones: `w300`, `x220`, `t100`.
"""

from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.matching.exchange import exchange
from benchmarks.matching.taste import Raw
from benchmarks.matching.teams import teams
from benchmarks.matching.workshops import friends, mixed, workshops
from onderling.matching.problem import Problem
from onderling.matching.reading import read_rows
from onderling.matching.tests.studyday import study_day

Shape = Callable[[int], Raw]


def _festival(people: int, sessions: int, seed: int) -> Raw:
    """As a festival of the product: first seats first, and a short list wins nothing."""
    raw = workshops(people, sessions, seed)
    return raw | {"objective": {"without": "next_wish", "order": "rounds"}}


SHAPES: Mapping[str, Shape] = {
    "studyday": lambda seed: study_day(),  # the day of the demo: one, whatever the seed
    "w300": partial(workshops, 300, 30),
    "w3000": partial(workshops, 3_000, 300),
    "w30000": partial(workshops, 30_000, 3_000),
    "w300000": partial(workshops, 300_000, 30_000),
    # Other shapes of the same size: places for half of the seats that people want, or for
    # one and a half times; everybody wants the same few; all sessions almost equally wanted.
    "scarce": partial(workshops, 3_000, 300, places=0.5),
    "ample": partial(workshops, 3_000, 300, places=1.5),
    "stars": partial(workshops, 3_000, 300, flat=300),
    "even": partial(workshops, 3_000, 300, flat=3),
    "rounds": partial(_festival, 3_000, 300),
    "mix300": partial(mixed, 300, 30),
    "mix3000": partial(mixed, 3_000, 300),
    "friends175": partial(friends, 175, 30),
    "friends1750": partial(friends, 1_750, 300),
    "x220": partial(exchange, 40, 220),
    "x2200": partial(exchange, 400, 2_200),
    "x22000": partial(exchange, 4_000, 22_000),
    "t100": partial(teams, 20, 100),
    "t1000": partial(teams, 200, 1_000),
    "t10000": partial(teams, 2_000, 10_000),
}


def raw(name: str, seed: int = 1) -> Raw:
    """The problem with this name, as the contract's JSON."""
    return SHAPES[name](seed)


def problem(name: str, seed: int = 1) -> Problem:
    """The same, read. Raises ValueError with the faults, should there be one."""
    reading = read_rows(raw(name, seed))
    if reading.problem is None:
        raise ValueError("; ".join(reading.faults))
    return reading.problem
