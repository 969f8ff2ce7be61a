"""The own programme in a calendar, read back by a program that is not ours (X-66, X-135)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream

from onderling.offers.models import Meeting, Slot
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.feeds import renew_feed
from onderling.signups.actions.seats import give_back
from onderling.signups.models import CalendarFeed, Participation
from tests.makers import NOON

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

Make = Callable[..., Any]
WALL = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def ria(person: Make) -> Person:
    who: Person = person("Ria", "Leenheer")
    return who


@pytest.fixture
def taking(published: Round, participation: Make, ria: Person) -> Participation:
    who: Participation = participation(published, ria)
    return who


def path_of(address: str) -> str:
    return address.removeprefix(settings.BASE_ADDRESS)


def events_of(content: bytes) -> dict[str, Any]:
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    return {event.summary or "": event for event in calendar.events}


def feed_of(person: Person) -> dict[str, Any]:
    address = renew_feed(person, by=person, now=NOON)
    return events_of(Client().get(path_of(address)).content)


def test_a_calendar_reads_where_somebody_is_expected(
    taking: Participation, meeting: Make, seat: Make, ria: Person, published: Round
) -> None:
    seat(taking, meeting(published, "Soep", room="Keuken"))
    gives = meeting(published, "De spiegel", slot=2, giver=ria)
    meeting(published, "Van een ander", slot=3)
    Slot.objects.create(
        round=published,
        kind=Slot.Kind.PLENARY,
        label="Opening",
        starts=published.slots.get(number=1).starts - timedelta(hours=1),
        ends=published.slots.get(number=1).starts,
        where="Grote zaal",
    )
    events = feed_of(ria)
    assert list(events) == ["Studiedag 2026: Opening", "Soep", "De spiegel"]
    assert events["Soep"].location == "Keuken"
    assert events["Soep"].dtstart == gives.offer.round.slots.get(number=1).starts
    assert "geeft u zelf" in events["De spiegel"].description


@pytest.mark.parametrize(("month", "day"), [(3, 27), (3, 28), (3, 29), (10, 30), (10, 31)])
def test_local_times_hold_across_the_change_of_the_clock(
    month: int,
    day: int,
    taking: Participation,
    meeting: Make,
    seat: Make,
    ria: Person,
    published: Round,
) -> None:
    """The last Sundays of March and October 2027 are the 28th and the 31st (acceptance 3)."""
    seat(taking, meeting(published, "Soep"))
    starts = datetime(2027, month, day, 14, 0, tzinfo=WALL)
    published.slots.filter(number=1).update(starts=starts, ends=starts + timedelta(hours=1))
    event = feed_of(ria)["Soep"]
    seen = event.dtstart.astimezone(WALL)
    assert (seen.month, seen.day, seen.hour, seen.minute) == (month, day, 14, 0)


def test_a_workshop_over_two_rounds_is_one_long_appointment(
    taking: Participation, meeting: Make, seat: Make, ria: Person, published: Round
) -> None:
    soup = meeting(published, "Soep")
    Meeting.objects.filter(pk=soup.pk).update(last_slot=published.slots.get(number=2))
    soup.refresh_from_db()
    seat(taking, soup)
    event = feed_of(ria)["Soep"]
    assert event.dtend == published.slots.get(number=2).ends


def test_a_workshop_that_was_called_off_stays_as_called_off(
    taking: Participation, meeting: Make, seat: Make, ria: Person, published: Round
) -> None:
    soup = meeting(published, "Soep")
    before = seat(taking, soup) and feed_of(ria)["Soep"]
    Meeting.objects.filter(pk=soup.pk).update(state=Meeting.State.CANCELLED, sequence=1)
    after = feed_of(ria)["Afgezegd: Soep"]
    assert (before.uid, before.sequence, before.status) == (after.uid, 0, "CONFIRMED")
    assert (after.sequence, after.status) == (1, "CANCELLED")


def test_a_place_given_back_leaves_the_feed_and_is_taken_away_by_the_file(
    taking: Participation,
    meeting: Make,
    seat: Make,
    sign_in: Make,
    ria: Person,
    published: Round,
) -> None:
    place = seat(taking, meeting(published, "Soep"))
    give_back(place, by=ria, now=NOON)
    assert feed_of(ria) == {}
    file = sign_in(ria, Client()).get(reverse("signups:my_file", args=[published.slug]))
    assert events_of(file.content)["Soep"].status == "CANCELLED"


def test_nothing_is_told_before_the_places_are_published(
    taking: Participation, meeting: Make, seat: Make, ria: Person, published: Round
) -> None:
    seat(taking, meeting(published, "Soep"))
    Round.objects.update(state=State.MATCHING)
    assert feed_of(ria) == {}


def test_a_renewed_address_closes_the_old_one(ria: Person, taking: Participation) -> None:
    old = path_of(renew_feed(ria, by=ria, now=NOON))
    assert Client().get(old).status_code == 200
    new = path_of(renew_feed(ria, by=ria, now=NOON))
    assert old != new
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)


def test_the_address_is_no_personal_link_and_a_personal_link_no_address(
    ria: Person, taking: Participation
) -> None:
    token = path_of(renew_feed(ria, by=ria, now=NOON)).split("/")[-1].removesuffix(".ics")
    visitor = Client()
    assert visitor.get(reverse("signups:feed", args=[token])).cookies.get("sessie") is None
    assert visitor.post(reverse("people:link", args=[token])).status_code == 404
    assert visitor.get("/mijn/").status_code == 302
    key = CalendarFeed.objects.get(person=ria).key
    assert visitor.get(reverse("signups:feed", args=[key])).status_code == 404


def test_a_calendar_that_asks_again_is_told_that_nothing_changed(
    ria: Person, taking: Participation, meeting: Make, seat: Make, published: Round
) -> None:
    address = path_of(renew_feed(ria, by=ria, now=NOON))
    first = Client().get(address)
    assert first["Cache-Control"] == "private, max-age=900"
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    seat(taking, meeting(published, "Soep"))
    changed = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_somebody_makes_renews_and_closes_the_address_on_a_page(
    ria: Person, taking: Participation, sign_in: Make
) -> None:
    visitor = sign_in(ria, entry=Entry.LINK)
    page = reverse("signups:my_calendar")
    assert "Maak mijn agenda-adres" in visitor.get(page).content.decode()
    visitor.post(page, {"doe": "nieuw"})
    shown = visitor.get(page).content.decode()
    assert ".ics" in shown
    first = CalendarFeed.objects.get(person=ria).key
    visitor.post(page, {"doe": "nieuw"})
    assert CalendarFeed.objects.get(person=ria).key != first
    visitor.post(page, {"doe": "stop"})
    assert not Person.objects.filter(calendar_feed__isnull=False).exists()


def test_one_workshop_is_a_file_for_everybody(published: Round, meeting: Make) -> None:
    soup = meeting(published, "Soep", room="Keuken")
    address = reverse("offers:meeting_file", args=[soup.pk])
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"METHOD:PUBLISH" in answer.content
    Meeting.objects.update(state=Meeting.State.CANCELLED, sequence=1)
    assert b"METHOD:CANCEL" in Client().get(address).content
    Meeting.objects.update(slot=None)
    assert Client().get(address).status_code == 404
