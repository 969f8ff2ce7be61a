"""Who gains by not writing down what they want? One person at a time, all others honest.

A festival of 300 people and 30 workshops is divided with everybody's own list. Then one person
hands in another list, all is divided again with the same lottery, and we look at what that
person got in the eyes of the list they did not hand in: a wished seat at all, then the points.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from benchmarks.matching.folder import Folder
from benchmarks.matching.table import Table, say
from benchmarks.matching.workshops import SLOTS, workshops
from benchmarks.seeded import seeded
from onderling.matching.problem import Person, Problem, Ranked
from onderling.matching.reading import read_rows
from onderling.matching.run import solve

PEOPLE, SESSIONS, TRIED, TRIED_QUICKLY = 300, 30, 100, 10
PADDING = 5

Bundles = Mapping[str, list[str]]  # where each person sits
Wanted = list[tuple[str, int]]  # the true list: session and rank
Hardest = list[str]  # sessions, the most wished for each place first


@dataclass(frozen=True)
class Way:
    """A way to divide. `day`: a study day: a ranking per round, and a seat in every round."""

    name: str
    objective: Mapping[str, str]
    several: bool
    day: bool = False


def _way(without: str, order: str, *, several: bool) -> Way:
    many = "up to three seats" if several else "one seat"
    return Way(f"{without}, {order}, {many}", {"without": without, "order": order}, several)


# `next_wish` with several seats in one optimum is no flow and takes a second a time; rounds,
# as a festival has them, are flows.
WAYS = (
    _way("guarantee", "joint", several=False),
    _way("next_wish", "joint", several=False),
    _way("guarantee", "joint", several=True),
    _way("guarantee", "rounds", several=True),
    _way("next_wish", "rounds", several=True),
    Way("study day: guarantee, anywhere", {"without": "guarantee"}, several=True, day=True),
)


def first_only(true: Wanted, hardest: Hardest) -> list[str]:
    """Write the first wish (of each round, when there is a list for each), nothing else."""
    return [session for session, rank in true if rank == 1]


def first_two(true: Wanted, hardest: Hardest) -> list[str]:
    """Write two wishes."""
    return [session for session, rank in true if rank <= 2]


def padded(true: Wanted, hardest: Hardest) -> list[str]:
    """Add five sessions one does not want and that are sure to be full: a longer list."""
    own = [session for session, _ in true]
    return [*own, *[session for session in hardest if session not in own][:PADDING]]


def without_popular(true: Wanted, hardest: Hardest) -> list[str]:
    """Leave out the third of the programme that is hardest to get, if a wish is left."""
    hard = set(hardest[: len(hardest) // 3])
    own = [session for session, _ in true]
    return [session for session in own if session not in hard] or own


def popular_last(true: Wanted, hardest: Hardest) -> list[str]:
    """Write what is hard to get at the end."""
    hard = set(hardest[: len(hardest) // 3])
    return [session for session, _ in sorted(true, key=lambda wish: wish[0] in hard)]


Trick = Callable[[Wanted, Hardest], list[str]]
TRICKS: Mapping[str, Trick] = {
    "first wish only": first_only,
    "first two only": first_two,
    "five sold-out ones added": padded,
    "popular ones left out": without_popular,
    "popular ones last": popular_last,
}


def measure(folder: Folder, *, quick: bool) -> dict[str, object]:
    """Try all tricks under all ways; the figures by way and trick."""
    tried = TRIED_QUICKLY if quick else TRIED
    title = f"Gaming: {tried} people, one at a time: gained / lost / the same"
    table = Table(title, "divided by", *TRICKS, widths=(36, *[24] * len(TRICKS)))
    figures: dict[str, object] = {}
    for way in WAYS:
        trial = Trial(way)
        found = {name: trial.of(trick, tried) for name, trick in TRICKS.items()}
        figures[way.name] = found
        told = (f"{f['gained']} / {f['lost']} / {f['same']}" for f in found.values())
        table.add(way.name, *told)
    say(
        "Gained: a wished seat instead of none, or more points of the true list. The last three"
        " tricks ask that somebody knows what others wish. Not tried: several people who agree,"
        " tricks that fit one outcome, other festivals."
    )
    return figures


class Trial:
    """One festival, divided honestly once, and then with one list changed, again and again."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.problem = festival(way)
        self.honest = _bundles(self.problem)
        self.hardest = _hardest(self.problem)

    def of(self, trick: Trick, tried: int) -> dict[str, int]:
        """How many gained, lost, and got the same."""
        dice = seeded(7)
        found: Counter[str] = Counter(gained=0, lost=0, same=0)
        for person in dice.sample(self.problem.people, tried):
            told = self._ranked(trick(list(person.wishes), self.hardest))
            found["same" if told == person.wishes else self._outcome(person, told)] += 1
        return dict(found)

    def _outcome(self, person: Person, told: Ranked) -> str:
        people = (
            replace(row, wishes=told) if row is person else row for row in self.problem.people
        )
        changed = _bundles(replace(self.problem, people=tuple(people)))
        before = self._value(person, self.honest)
        after = self._value(person, changed)
        return "gained" if after > before else "lost" if after < before else "same"

    def _ranked(self, sessions: list[str]) -> Ranked:
        """Ranks over the programme, or for each round apart."""
        if not self.way.day:
            return tuple((session, rank) for rank, session in enumerate(sessions, 1))
        start = {row.id: row.start for row in self.problem.sessions}
        found = _by_round(start, sessions)
        return tuple(sorted(found, key=lambda wish: (wish[1], wish[0])))

    def _value(self, person: Person, bundles: Bundles) -> tuple[bool, int]:
        """What the seats are worth to this person: any wished at all, then points."""
        points = self.problem.objective.points
        seats = bundles.get(person.id, [])
        ranks = [person.wish_rank[seat] for seat in seats if seat in person.wish_rank]
        return bool(ranks), sum(points[min(rank, len(points)) - 1] for rank in ranks)


def festival(way: Way) -> Problem:
    """300 people and a place for each seat they want."""
    raw = workshops(PEOPLE, SESSIONS, 1, places=2.0 if way.day else 1.0 if way.several else 0.5)
    start = {row["id"]: row["start"] for row in raw["sessions"]}
    for person in raw["people"]:
        if way.day:
            wishes = [session for session, _ in person["wishes"]]
            person |= {"wishes": list(_by_round(start, wishes)), "anywhere": True}
        person["most"] = SLOTS if way.day else person["most"] if way.several else 1
    raw |= {"objective": dict(way.objective), "rules": {"fill_slots": way.day}}
    problem = read_rows(raw).problem
    if problem is None:
        raise ValueError("The festival cannot be read.")
    return problem


def _by_round(start: Mapping[str, object], sessions: list[str]) -> Iterator[tuple[str, int]]:
    """Number the wishes of each round apart."""
    numbers: Counter[object] = Counter()
    for session in sessions:
        numbers[start[session]] += 1
        yield session, numbers[start[session]]


def _bundles(problem: Problem) -> Bundles:
    """Who sits where."""
    found: dict[str, list[str]] = {}
    for person, session in solve(problem).seats:
        found.setdefault(person, []).append(session)
    return found


def _hardest(problem: Problem) -> Hardest:
    """Sessions by the points wished for each place; nobody who wishes can know it."""
    points = problem.objective.points
    asked: Counter[str] = Counter()
    for person in problem.people:
        for session, rank in person.wishes:
            asked[session] += points[min(rank, len(points)) - 1]
    return sorted(asked, key=lambda s: (-asked[s] / (problem.session[s].maximum or 1), s))
