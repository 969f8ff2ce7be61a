"""Many people, one seat, one moment; with proof that the tests can fail (assurance 3 and 4)."""

import fcntl
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F
from django.test import Client

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.base.once import FIELD, new_key
from onderling.mail.models import Message
from onderling.offers.models import Meeting, MeetingQuerySet
from onderling.rounds.models import Round
from onderling.signups.actions.seats import give_back, leave_queue, swap, take_place
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Participation, ParticipationQuerySet, Signup
from onderling.signups.rules import SEATED, SignupState
from tests.crowd import at_once
from tests.makers import NOON

Make = Callable[..., Any]
ON_SQLITE = connection.vendor == "sqlite"
CROWD = 50


def wants(who: Participation, meeting: Meeting) -> Callable[[], object]:
    # Everybody brings objects of their own, as in a request.
    return lambda: take_place(
        Participation.objects.select_related("round", "person").get(pk=who.pk),
        Meeting.objects.get(pk=meeting.pk),
        by=who.person,
        now=NOON,
    )


def rush_until_it_hurts(people: list[Participation], meeting: Meeting) -> list[Exception]:
    for _attempt in range(10):
        if wrong := at_once([wants(who, meeting) for who in people]):
            return wrong
        Signup.objects.all().delete()
        Meeting.objects.update(taken=0)
    return []


@pytest.mark.django_db(transaction=True)
def test_fifty_people_at_once_for_the_last_seat_give_one_seat_and_49_waiting(
    published: Round, meeting: Make, participation: Make
) -> None:
    """Acceptance 5; I1 to I7."""
    soup = meeting(published, seats=1)
    people = [participation(published) for _ in range(CROWD)]
    assert at_once([wants(who, soup) for who in people]) == []
    soup.refresh_from_db()
    assert (soup.taken, soup.signups.seated().count()) == (1, 1)
    line = soup.signups.waiting()
    assert line.count() == CROWD - 1
    assert sorted(line.values_list("sequence", flat=True)) == list(range(2, CROWD + 1))
    assert AuditLine.objects.filter(deed="take_place").count() == CROWD
    assert Message.objects.filter(kind="place_confirmed").count() == 1
    assert broken_invariants() == []


@pytest.mark.django_db(transaction=True)
def test_fifty_buttons_pressed_at_once_end_in_no_error_page(
    published: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    """Acceptance 5 through the page: everybody gets an answer, one gets the seat."""
    soup = meeting(published, "Soep", seats=1)
    doors = [sign_in(participation(published).person) for _ in range(CROWD)]
    answers: list[int] = []

    def press(door: Client) -> Callable[[], object]:
        form = {"bijeenkomst": soup.pk, FIELD: new_key()}
        return lambda: answers.append(
            door.post("/ronde/studiedag/vrije-plekken/", form).status_code
        )

    assert at_once([press(door) for door in doors]) == []
    assert answers == [302] * CROWD
    assert (soup.signups.seated().count(), soup.signups.waiting().count()) == (1, CROWD - 1)
    assert broken_invariants() == []


@pytest.mark.django_db(transaction=True)
def test_one_person_pressing_twenty_times_at_once_has_one_place(
    published: Round, meeting: Make, participation: Make
) -> None:
    """F11"""
    soup, who = meeting(published), participation(published)
    assert at_once([wants(who, soup)] * 20) == []
    assert Signup.objects.count() == 1
    assert broken_invariants() == []


@pytest.mark.django_db(transaction=True)
def test_one_person_at_two_desks_at_once_has_one_place_at_a_time(
    published: Round, meeting: Make, participation: Make
) -> None:
    """I3: two workshops in one slot, asked for at the same moment."""
    rivals = [meeting(published, f"W{number}") for number in range(8)]
    who = participation(published)

    def try_one(rival: Meeting) -> Callable[[], object]:
        def take() -> None:
            try:
                wants(who, rival)()
            except Refused:
                return

        return take

    assert at_once([try_one(rival) for rival in rivals]) == []
    assert Signup.objects.seated().count() == 1
    assert broken_invariants() == []


@pytest.mark.django_db(transaction=True)
def test_cancelling_joining_and_moving_up_at_once_keep_every_promise(
    published: Round, meeting: Make, participation: Make, wish: Make
) -> None:
    """F14 in small: random deeds in threads; I1, I3, I4, I6, and no free seat is wanted."""
    dice = random.Random(14)  # noqa: S311 -- repeatable, not secret
    meetings = [
        meeting(published, f"W{number}", slot=number % 3 + 1, seats=2) for number in range(9)
    ]
    people = [participation(published) for _ in range(16)]
    for who in people:
        for slot in range(3):
            mine = dice.sample([m for i, m in enumerate(meetings) if i % 3 == slot], 3)
            for rank, choice in enumerate(mine, 1):
                wish(who, choice, rank)

    def live(number: int) -> Callable[[], object]:
        own = random.Random(number)  # noqa: S311 -- as above

        def some_deeds() -> None:
            who = people[number]
            for _ in range(6):
                rows = list(
                    Signup.objects.filter(participation=who)
                    .exclude(state=SignupState.CANCELLED)
                    .select_related("participation__round", "participation__person", "meeting")
                )
                try:
                    if rows and own.random() < 0.4:
                        row = own.choice(rows)
                        deed = give_back if row.state in SEATED else leave_queue
                        deed(row, by=who.person, now=NOON)
                    else:
                        wants(who, own.choice(meetings))()
                except Refused:
                    continue

        return some_deeds

    assert at_once([live(number) for number in range(len(people))]) == []
    assert broken_invariants() == []
    for each in Meeting.objects.filter(taken__lt=F("seats")):
        assert [turn for turn in each.signups.waiting() if not _holds_then(turn)] == []


def _holds_then(signup: Signup) -> bool:
    return (
        Signup.objects.seated()
        .filter(participation=signup.participation, meeting__slot=signup.meeting.slot)
        .exists()
    )


def swaps(place: Signup, meeting: Meeting) -> Callable[[], object]:
    def press() -> None:
        with suppress(Refused):
            own = Signup.objects.select_related("participation__round", "meeting__offer")
            mine = own.get(pk=place.pk)
            swap(mine, Meeting.objects.get(pk=meeting.pk), by=who, now=NOON)

    who = place.participation.person
    return press


@pytest.mark.django_db(transaction=True)
def test_people_who_swap_at_once_never_lose_the_place_they_had(
    published: Round, meeting: Make, participation: Make
) -> None:
    """Two want each other's full workshop, twenty the one place that is free."""
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", seats=1)
    dance = meeting(published, "Dans", seats=20)
    last = meeting(published, "Zang", seats=1)
    crossed = [participation(published) for _ in range(2)]
    crowd = [participation(published) for _ in range(20)]
    places = [
        take_place(who, where, by=who.person, now=NOON)
        for who, where in [
            *zip(crossed, (soup, bread), strict=True),
            *((c, dance) for c in crowd),
        ]
    ]
    targets = [bread, soup, *[last] * len(crowd)]
    assert at_once([swaps(*pair) for pair in zip(places, targets, strict=True)]) == []
    held = Signup.objects.seated().values_list("participation", flat=True)
    assert sorted(held) == sorted(who.pk for who in [*crossed, *crowd])
    assert (last.signups.seated().count(), dance.signups.seated().count()) == (1, 19)
    assert broken_invariants() == []


@pytest.mark.django_db(transaction=True)
def test_giving_back_first_and_asking_then_does_lose_it(
    published: Round, meeting: Make, participation: Make
) -> None:
    """Negative control: a swap in two deeds leaves somebody with nothing."""
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", seats=1)
    ria, bo = participation(published), participation(published)
    place = take_place(ria, soup, by=ria.person, now=NOON)
    take_place(bo, bread, by=bo.person, now=NOON)
    give_back(place, by=ria.person, now=NOON)
    take_place(ria, bread, by=ria.person, now=NOON)
    assert not ria.signups.seated().exists()


@pytest.mark.skipif(ON_SQLITE, reason="SQLite has no row locks to take away")
@pytest.mark.django_db(transaction=True)
def test_without_the_row_locks_the_database_refuses_instead(
    published: Round, meeting: Make, participation: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a forgotten lock ends in a refusal, not in an extra guest."""
    for rows in (MeetingQuerySet, ParticipationQuerySet):
        monkeypatch.setattr(
            rows, "lock", lambda self, *ids: list(self.filter(pk__in=ids).order_by("pk"))
        )
    soup = meeting(published, seats=1)
    wrong = rush_until_it_hurts([participation(published) for _ in range(CROWD)], soup)
    assert any("meeting_seats_no_more_than_it_has" in str(error) for error in wrong)
    assert soup.signups.seated().count() <= 1


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL needs no queue at the door")
@pytest.mark.django_db(transaction=True)
def test_without_queue_and_immediate_sqlite_sends_people_away(
    published: Round, meeting: Make, participation: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: deferred transactions without the turn at the door."""
    monkeypatch.setattr(fcntl, "flock", lambda *_: None)
    options = connections.settings["default"]["OPTIONS"]
    monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
    soup = meeting(published, seats=1)
    wrong = rush_until_it_hurts([participation(published) for _ in range(CROWD)], soup)
    assert any("database is locked" in str(error) for error in wrong)
