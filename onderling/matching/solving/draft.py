"""A first seating before anything is wired, for who stops at once: valid, far from the best.

Everybody asks for what they like most, then who has nothing for what they like next, while
there is room: immediate acceptance (Abdulkadiroğlu and Sönmez, School choice, American
Economic Review 93, 2003). One seat each, and only what needs no more than a look: sessions
with a mix stay shut, and who has a locked seat or stays together or apart waits. The flow
that comes next knows all of it.
"""

import numpy as np

from onderling.matching.network.seats import Choices, Mask, Numbers
from onderling.matching.problem import Pair, Session
from onderling.matching.rules import Seating, violations

LEVELS = 20  # so far down a list it looks
NOTHING = -1


def draft(seats: Choices) -> frozenset[Pair] | None:
    """Seats that keep to every rule; None when a locked seat asks for more."""
    problem = seats.problem
    minimum = np.array([session.minimum for session in problem.sessions], dtype=np.int64)
    shut = np.zeros(len(minimum), dtype=bool)
    lists = _dearest_first(seats)
    taken = np.full(len(problem.people), NOTHING)
    for part in (2, 1):  # what has less than half is shut, then all that is too small
        sizes = _accept(seats, lists, taken, shut)
        shut |= part * sizes < minimum
        sits = np.flatnonzero(taken != NOTHING)
        taken[sits[shut[seats.session[taken[sits]]]]] = NOTHING
    _accept(seats, lists, taken, shut)
    found = frozenset(seats.pairs(taken[taken != NOTHING])) | problem.held | problem.giving
    if problem.locked and violations(Seating(problem, found)):
        return None
    return found


def _dearest_first(seats: Choices) -> list[tuple[Numbers, Numbers]]:
    """Per level people in order, and the seat that each would like most but that many."""
    problem = seats.problem
    plain = np.array([_is_plain(session) for session in problem.sessions], dtype=bool)
    apart = problem.partners.keys() | problem.locks_of.keys()
    alone = np.array([person.id not in apart for person in problem.people], dtype=bool)
    simple = np.flatnonzero(plain[seats.session] & alone[seats.person])
    order = simple[np.lexsort((-seats.worth[simple], seats.person[simple]))]
    people = seats.person[order]
    level = np.arange(len(order)) - np.searchsorted(people, people)
    return [(people[level == n], order[level == n]) for n in range(LEVELS)]


def _accept(
    seats: Choices, lists: list[tuple[Numbers, Numbers]], taken: Numbers, shut: Mask
) -> Numbers:
    """Seat people, level after level, in `taken`; how many there are in each session."""
    problem = seats.problem
    sizes = np.array([person.size for person in problem.people], dtype=np.int64)
    room = np.array(
        [sizes.sum() if s.maximum is None else s.maximum for s in problem.sessions],
        dtype=np.int64,
    )
    inside = np.zeros_like(room)
    number = {session.id: place for place, session in enumerate(problem.sessions)}
    for person, session in problem.held:
        inside[number[session]] += problem.person[person].size
    has = taken != NOTHING
    np.add.at(inside, seats.session[taken[has]], sizes[has])
    for people, asked in lists:
        asks = (taken[people] == NOTHING) & ~shut[seats.session[asked]]
        order = np.argsort(seats.session[asked[asks]], kind="stable")
        who, seat = people[asks][order], asked[asks][order]
        where, total = seats.session[seat], np.cumsum(sizes[who])
        before = np.searchsorted(where, where)  # where those of the same session begin
        queue = total - (total - sizes[who])[before]
        fits = queue <= (room - inside)[where]
        taken[who[fits]] = seat[fits]
        np.add.at(inside, where[fits], sizes[who[fits]])
    return inside


def _is_plain(session: Session) -> bool:
    """Say whether only the numbers of people count."""
    return not (
        session.at_least
        or session.at_most
        or session.at_least_share
        or session.needs
        or session.at_most_per_organisation is not None
    )
