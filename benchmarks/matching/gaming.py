"""Who gains by not writing down what they want? One person at a time, all others honest.

A festival of 300 people and 30 workshops is divided with everybody's own list. Then one person
hands in another list, all is divided again with the same lottery, and we look at what that
person got in the eyes of the list they did not hand in: a seat at all, then the points.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from benchmarks.matching.folder import Folder
from benchmarks.matching.table import Table, say
from benchmarks.matching.workshops import workshops
from onderling.matching.problem import Objective, Person, Problem, Ranked
from onderling.matching.reading import read_rows
from onderling.matching.run import solve

PEOPLE, SESSIONS, TRIED, TRIED_QUICKLY = 300, 30, 100, 10
ONE, SEVERAL = False, True  # seats that people want; a place for each
PADDING = 5

Hardest = list[str]  # sessions, the most wished for each place first
Bundles = dict[str, list[str]]  # where each person sits


@dataclass(frozen=True)
class Way:
    """A way to divide, and how many seats people want."""

    without: str
    order: str
    several: bool

    def __str__(self) -> str:
        many = "up to three seats" if self.several else "one seat"
        return f"{self.without}, {self.order}, {many}"


WAYS = (
    Way("guarantee", "joint", ONE),
    Way("next_wish", "joint", ONE),
    Way("guarantee", "joint", SEVERAL),
    Way("next_wish", "joint", SEVERAL),
    Way("guarantee", "rounds", SEVERAL),
    Way("next_wish", "rounds", SEVERAL),
)


def first_only(true: Ranked, hardest: Hardest) -> Ranked:
    """Write the first wish, and nothing else."""
    return true[:1]


def first_two(true: Ranked, hardest: Hardest) -> Ranked:
    """Write two wishes."""
    return true[:2]


def padded(true: Ranked, hardest: Hardest) -> Ranked:
    """Add five sessions one does not want and that are sure to be full: a longer list."""
    own = {session for session, _ in true}
    extra = [session for session in hardest if session not in own][:PADDING]
    return (*true, *((session, len(true) + n) for n, session in enumerate(extra, 1)))


def without_popular(true: Ranked, hardest: Hardest) -> Ranked:
    """Leave out what a third of the programme makes hard to get, as long as a wish is left."""
    hard = set(hardest[: len(hardest) // 3])
    left = [session for session, _ in true if session not in hard]
    return tuple((session, rank) for rank, session in enumerate(left, 1)) or true


def popular_last(true: Ranked, hardest: Hardest) -> Ranked:
    """Write what is hard to get at the end."""
    hard = set(hardest[: len(hardest) // 3])
    order = sorted(true, key=lambda wish: (wish[0] in hard, wish[1]))
    return tuple((session, rank) for rank, (session, _) in enumerate(order, 1))


TRICKS = {
    "first wish only": first_only,
    "first two only": first_two,
    "five sold-out ones added": padded,
    "popular ones left out": without_popular,
    "popular ones last": popular_last,
}


def measure(folder: Folder, *, quick: bool) -> dict[str, object]:
    """Try all tricks under all ways; the figures by way and trick."""
    tried = TRIED_QUICKLY if quick else TRIED
    head = [f"{name}: gained / lost / same" for name in TRICKS]
    table = Table(f"Gaming: {tried} people, one at a time", "divided by", *head, widths=(36,))
    figures: dict[str, object] = {}
    for way in WAYS:
        problem = _festival(way)
        honest, hardest = _bundles(problem), _hardest(problem)
        found = {
            name: _try(problem, honest, tried, partial(trick, hardest=hardest))
            for name, trick in TRICKS.items()
        }
        figures[str(way)] = found
        table.add(
            str(way), *(f"{f['gained']} / {f['lost']} / {f['same']}" for f in found.values())
        )
    say(
        "Gained: a seat instead of none, or more points of the true list. The last three tricks"
        " ask that somebody knows what others wish. Not tried: several people agreeing on a"
        " trick, tricks fitted to the outcome, other festivals. Who says “anywhere” keeps no"
        " protection under next_wish and was left out here."
    )
    return figures


def _try(
    problem: Problem, honest: Bundles, tried: int, trick: Callable[[Ranked], Ranked]
) -> dict[str, int]:
    """How many gained, lost, and got the same."""
    dice = Random(7)  # noqa: S311 -- the same people for every trick
    found: Counter[str] = Counter(gained=0, lost=0, same=0)
    for person in dice.sample(problem.people, tried):
        told = trick(person.wishes)
        if told == person.wishes:
            found["same"] += 1
            continue
        outcome = _bundles(_with(problem, replace(person, wishes=told)))
        before = _value(problem, person, honest.get(person.id, []))
        after = _value(problem, person, outcome.get(person.id, []))
        found["gained" if after > before else "lost" if after < before else "same"] += 1
    return dict(found)


def _festival(way: Way) -> Problem:
    raw = workshops(PEOPLE, SESSIONS, 1, places=1.0 if way.several else 0.5)
    for person in raw["people"]:
        person["most"] = person["most"] if way.several else 1
    raw["objective"] = {"without": way.without, "order": way.order}
    problem = read_rows(raw).problem
    if problem is None:
        raise ValueError("The festival cannot be read.")
    return problem


def _with(problem: Problem, changed: Person) -> Problem:
    people = (changed if row.id == changed.id else row for row in problem.people)
    return replace(problem, people=tuple(people))


def _bundles(problem: Problem) -> Bundles:
    """Who sits where."""
    found: Bundles = {}
    for person, session in solve(problem).seats:
        found.setdefault(person, []).append(session)
    return found


def _value(problem: Problem, person: Person, sessions: list[str]) -> tuple[bool, int]:
    """What the seats are worth to the person: any wished at all, then points."""
    points = problem.objective.points
    ranks = [person.wish_rank[s] for s in sessions if s in person.wish_rank]
    return bool(ranks), sum(points[min(rank, len(points)) - 1] for rank in ranks)


def _hardest(problem: Problem) -> Hardest:
    """Sessions by wishes for each place, the points counted; nobody can know it."""
    points = Objective().points
    asked: Counter[str] = Counter()
    for person in problem.people:
        for session, rank in person.wishes:
            asked[session] += points[min(rank, len(points)) - 1]
    return sorted(asked, key=lambda s: (-asked[s] / (problem.session[s].maximum or 1), s))
