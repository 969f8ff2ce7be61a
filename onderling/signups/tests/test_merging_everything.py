"""Merging two records with everything there is, and the door; and taking it apart (X-34)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from onderling.base.audit import ref
from onderling.base.models import Draft
from onderling.mail.models import Subscription
from onderling.offers.models import Meeting
from onderling.people.actions.merging import belongings, merge_people, questions_of, unmerge
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.seat_rows import AT_DOOR
from onderling.signups.models import Signup
from onderling.signups.tests.test_merging import everything_but_the_log
from tests.canaries import make_rows
from tests.makers import NOON
from tests.world_answers import said_by

Make = Callable[..., Any]
NOT_OF_A_GUEST = {"mfa.Authenticator.user", "people.Membership.person"}


@pytest.fixture
def ria(person: Make) -> Person:
    who: Person = person("Ria", "Leenheer", email="ria@voorbeeld.example")
    return who


@pytest.fixture
def ria_again(person: Make) -> Person:
    who: Person = person("R.", "Leenheer", email=None)
    return who


@pytest.mark.parametrize(("door", "left"), [((0,), 1), ((1,), 0), ((0, 1), 1)])
def test_who_came_to_the_door_twice_counts_there_once_and_again_as_two(
    ria: Person,
    ria_again: Person,
    karin: Person,
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
    door: tuple[int, ...],
    left: int,
) -> None:
    """The seats that are kept for the door are counted anew: `walked_in`."""
    soup = meeting(published, "Soep")
    seats = [seat(participation(published, who), soup) for who in (ria, ria_again)]
    Signup.objects.filter(pk__in=[seats[one].pk for one in door]).update(kind=AT_DOOR)
    Meeting.objects.filter(pk=soup.pk).update(walked_in=len(door))
    before = everything_but_the_log()
    made = merge_people(ria, ria_again, {"naam": "kept"}, by=karin, now=NOON)
    soup.refresh_from_db()
    assert (soup.taken, soup.walked_in) == (1, left)
    unmerge(made, by=karin, now=NOON)
    assert everything_but_the_log() == before


def test_everything_a_guest_has_in_any_room_goes_along_and_comes_back(
    person: Make, karin: Person, published: Round, settings: Any, tmp_path: Any
) -> None:
    """X-34: comments, contributions, wishes, settings, what waits in a draft: every key and
    every opaque name, in every room, by the list that each room gives of itself."""
    settings.DATA = tmp_path
    known = person("Rie", "Leenheer", email="rie@voorbeeld.example")
    known.affiliations.all().delete()
    guest = person("Gast", "Gastmans", email="gast@voorbeeld.example", language="en")
    said_by(guest, published, now=NOON)
    make_rows(guest)
    keys = sorted(key for room in belongings() for key in room.moves - NOT_OF_A_GUEST)
    assert [key for key in keys if not rows_of(key, guest)] == []
    refs = [
        Draft.objects.filter(owner_ref=ref(guest)),
        Subscription.objects.filter(to_ref=ref(guest)),
    ]
    assert [rows.exists() for rows in refs] == [True, True]
    before = everything_but_the_log()
    answers = {question.key: question.default for question in questions_of(known, guest)}
    made = merge_people(known, guest, answers, by=karin, now=NOON)
    assert {key: rows_of(key, guest) for key in keys if rows_of(key, guest)} == {}
    assert [key for key in keys if not rows_of(key, known)] == []
    assert [rows.exists() for rows in refs] == [False, False]
    unmerge(made, by=karin, now=NOON)
    assert everything_but_the_log() == before


def rows_of(key: str, person: Person) -> int:
    """How many rows point at somebody through this key: "library.Contribution.sender"."""
    label, _dot, name = key.rpartition(".")
    rows: Any = apps.get_model(label)._base_manager
    return int(rows.filter(**{name: person}).count())
