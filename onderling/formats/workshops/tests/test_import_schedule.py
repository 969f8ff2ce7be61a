"""A programme of another program comes in, and ours goes out and comes back (X-66, X-135)."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from onderling.base.models import Import
from onderling.formats.workshops.actions.imports.receive import bring_in, look_of
from onderling.formats.workshops.actions.imports.take_over import Taken, take_over
from onderling.formats.workshops.actions.imports.undo import undo
from onderling.formats.workshops.queries.schedule import schedule_of
from onderling.formats.workshops.queries.schedule_xml import xml_of
from onderling.formats.workshops.queries.timetable import timetable_of
from onderling.formats.workshops.rules.schedule import parts_of_day
from onderling.formats.workshops.tests.conftest import MOMENT
from onderling.offers.models import Meeting, Offer, Room, Slot, Theme, WorkingForm
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.tables.read import read

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

Make = Callable[..., Any]
OWN = ("guid", "id", "slug", "url")  # tells one install and one round from another


@pytest.fixture
def day(study_day: Make, meeting: Make, person: Make) -> Round:
    """An opening, a workshop given twice, one over two rounds, one without a room."""
    round: Round = study_day(slug="vorige")
    bea, jan = person("Bea", "Naaijkens"), person("Sanne", "Zandt", infix="van der")
    soup = meeting(round, "Soep & <brood>", giver=bea, room="Keuken", seats=9)
    soup.givings.create(person=jan)
    soup.offer.theme = Theme.objects.create(name="Ontmoeten")
    soup.offer.working_form = WorkingForm.objects.create(name="samen koken")
    soup.offer.about = "Snijden en praten.\nRegel twee."
    soup.offer.afterwards, soup.offer.language = "kookt u beter", "Tigrinya"
    soup.offer.save()
    Room.objects.filter(name="Keuken").update(holds=9)
    again = Meeting.objects.create(
        offer=soup.offer, slot=round.slots.get(number=2), seats=9, minimum=1, room=soup.room
    )
    again.givers.add(bea)
    long = meeting(round, "Lang gesprek", slot=1, room="Wilg")
    Meeting.objects.filter(pk=long.pk).update(last_slot=round.slots.get(number=2))
    meeting(round, "Zonder zaal", slot=3)
    first = round.slots.get(number=1)
    for kind, label, where in (("plenary", "Opening", "Hal"), ("break", "Koffie", "")):
        Slot.objects.create(
            round=round,
            kind=kind,
            label=label,
            starts=first.starts - timedelta(minutes=30),
            ends=first.starts,
            where=where,
        )
    return round


def told(round: Round) -> dict[str, Any]:
    return schedule_of(round, timetable_of(round))


def events(round: Round) -> list[dict[str, Any]]:
    days = told(round)["schedule"]["conference"]["days"]
    found = [event for one in days for room in one["rooms"].values() for event in room]
    plain = [{key: event[key] for key in event if key not in OWN} for event in found]
    for event in plain:
        event["persons"] = sorted(person["name"] for person in event["persons"])
    return sorted(plain, key=lambda event: (event["date"], event["room"], event["title"]))


def taken(content: bytes, into: Round, by: Person) -> tuple[Import, Taken]:
    (source,) = bring_in(into, read(content), file_name="schedule", by=by, now=MOMENT)
    return source, take_over(source, by=by, now=MOMENT)


def clear(*, but: Round) -> None:
    """Leave an install that knows nothing of the programme."""
    Meeting.objects.exclude(offer__round=but).delete()
    Offer.objects.exclude(round=but).delete()
    Theme.objects.all().delete()
    WorkingForm.objects.all().delete()
    Person.objects.filter(memberships=None).delete()


@pytest.mark.parametrize("form", ["json", "xml"])
def test_our_programme_comes_back_without_loss_in_an_empty_install(
    day: Round, round_: Round, coordinator: Person, form: str
) -> None:
    content = json.dumps(told(day)).encode() if form == "json" else xml_of(told(day))
    before = events(day)
    assert len(before) == 6
    clear(but=round_)
    _source, done = taken(content, round_, coordinator)
    assert (done.new, done.refused) == (6, 0)
    assert events(round_) == before
    assert sorted(Offer.objects.filter(round=round_).values_list("title", flat=True)) == [
        "Lang gesprek",
        "Soep & <brood>",
        "Zonder zaal",
    ]
    holds = {"json": 9, "xml": 20}[form]  # the xml has no field for it
    assert Room.objects.get(round=round_, name="Keuken").holds == holds


def test_what_came_in_once_comes_in_once_and_can_be_taken_back(
    day: Round, round_: Round, coordinator: Person
) -> None:
    content = json.dumps(told(day)).encode()
    clear(but=round_)
    first, _done = taken(content, round_, coordinator)
    _second, done = taken(content, round_, coordinator)
    assert (done.same, done.new) == (6, 0)
    Import.objects.exclude(pk=first.pk).delete()
    undone = undo(first, by=coordinator, now=MOMENT)
    assert undone.kept == set()
    left = (Slot, Room, Meeting, Offer)
    assert [m.objects.filter(**_of(m, round_)).count() for m in left] == [0, 0, 0, 0]
    assert (Theme.objects.count(), Person.objects.count()) == (0, 1)


def _of(model: Any, round: Round) -> dict[str, Any]:
    return {"offer__round": round} if model is Meeting else {"round": round}


def test_who_is_known_by_name_gives_it_and_of_two_with_that_name_nobody_does(
    day: Round, round_: Round, coordinator: Person, person: Make
) -> None:
    content = json.dumps(told(day)).encode()
    person("Bea", "Naaijkens")  # the second of that name
    Offer.objects.filter(round=day).delete()
    (source,) = bring_in(round_, read(content), file_name="x", by=coordinator, now=MOMENT)
    look = look_of(source, round_)
    assert look is not None
    soup = next(row for row in look.rows if row.about.startswith("Soep"))
    assert [remark.kind for remark in soup.remarks] == ["two_givers"]
    take_over(source, by=coordinator, now=MOMENT)
    meeting = Meeting.objects.get(offer__round=round_, slot__number=1, room__name="Keuken")
    assert [giver.name for giver in meeting.givers.all()] == ["Sanne van der Zandt"]


def test_an_event_without_a_title_or_a_time_is_refused_and_other_days_are_named(
    round_: Round, coordinator: Person
) -> None:
    rows = [
        {"title": "Goed", "date": "2020-12-14T09:00:00+01:00", "duration": "00:30"},
        {"title": "", "date": "2020-12-14T09:00:00+01:00", "duration": "00:30"},
        {"title": "Nooit", "date": "2020-12-14T09:00:00", "duration": "00:30"},
        {"title": "Nul", "date": "2020-12-14T09:00:00+01:00", "duration": "00:00"},
    ]
    content = {"schedule": {"conference": {"days": [{"rooms": {"A": rows}}]}}}
    source, done = taken(json.dumps(content).encode(), round_, coordinator)
    assert (done.new, done.refused) == (1, 3)
    (fresh,) = bring_in(
        round_, read(json.dumps(content).encode()), file_name="x", by=coordinator, now=MOMENT
    )
    look = look_of(fresh, round_)
    assert look is not None
    assert [remark.kind for remark in look.general] == ["other_days"]
    assert look.general[0].more["names"] == "2020-12-14"
    assert source.kind == "schedule"


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-10T{clock}:00+00:00")


def test_a_stretch_that_covers_two_rounds_is_no_round_of_its_own() -> None:
    first, second = (at("09:00"), at("10:15")), (at("10:30"), at("11:45"))
    both, other = (at("09:00"), at("11:45")), (at("09:30"), at("11:45"))
    parts = parts_of_day([first, second, both, other])
    assert parts == {
        first: (first, first),
        second: (second, second),
        both: (first, second),
        other: (other, other),
    }
    assert parts_of_day([both]) == {both: (both, both)}


def test_the_page_takes_the_file_and_shows_what_it_leaves_out(
    round_: Round, coordinator: Person, sign_in: Make
) -> None:
    event = {"title": "Soep", "date": "2026-12-10T10:00:00+01:00", "duration": "00:30"}
    rows = [{**event, "feedback_url": "https://voorbeeld.example/"}]
    content = {"schedule": {"conference": {"days": [{"rooms": {"A": rows}}], "logo": "x"}}}
    file = SimpleUploadedFile("schedule.json", json.dumps(content).encode())
    client = sign_in(coordinator)
    answer = client.post(reverse("workshops:imports", args=[round_.slug]), {"file": file})
    page = client.get(f"{answer.url}?rijen=alle").content.decode()
    assert "Dit kennen wij niet en laten wij weg: feedback_url." in page
    assert "<li>logo</li>" in page
    assert "programma van een ander" in page
