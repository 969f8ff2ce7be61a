"""The programme as people read it; demand shows only where it cannot be gamed (S0-8, S0-12)."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onderling.offers.models import Meeting, Slot, Theme, WorkingForm
from onderling.offers.rules import OfferState
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(study_day: Any) -> Round:
    return study_day()  # type: ignore[no-any-return]  # the maker is Any here


def page_of(client: Any, round: Round, **wanted: str) -> str:
    return client.get(f"/ronde/{round.slug}/programma/", wanted).content.decode()  # type: ignore[no-any-return]  # the client is Any


def fill(
    meeting: Meeting, participation: Any, person: Any, *, seated: int, waiting: int
) -> None:
    """Put people in the rows, as the door to a seat would."""
    for number in range(seated + waiting):
        group = Group.VOLUNTEER if number % 2 else Group.PAID
        state = SignupState.CONFIRMED if number < seated else SignupState.WAITLISTED
        who = participation(meeting.offer.round, person(group=group))
        Signup.objects.create(
            participation=who, meeting=meeting, state=state, sequence=number, since=who.made
        )
    Meeting.objects.filter(pk=meeting.pk).update(taken=seated)


def test_without_a_round_there_is_an_empty_page(client: Any) -> None:
    assert "Er is nog geen programma" in client.get("/programma/").content.decode()


def test_the_menu_leads_to_the_programme_of_the_next_round(client: Any, day: Round) -> None:
    assert client.get("/programma/").url == f"/ronde/{day.slug}/programma/"


def test_a_programme_without_workshops_says_what_comes(client: Any, day: Round) -> None:
    page = page_of(client, day)
    assert "Het programma volgt" in page
    assert "Voor dit deel volgen de workshops nog." in page


def test_a_workshop_stands_under_its_part_of_the_day_with_all_that_counts(
    client: Any, day: Round, meeting: Any, person: Any
) -> None:
    soup = meeting(day, slot=2, giver=person("Theo", "Abrahamse"), room="Keuken")
    soup.offer.afterwards = "heb je een recept"
    soup.offer.preparation = "U hoeft niets voor te bereiden"
    soup.offer.theme = Theme.objects.create(name="Doen en maken")
    soup.offer.working_form = WorkingForm.objects.create(name="kookworkshop")
    soup.offer.accessible = False
    soup.offer.save()
    page = page_of(client, day)
    second, soup_at, third = map(
        page.index, (">Ronde 2<br>", ">Soep als gespreksleider</a>", ">Ronde 3<br>")
    )
    assert second < soup_at < third
    for told in (
        "Theo Abrahamse",
        "Keuken",
        "Na afloop heb je een recept",
        "U hoeft niets voor te bereiden",
        "Doen en maken · kookworkshop",
        "niet met een rolstoel",
        "1 tot 4 mensen",
    ):
        assert told in page


def test_a_workshop_over_two_rounds_says_so(client: Any, day: Round, meeting: Any) -> None:
    long = meeting(day, slot=1)
    long.last_slot = day.slots.get(number=2)
    long.save()
    assert "twee rondes, tot 12.45 uur" in page_of(client, day)


def test_plenary_parts_and_breaks_stand_in_the_day(
    client: Any, day: Round, meeting: Any
) -> None:
    meeting(day)
    first = day.slots.get(number=1)
    for kind, label in ((Slot.Kind.PLENARY, "Opening"), (Slot.Kind.BREAK, "Lunch")):
        Slot.objects.create(
            round=day, kind=kind, label=label, starts=first.starts, ends=first.ends
        )
    page = page_of(client, day)
    assert "Opening" in page
    assert "Lunch" in page
    assert page.count("Met z’n allen.") == 1


@pytest.mark.parametrize("state", [State.ANNOUNCED, State.OPEN, State.MATCHING])
def test_before_publishing_nobody_sees_how_much_a_workshop_is_wanted(
    client: Any, day: Round, meeting: Any, participation: Any, person: Any, state: State
) -> None:
    fill(meeting(day), participation, person, seated=3, waiting=0)
    Round.objects.filter(pk=day.pk).update(state=state)
    page = page_of(client, day)
    assert "bezet" not in page
    assert "ond-mix" not in page
    assert "Nog 1 plek" not in page


@pytest.mark.parametrize(
    ("seated", "waiting", "said"),
    [
        (0, 0, "Nog 8 plekken"),
        (4, 0, "Nog 4 plekken"),
        (7, 0, "Nog 1 plek"),
        (8, 0, "Vol"),
        (8, 3, "Vol, 3 op de wachtlijst"),
    ],
)
def test_after_publishing_places_left_and_the_mix_show(
    client: Any,
    day: Round,
    meeting: Any,
    participation: Any,
    person: Any,
    seated: int,
    waiting: int,
    said: str,
) -> None:
    fill(meeting(day, seats=8), participation, person, seated=seated, waiting=waiting)
    Round.objects.filter(pk=day.pk).update(state=State.CONFIRMED)
    page = page_of(client, day)
    assert said in page
    assert f"{seated} van 8 bezet" in page
    if seated == 8:
        assert 'aria-label="4 beroepskrachten en 4 vrijwilligers"' in page


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"zoek": "SOEP"}, ["Soep"]),
        ({"zoek": "Abrahamse"}, ["Zingen"]),
        ({"thema": "Eten"}, ["Soep"]),
        ({"werkvorm": "koor"}, ["Zingen"]),
        ({"ronde": "2"}, ["Zingen"]),
        ({"thema": "Eten", "ronde": "2"}, []),
        ({"thema": "onzin' OR 1=1"}, []),
        ({}, ["Soep", "Zingen"]),
    ],
)
def test_the_filters_stand_in_the_address(
    client: Any, day: Round, meeting: Any, person: Any, wanted: dict[str, str], found: list[str]
) -> None:
    soup, song = (
        meeting(day, "Soep", slot=1),
        meeting(day, "Zingen", slot=2, giver=person("Theo", "Abrahamse")),
    )
    soup.offer.theme = Theme.objects.create(name="Eten")
    soup.offer.save()
    song.offer.working_form = WorkingForm.objects.create(name="koor")
    song.offer.save()
    page = page_of(client, day, **wanted)
    shown = [title for title in ("Soep", "Zingen") if f">{title}</a>" in page]
    assert shown == found
    assert ("Geen workshop gevonden" in page) is (not found)


def test_what_is_not_published_or_cancelled_is_not_in_the_programme(
    client: Any, day: Round, meeting: Any
) -> None:
    hidden = meeting(day, "Verborgen")
    hidden.offer.state = OfferState.SUBMITTED
    hidden.offer.save()
    off = meeting(day, "Afgezegd")
    Meeting.objects.filter(pk=off.pk).update(state=Meeting.State.CANCELLED)
    page = page_of(client, day)
    assert "Verborgen" not in page
    assert ">Afgezegd</a>" not in page.split("De tijd volgt nog")[0]


def test_a_published_workshop_without_a_time_stands_at_the_end(
    client: Any, day: Round, meeting: Any
) -> None:
    loose = meeting(day, "Los")
    Meeting.objects.filter(pk=loose.pk).update(slot=None)
    page = page_of(client, day)
    assert page.index("De tijd volgt nog") < page.index(">Los</a>")


@pytest.mark.parametrize("state", [State.OPEN, State.CONFIRMED])
def test_the_programme_asks_as_often_for_three_workshops_as_for_one(
    client: Any, day: Round, meeting: Any, person: Any, participation: Any, state: State
) -> None:
    Round.objects.filter(pk=day.pk).update(state=state)
    counts = []
    for number in range(3):
        made = meeting(day, f"Soep {number}", slot=1, giver=person(), room=f"Zaal {number}")
        fill(made, participation, person, seated=2, waiting=1)
        page_of(client, day)
        with CaptureQueriesContext(connection) as counted:
            page_of(client, day)
        counts.append(len(counted))
    assert counts[0] == counts[2]


def test_a_workshop_that_was_called_off_is_not_promised_a_time(
    client: Any, day: Round, meeting: Any
) -> None:
    meeting(day, "Zingen zonder noten")
    off = meeting(day, "Wat gebeurt er na een melding?")
    Meeting.objects.filter(pk=off.pk).update(state=Meeting.State.CANCELLED)
    page = page_of(client, day)
    assert "Zingen zonder noten" in page
    assert "Wat gebeurt er na een melding?" not in page


def test_only_who_takes_part_is_shown_the_way_to_a_free_place(
    day: Round, meeting: Any, participation: Any, person: Any, sign_in: Any
) -> None:
    meeting(day)
    Round.objects.update(state=State.CONFIRMED)
    inside, outside = participation(day).person, person()
    way = "Zoek een vrije plek"
    assert way in page_of(sign_in(inside), day)
    assert way not in page_of(sign_in(outside), day)


def test_the_programme_says_for_whom_a_workshop_is_and_to_whom_it_is_not(
    client: Any,
    day: Round,
    meeting: Any,
    participation: Any,
    person: Any,
    organisation: Any,
    sign_in: Any,
) -> None:
    """S3a-3"""
    soup = meeting(day)
    soup.offer.audience = "own"
    soup.offer.save()
    assert "Alleen voor Welzijn Havermonde" in page_of(client, day)
    here = f"/ronde/{day.slug}/programma/{soup.offer_id}/"
    why = "is alleen voor mensen van Welzijn Havermonde. Klopt dat niet?"
    assert why not in client.get(here).content.decode()
    inside, outside = participation(day), person(at=organisation("Politie Waterlinde"))
    participation(day, outside)
    assert why not in sign_in(inside.person).get(here).content.decode()
    assert why in sign_in(outside).get(here).content.decode()
