"""Who comes in where nobody else can move: little is locked, and nothing less is looked at."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onderling.base.errors import Refused
from onderling.offers.models import Giving, Meeting
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions import seat_rows, seats
from onderling.signups.actions.seats import give_back
from onderling.signups.models import Absence, Pair, Participation
from onderling.signups.rules import SignupState
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The meetings for which everything at that time was locked."""
    asked: list[int] = []
    real = seat_rows.lock_block

    def note(round_: Round, *meetings: int) -> object:
        asked.extend(meetings)
        return real(round_, *meetings)

    monkeypatch.setattr(seats, "lock_block", note)
    return asked


def test_a_rush_for_one_workshop_leaves_the_others_unread(
    published: Round, meeting: Make, participation: Make, seat: Make, wide: list[int]
) -> None:
    """P3: as many questions with one workshop as with twenty."""
    soup = meeting(published, seats=9)

    def questions() -> int:
        who = participation(published)
        with CaptureQueriesContext(connection) as asked:
            seat(who, soup)
        return len(asked)

    before = [questions(), questions()][1]
    for number in range(20):
        meeting(published, f"Brood {number}")
    assert (questions(), wide) == (before, [])


def test_who_queues_for_a_full_workshop_moves_nobody(
    published: Round, meeting: Make, participation: Make, seat: Make, wide: list[int]
) -> None:
    soup = meeting(published, seats=1)
    rows = [seat(participation(published), soup) for _ in range(3)]
    assert [row.state for row in rows] == [
        SignupState.CONFIRMED,
        SignupState.WAITLISTED,
        SignupState.WAITLISTED,
    ]
    assert ([row.sequence for row in rows], wide) == ([1, 2, 3], [])


def test_a_newcomer_does_not_pass_who_waits_for_a_seat_that_was_added(
    published: Round, meeting: Make, participation: Make, seat: Make, wide: list[int]
) -> None:
    """A coordinator added a seat; the worker has not come by yet."""
    soup = meeting(published, seats=1)
    seat(participation(published), soup)
    first = seat(participation(published), soup)
    Meeting.objects.filter(pk=soup.pk).update(seats=2)
    new = seat(participation(published), soup)
    first.refresh_from_db()
    assert (first.state, new.state) == (SignupState.CONFIRMED, SignupState.WAITLISTED)
    assert wide == [soup.pk]


def test_a_workshop_that_was_moved_meanwhile_is_looked_at_anew(
    published: Round, meeting: Make, participation: Make, seat: Make, wide: list[int]
) -> None:
    """The page was read before it moved: the clash is judged by the new time."""
    soup, bread = meeting(published, "Soep", slot=1), meeting(published, "Brood", slot=2)
    who = participation(published)
    seat(who, bread)
    as_read = Meeting.objects.select_related("offer", "slot").get(pk=soup.pk)
    Meeting.objects.filter(pk=soup.pk).update(slot=bread.slot)
    with pytest.raises(Refused, match="is er al een plek"):
        seat(who, as_read)
    assert wide == [soup.pk]


def _gives(who: Participation, meeting: Meeting) -> None:
    Giving.objects.create(person=who.person, meeting=meeting)


def _is_absent(who: Participation, meeting: Meeting) -> None:
    assert meeting.slot
    Absence.objects.create(participation=who, slot=meeting.slot)


def _round_closed(who: Participation, meeting: Meeting) -> None:
    Round.objects.filter(pk=who.round_id).update(state=State.CLOSED)


def _called_off(who: Participation, meeting: Meeting) -> None:
    Meeting.objects.update(state=Meeting.State.CANCELLED)


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (_gives, "eigen workshop"),
        (_is_absent, "Ik ben er deze ronde niet"),
        (_round_closed, "kunnen nu niet veranderen"),
        (_called_off, "gaat niet door"),
    ],
)
def test_what_forbids_a_place_forbids_it_also_when_it_came_meanwhile(
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
    happens: Callable[[Participation, Meeting], None],
    reason: str,
) -> None:
    """All was read before; what counts is what stands there under the lock."""
    soup, who = meeting(published), participation(published)
    who.round.state = State.CONFIRMED
    happens(who, soup)
    with pytest.raises(Refused, match=reason):
        seat(who, soup)


def test_who_gives_at_another_time_is_welcome(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    who = participation(published)
    _gives(who, meeting(published, "Brood", slot=2))
    assert seat(who, meeting(published, "Soep", slot=1)).state == SignupState.CONFIRMED


def test_a_pair_is_looked_at_with_everything_around_it(
    published: Round, meeting: Make, participation: Make, seat: Make, wide: list[int]
) -> None:
    soup = meeting(published)
    ria, bo = participation(published), participation(published)
    Pair.objects.create(round=published, one=ria, other=bo, kind=Pair.Kind.APART)
    seat(ria, soup)
    with pytest.raises(Refused, match="kan het niet"):
        seat(bo, soup)
    assert wide == [soup.pk, soup.pk]


def test_the_same_workshop_at_another_time_is_found(
    published: Round, meeting: Make, participation: Make, seat: Make
) -> None:
    soup = meeting(published, "Soep", slot=1)
    again = Meeting.objects.create(
        offer=soup.offer, slot=published.slots.get(number=2), seats=9, minimum=1
    )
    who = participation(published)
    first = seat(who, soup)
    with pytest.raises(Refused, match="Er is al een plek bij"):
        seat(who, again)
    give_back(first, by=who.person, now=NOON)
    assert seat(who, again).state == SignupState.CONFIRMED
