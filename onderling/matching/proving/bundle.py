"""The best a single person could choose when every seat has its own net worth.

Once prices stand for everything that people share, the problem falls apart into one small
choice per person: the subproblem of Lagrangian relaxation (Geoffrion, Lagrangean relaxation
for integer programming, Mathematical Programming Study 2, 1974). The rules about one person
alone (most, time, activity, locks, the first seat, slots to fill) are kept to exactly, by
branch and bound over at most a few dozen seats.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onderling.matching.problem import Interval, Person, Problem, exclude, overlap
from onderling.matching.rules import first_worth, most_seats, slots_to_fill

PATIENCE = 20_000  # choices looked at for one person; beyond that the bound is only looser


@dataclass(frozen=True, slots=True)
class Option:
    """One seat: `net` points for taking it, and the slots it would fill."""

    session: str
    net: int
    interval: Interval | None
    activity: str | None
    fills: frozenset[Interval]

    def beside(self, other: "Option") -> bool:
        """Say whether somebody may have both."""
        if self.activity and self.activity == other.activity:
            return False
        return not (self.interval and other.interval and overlap(self.interval, other.interval))


def best_bundle(problem: Problem, person: Person, net: Mapping[str, int]) -> int:
    """The most points this person could have, whatever anybody else does.

    `net`: per session the person could sit in (locked seats too, giving not) the points of
    that seat after charges, the first seat and slots left aside. Never too low; exact unless
    there are more than `PATIENCE` ways to look at.
    """
    locks = problem.locks_of.get(person.id, ())
    if not locks and (quick := _dearest(problem, person, net)) is not None:
        return quick
    held = [session for session in locks if (person.id, session) in problem.held]
    slots = _unfilled(problem, person, locks)
    sure = sum(net[session] for session in held)
    sure -= problem.objective.first_seat * person.size * len(slots)
    if held:
        sure += first_worth(problem, person)
    return sure + _search(problem, person, net, locks).best


def _dearest(problem: Problem, person: Person, net: Mapping[str, int]) -> int | None:
    """The dearest seats, when nobody forbids them together: nothing can be worth more.

    None: somebody does, or empty slots count too; then it takes a search.
    """
    if problem.rules.fill_slots and person.anywhere:
        return None
    if not net or not person.most:
        return 0
    order = sorted(net, key=net.__getitem__, reverse=True)[: person.most]
    wanted = [session for session in order if net[session] > 0] or order[:1]
    known = [problem.session[session] for session in wanted]
    if any(exclude(one, other) for one, other in combinations(known, 2)):
        return None
    return max(0, first_worth(problem, person) + sum(net[session] for session in wanted))


def best_choice(
    problem: Problem, person: Person, net: Mapping[str, int], held: Sequence[str]
) -> tuple[str, ...]:
    """The sessions this person takes when it is their turn, dearest times first.

    `net`: the points of each seat still to be had that goes with those `held` already.
    """
    return tuple(option.session for option in _search(problem, person, net, held).chosen)


def _search(
    problem: Problem, person: Person, net: Mapping[str, int], held: Sequence[str]
) -> "_Search":
    room = most_seats(problem, person) - len(held)
    loss = problem.objective.first_seat * person.size
    slots = _unfilled(problem, person, held)
    options = [
        _option(problem, session, points, slots)
        for session, points in net.items()
        if session not in held
    ]
    seated = any((person.id, session) not in problem.giving for session in held)
    first = 0 if seated else first_worth(problem, person)
    return _Search(_groups(options, loss, room), loss, first, room)


def _unfilled(problem: Problem, person: Person, held: Sequence[str]) -> list[Interval]:
    return [
        slot for slot in slots_to_fill(problem, person) if problem.times[slot].isdisjoint(held)
    ]


def _option(problem: Problem, session: str, net: int, unfilled: Sequence[Interval]) -> Option:
    row = problem.session[session]
    fills = frozenset(slot for slot in unfilled if session in problem.times[slot])
    return Option(session, net, row.interval, row.activity, fills)


def _groups(options: Sequence[Option], loss: int, room: int) -> list[list[Option]]:
    """The seats worth looking at, those at exactly the same time together, dearest first.

    Of one interval and one activity only the best can matter; and of one interval only the
    best `room`, for the other seats of the bundle forbid at most `room` - 1 activities.
    """
    best: dict[tuple[Interval | None, str], Option] = {}
    for option in options:
        key = (option.interval, option.activity or f"only {option.session}")
        if key not in best or best[key].net < option.net:
            best[key] = option
    timed: dict[Interval | None, list[Option]] = {}
    for option in sorted(best.values(), key=lambda option: (-option.net, option.session)):
        timed.setdefault(option.interval, []).append(option)
    groups = [
        group
        for interval, found in timed.items()
        for group in ([found[:room]] if interval else [[one] for one in found[:room]])
    ]
    return sorted(groups, key=lambda group: -_at_best(group, loss))


def _at_best(group: Sequence[Option], loss: int) -> int:
    return max((one.net + loss * len(one.fills) for one in group), default=0)


class _Search:
    """Depth first over the groups, dearest first, leaving out what cannot win any more.

    `best`: the best total of at most `room` seats (taking none is worth nothing), by the seats
    `chosen`; after too many tries a total that nothing can exceed.
    """

    def __init__(self, groups: list[list[Option]], loss: int, first: int, room: int) -> None:
        self.groups = groups
        self.loss = loss
        self.first = first
        self.hopes = [0]  # hopes[i]: the first i groups at their best, together
        for group in groups:
            self.hopes.append(self.hopes[-1] + max(0, _at_best(group, loss)))
        self.best = 0
        self.chosen: tuple[Option, ...] = ()
        self.looked = 0
        if room > 0:
            self._extend(0, room, 0, ())
        if self.looked > PATIENCE:
            self.best = self._hope(0, room) + max(0, first)

    def _hope(self, start: int, room: int) -> int:
        return self.hopes[min(start + room, len(self.groups))] - self.hopes[start]

    def _extend(self, start: int, room: int, total: int, chosen: tuple[Option, ...]) -> None:
        promise = total if chosen else max(0, self.first)
        for number in range(start, len(self.groups)):
            if promise + self._hope(number, room) <= self.best or self.looked > PATIENCE:
                return
            for option in self.groups[number]:
                self.looked += 1
                if all(option.beside(other) for other in chosen):
                    gain = option.net + self.loss * self._new(option, chosen)
                    new = total + gain + (0 if chosen else self.first)
                    both = (*chosen, option)
                    if new > self.best:
                        self.best, self.chosen = new, both
                    if room > 1:
                        self._extend(number + 1, room - 1, new, both)

    def _new(self, option: Option, chosen: tuple[Option, ...]) -> int:
        """How many slots this seat fills that the chosen ones leave empty."""
        if not option.fills:
            return 0
        return len(option.fills.difference(*(other.fills for other in chosen)))
