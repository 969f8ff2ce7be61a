"""Any order of taking, giving back and leaving agrees with a model of a few lines (F14)."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onderling.base.errors import Refused
from onderling.offers.models import Meeting
from onderling.rounds.models import Round
from onderling.signups.actions.seats import give_back, leave_queue, take_place
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SEATED, SignupState
from tests.makers import NOON

Make = Callable[..., Any]
PEOPLE, MEETINGS = 5, 3
# Everybody wishes the first meeting most, then the second. All are at the same time.
STEPS = st.lists(
    st.tuples(st.sampled_from(["take", "give", "leave"]), st.integers(0, 4), st.integers(0, 2)),
    max_size=25,
)


class Line:
    """Who sits and who waits, per meeting, in lists; everybody has at most one seat."""

    def __init__(self, seats: int) -> None:
        self.seats = seats
        self.sits: dict[int, int] = {}
        self.waits: list[list[int]] = [[] for _ in range(MEETINGS)]

    def room(self, meeting: int) -> bool:
        return list(self.sits.values()).count(meeting) < self.seats

    def take(self, who: int, meeting: int) -> None:
        if self.sits.get(who) == meeting or who in self.waits[meeting]:
            return
        # A seat at that time is only given up by moving up to a better wish from a line.
        if who in self.sits and (self.room(meeting) or self.sits[who] <= meeting):
            return
        self.waits[meeting].append(who)
        self.move_up()

    def give(self, who: int, meeting: int) -> None:
        if self.sits.get(who) == meeting:
            del self.sits[who]
            self.move_up()

    def leave(self, who: int, meeting: int) -> None:
        if who in self.waits[meeting]:
            self.waits[meeting].remove(who)

    def move_up(self) -> None:
        for meeting in range(MEETINGS):
            while self.room(meeting):
                turn = [w for w in self.waits[meeting] if self.sits.get(w, 9) > meeting]
                if not turn:
                    break
                self.waits[meeting].remove(turn[0])
                self.sits[turn[0]] = meeting


@pytest.mark.sqlite_only
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_any_order_of_deeds_ends_as_the_model_says(
    published: Round, meeting: Make, participation: Make, wish: Make, steps: list[Any]
) -> None:
    Meeting.objects.all().delete()
    Participation.objects.all().delete()
    meetings = [meeting(published, f"W{number}", seats=1) for number in range(MEETINGS)]
    people = [participation(published) for _ in range(PEOPLE)]
    for who in people:
        for rank, choice in enumerate(meetings, 1):
            wish(who, choice, rank)
    model = Line(seats=1)
    for deed, who, choice in steps:
        getattr(model, deed)(who, choice)
        _do(deed, people[who], meetings[choice])
    rows = Signup.objects.select_related("participation", "meeting").order_by("sequence")
    assert {
        people.index(row.participation): meetings.index(row.meeting)
        for row in rows
        if row.state in SEATED
    } == model.sits
    assert [
        [people.index(r.participation) for r in rows.waiting().filter(meeting=m)]
        for m in meetings
    ] == model.waits
    assert broken_invariants() == []


def _do(deed: str, who: Participation, meeting: Meeting) -> None:
    row = Signup.objects.filter(participation=who, meeting=meeting).first()
    try:
        if deed == "take":
            take_place(who, meeting, by=who.person, now=NOON)
        elif row and deed == "give" and row.state in SEATED:
            give_back(row, by=who.person, now=NOON)
        elif row and deed == "leave" and row.state == SignupState.WAITLISTED:
            leave_queue(row, by=who.person, now=NOON)
    except Refused:
        return
