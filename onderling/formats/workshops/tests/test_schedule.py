"""The programme for other programs and for the printer: schedule.json, schedule.xml, a calendar
file, a booklet (X-66, X-74, X-135)."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream
from lxml import etree

from onderling.base import audit
from onderling.formats.workshops.queries.schedule import schedule_of
from onderling.formats.workshops.queries.timetable import timetable_of
from onderling.offers.models import Meeting, Slot, Theme
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import NOON

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

Make = Callable[..., Any]
# The schemas are other people's and are not part of this project: they are used when they lie
# beside it.
SCHEMAS = Path(__file__).parents[5] / "shared/interop/schedule"
NOT_HERE = f"no schemas of the schedule format beside the project ({SCHEMAS.name})"


@pytest.fixture
def day(study_day: Make, meeting: Make, person: Make) -> Round:
    """Four workshops, one over two rounds, one called off, and an opening with everybody."""
    round: Round = study_day(state=State.CONFIRMED)
    bea = person("Bea", "Naaijkens")
    soup = meeting(round, "Soep & <brood>", giver=bea, room="Keuken")
    soup.offer.theme = Theme.objects.create(name="Ontmoeten")
    soup.offer.about = "Snijden en praten.\x0bRegel twee."
    soup.offer.save()
    long = meeting(round, "Lang gesprek", slot=1, room="Wilg")
    Meeting.objects.filter(pk=long.pk).update(last_slot=round.slots.get(number=2))
    meeting(round, "Zonder zaal", slot=3)
    off = meeting(round, "Gaat niet door", slot=3, room="Els")
    Meeting.objects.filter(pk=off.pk).update(state=Meeting.State.CANCELLED)
    first = round.slots.get(number=1)
    Slot.objects.create(
        round=round,
        kind=Slot.Kind.PLENARY,
        label="Opening",
        starts=first.starts - timedelta(minutes=30),
        ends=first.starts,
        where="Grote zaal",
    )
    return round


def get(name: str, round: Round, **headers: str) -> Any:
    return Client().get(reverse(f"workshops:{name}", args=[round.slug]), headers=headers)


def test_the_json_holds_every_workshop_and_nothing_that_was_called_off(day: Round) -> None:
    told = get("schedule_json", day).json()["schedule"]["conference"]
    (one,) = told["days"]
    events = {event["title"]: event for room in one["rooms"].values() for event in room}
    assert sorted(events) == ["Lang gesprek", "Opening", "Soep & <brood>", "Zonder zaal"]
    soup = events["Soep & <brood>"]
    assert (soup["date"], soup["start"]) == ("2026-12-10T10:00:00+01:00", "10:00")
    assert (soup["duration"], events["Lang gesprek"]["duration"]) == ("01:15", "02:45")
    assert soup["persons"] == [{"name": "Bea Naaijkens"}]
    assert (soup["track"], soup["room"], soup["language"]) == ("Ontmoeten", "Keuken", "nl")
    assert events["Zonder zaal"]["room"] == "Zaal volgt"


def test_the_xml_holds_the_same_as_the_json(day: Round) -> None:
    told = get("schedule_json", day).json()["schedule"]["conference"]
    page = etree.fromstring(get("schedule_xml", day).content)
    names = [event["guid"] for d in told["days"] for r in d["rooms"].values() for event in r]
    assert [event.get("guid") for event in page.iter("event")] == names
    assert {e.findtext("title") for e in page.iter("event")} >= {"Soep & <brood>", "Opening"}


@pytest.mark.skipif(not SCHEMAS.exists(), reason=NOT_HERE)
def test_the_json_is_valid_against_the_schema_of_the_format(day: Round) -> None:
    schema = json.loads((SCHEMAS / "schema.json").read_text())
    checker = jsonschema.Draft6Validator(
        schema, format_checker=jsonschema.Draft6Validator.FORMAT_CHECKER
    )
    told = get("schedule_json", day).json()
    assert [fault.message for fault in checker.iter_errors(told)] == []
    del told["schedule"]["conference"]["days"][0]["day_end"]
    assert [fault.message for fault in checker.iter_errors(told)] != []


@pytest.mark.skipif(not SCHEMAS.exists(), reason=NOT_HERE)
def test_the_xml_is_valid_against_the_schema_of_the_format(day: Round) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "schedule.xml.xsd"))
    page = etree.fromstring(get("schedule_xml", day).content)
    schema.assertValid(page)
    del next(page.iter("day")).attrib["start"]
    assert not schema.validate(page)


def test_a_thing_keeps_its_name_when_its_time_changes(day: Round) -> None:
    def names() -> dict[str, str]:
        told = schedule_of(day, timetable_of(day))["schedule"]["conference"]["days"]
        rooms = [event for d in told for room in d["rooms"].values() for event in room]
        return {event["title"]: event["guid"] for event in rooms}

    before = names()
    day.slots.filter(number=3).update(label="Later")
    assert names() == before
    assert len(set(before.values())) == len(before)


@pytest.mark.parametrize("name", ["schedule_json", "schedule_xml", "programme_file"])
def test_who_has_the_newest_file_is_told_so(name: str, day: Round) -> None:
    first = get(name, day)
    assert get(name, day, **{"If-None-Match": first["ETag"]}).status_code == 304
    Meeting.objects.filter(offer__title="Zonder zaal").update(state=Meeting.State.CANCELLED)
    audit.note(None, "cancel_meeting", on=day, now=NOON)  # as every deed does
    assert get(name, day, **{"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", ["schedule_json", "schedule_xml", "programme_file"])
def test_a_file_takes_few_queries_however_long_the_programme(
    name: str, day: Round, meeting: Make, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        get(name, day)
    for number in range(6):
        meeting(day, f"Nog een {number}", room=f"Zaal {number}")
    with django_assert_max_num_queries(12):
        assert get(name, day).status_code == 200


def test_nothing_changed_takes_three_queries(
    day: Round, django_assert_max_num_queries: Any
) -> None:
    first = get("schedule_json", day)
    with django_assert_max_num_queries(3):
        get("schedule_json", day, **{"If-None-Match": first["ETag"]})


def test_the_whole_programme_goes_into_a_calendar(day: Round) -> None:
    content = get("programme_file", day).content.decode()
    events = IcsCalendarStream.calendar_from_ics(content).events
    assert [event.summary for event in events] == [
        "Studiedag 2026: Opening",
        "Soep & <brood>",
        "Lang gesprek",
        "Zonder zaal",
    ]


@pytest.mark.parametrize("name", ["schedule_json", "schedule_xml", "programme_file", "booklet"])
def test_a_round_in_preparation_is_not_told_and_one_without_a_programme_neither(
    name: str, day: Round, study_day: Make
) -> None:
    empty = study_day(slug="leeg", slots=0)
    assert get(name, empty).status_code == 404
    Round.objects.update(state=State.DRAFT)
    assert get(name, day).status_code == 404


def test_the_booklet_names_every_workshop_with_room_giver_and_text(day: Round) -> None:
    pdf = pypdfium2.PdfDocument(get("booklet", day).content)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    for said in ("Opening", "Soep & <brood>", "Keuken, Bea Naaijkens", "Snijden en praten."):
        assert said in text
    assert "Gaat niet door" not in text
    assert pdf.is_tagged()
