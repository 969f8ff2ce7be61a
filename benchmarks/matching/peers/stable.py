"""`matching` 1.4.3: stable matching of residents and hospitals (Gale and Shapley, 1962).

It knows neither several seats, nor rounds, nor minimums. So it is asked again for each seat
more, with the rooms and the wishes that are left. Rooms rank people by the lottery.
"""

import sys

from matching.games import HospitalResident

from benchmarks.matching.peers.day import Day, Plan, Seats

DEEP = 1_000_000  # it copies its players by recursion, past Python's own limit


def residents(day: Day) -> Seats:
    """One matching after another, until nobody gets a seat more."""
    sys.setrecursionlimit(DEEP)
    plan = Plan(day)
    order = {person: number for number, person in enumerate(day.lottery)}
    while True:
        wishes = {
            person: [session for session in wished if plan.fits(person, session)]
            for person, wished in day.wishes.items()
        }
        wishes = {person: wished for person, wished in wishes.items() if wished}
        if not wishes:
            return plan.seats
        askers: dict[str, list[str]] = {}
        for person in sorted(wishes, key=order.__getitem__):
            for session in wishes[person]:
                askers.setdefault(session, []).append(person)
        left = {session: day.room[session] - plan.taken[session] for session in askers}
        found = HospitalResident.create_from_dictionaries(wishes, askers, left).solve()
        for session, people in found.items():
            for person in people:
                plan.give(person.name, session.name)
