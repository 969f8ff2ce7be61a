"""Who has the same choice to make: equal times, equal numbers. One plan then does for all."""

import numpy as np

from onderling.matching.network.seats import Choices, Numbers
from onderling.matching.rules import first_worth, slots_to_fill

Pattern = tuple[int, int, int, bytes]


def by_time(choices: Choices) -> tuple[Numbers, Numbers]:
    """The seats of each person in the order of time; and of each, how many overlap it.

    Only seats that come later in that order are counted. Sorted by start, a session overlaps
    all that begin before it ends, so these numbers say which of somebody's sessions overlap.
    """
    problem = choices.problem
    moments = problem.moments
    never = 2 * len(moments)  # past every start and end
    start, end = (
        np.array(
            [moments.get(session.id, (never, never)) for session in problem.sessions],
            dtype=np.int64,
        )
        .reshape(-1, 2)
        .T
    )
    order = np.lexsort((end[choices.session], start[choices.session], choices.person))
    session, day = choices.session[order], choices.person[order] * (never + 1)
    before = np.searchsorted(day + start[session], day + end[session])
    return order, np.maximum(before - np.arange(len(order)) - 1, 0)


def patterns(choices: Choices, order: Numbers, overlaps: Numbers) -> list[Pattern | None]:
    """Per person what decides their limits; None when that is nobody else's: locks, slots.

    Who has one seat at most has no two at once, so there only the number of choices counts.
    """
    problem = choices.problem
    signs = np.column_stack([overlaps, _repeats(choices, order)])
    edges = choices.first.tolist()
    return [
        None
        if person.id in problem.locks_of or slots_to_fill(problem, person)
        else (
            person.most,
            first_worth(problem, person),
            end - begin,
            signs[begin:end].tobytes() if person.most > 1 else b"",
        )
        for person, begin, end in zip(problem.people, edges, edges[1:], strict=False)
    ]


def _repeats(choices: Choices, order: Numbers) -> Numbers:
    """Per seat, in this order, how far back the same person had the same activity; or 0."""
    number: dict[str, int] = {}
    sessions = choices.problem.sessions
    act = np.array(
        [
            number.setdefault(session.activity, len(number)) if session.activity else -1
            for session in sessions
        ],
        dtype=np.int64,
    )
    back = np.zeros(len(order), dtype=np.int64)
    if not number:
        return back
    mine = np.flatnonzero(act[choices.session[order]] >= 0)
    person, of = choices.person[order][mine], act[choices.session[order]][mine]
    again = np.lexsort((mine, of, person))
    same = (np.diff(person[again]) == 0) & (np.diff(of[again]) == 0)
    back[mine[again[1:][same]]] = np.diff(mine[again])[same]
    return back
