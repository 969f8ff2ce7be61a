"""What chats and search engines show of our pages: Open Graph and schema.org ."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from onderling.offers.models import Meeting, Offer
from onderling.rounds.models import Round
from onderling.rounds.rules import State

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

Make = Callable[..., Any]
NASTY = "</script><b>Soep & 'brood'</b>"


@pytest.fixture
def day(study_day: Make, meeting: Make, person: Make) -> Round:
    round: Round = study_day()
    soup = meeting(round, NASTY, giver=person("Bea", "Naaijkens"), room="Keuken")
    Meeting.objects.create(
        offer=soup.offer, slot=round.slots.get(number=3), seats=4, minimum=1, room=soup.room
    )
    Round.objects.update(venue="De Havenloods", theme="Korte lijnen")
    round.refresh_from_db()
    return round


def head_of(address: str) -> tuple[dict[str, str], Any, str]:
    """The marks of a preview, the data for search engines, and the whole page."""
    page = Client().get(address).content.decode()
    marks = dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert len(found) == 1
    return marks, json.loads(found[0]), page


def test_a_link_to_a_round_shows_its_name_its_day_and_its_picture(day: Round) -> None:
    address = reverse("home:round", args=[day.slug])
    marks, event, _page = head_of(address)
    assert marks["og:title"] == "Studiedag 2026"
    assert marks["og:description"] == (
        "Donderdag 10 december 2026. De Havenloods. Korte lijnen"
    )
    assert marks["og:url"] == event["url"] == f"{settings.BASE_ADDRESS}{address}"
    assert (event["startDate"], event["endDate"]) == ("2026-12-10", "2026-12-10")
    picture = Client().get(marks["og:image"].removeprefix(settings.BASE_ADDRESS))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")


def test_a_search_engine_reads_every_time_of_a_workshop_and_no_name_of_a_person(
    day: Round,
) -> None:
    offer = Offer.objects.get()
    marks, events, page = head_of(reverse("workshops:workshop", args=[day.slug, offer.pk]))
    assert [(event["startDate"], event["endDate"]) for event in events] == [
        ("2026-12-10T10:00:00+01:00", "2026-12-10T11:15:00+01:00"),
        ("2026-12-10T13:00:00+01:00", "2026-12-10T14:15:00+01:00"),
    ]
    first = events[0]
    assert (first["@type"], first["name"]) == ("EducationEvent", NASTY)
    assert first["location"]["name"] == "Keuken, De Havenloods"
    assert first["superEvent"]["name"] == "Studiedag 2026"
    assert "Naaijkens" not in json.dumps(events)
    assert "<b>Soep" not in page  # what looks like markup ends no element
    assert marks["og:image:width"] == "1200"


def test_a_workshop_online_stands_nowhere_and_one_without_a_time_tells_of_the_days(
    day: Round,
) -> None:
    offer = Offer.objects.get()
    day.rooms.update(name="online")
    address = reverse("workshops:workshop", args=[day.slug, offer.pk])
    _marks, events, _page = head_of(address)
    assert events[0]["location"]["@type"] == "VirtualLocation"
    Meeting.objects.update(slot=None)
    _marks, event, _page = head_of(address)
    assert (event["name"], event["startDate"]) == (NASTY, "2026-12-10")


def test_the_start_page_shows_the_round_that_is_next(day: Round) -> None:
    marks, _event, _page = head_of("/")
    assert marks["og:url"].endswith(f"/ronde/{day.slug}/")
    Round.objects.update(state=State.DRAFT)
    assert "og:title" not in Client().get("/").content.decode()
