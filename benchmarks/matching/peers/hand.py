"""As it is done by hand, in the order of a lottery."""

from collections.abc import Callable
from itertools import count

from benchmarks.matching.peers.day import Day, Plan, Seats

Divide = Callable[[Day], Seats]


def serial(day: Day) -> Seats:
    """Serial dictatorship: who is drawn first takes all their seats, then the next."""
    plan = Plan(day)
    for person in day.lottery:
        while session := plan.best_that_fits(person):
            plan.give(person, session)
    return plan.seats


def snake(day: Day) -> Seats:
    """A draft: one seat each in the order drawn, the next in the reverse order, and so on."""
    plan = Plan(day)
    people = day.lottery
    for turn in count():
        given = len(plan.seats)
        for person in people if turn % 2 == 0 else reversed(people):
            if session := plan.best_that_fits(person):
                plan.give(person, session)
        if len(plan.seats) == given:
            return plan.seats
    raise AssertionError("count() does not end")
