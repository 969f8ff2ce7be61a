"""Programmes of other programs: a real one, and one in which every field is filled (X-135).

The schemas and the sample are other people's: they are used when they lie beside the project.
"""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import jsonschema
import pytest
from django.test import Client
from django.urls import reverse

from onderling.formats.workshops.actions.imports.receive import bring_in, look_of
from onderling.formats.workshops.actions.imports.take_over import take_over
from onderling.formats.workshops.tests.conftest import MOMENT
from onderling.formats.workshops.tests.test_import_schedule import events, taken
from onderling.offers.models import Offer
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.tables.read import read

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

SCHEMAS = Path(__file__).parents[5] / "shared/interop/schedule"
NOT_HERE = f"no schemas of the schedule format beside the project ({SCHEMAS.name})"


@pytest.mark.skipif(not SCHEMAS.exists(), reason=NOT_HERE)
def test_a_programme_of_another_program_comes_in_and_says_what_was_not_understood(
    round_: Round, coordinator: Person
) -> None:
    content = (SCHEMAS / "pretalx-democon.json").read_bytes()
    (source,) = bring_in(round_, read(content), file_name="democon", by=coordinator, now=MOMENT)
    look = look_of(source, round_)
    assert look is not None
    notes = [remark.more["names"] for row in look.rows for remark in row.remarks]
    assert len(look.rows) == len(notes) == 36
    assert set(notes) == {"persons.biography", "do_not_record, persons.biography"}
    assert take_over(source, by=coordinator, now=MOMENT).new == 36
    assert Offer.objects.filter(round=round_, working_form__name="Talk").count() == 27
    there = [(event["title"], event["date"], event["room"]) for event in events(round_)]
    days = json.loads(content)["schedule"]["conference"]["days"]
    wanted = [
        (event["title"], event["date"], event["room"])
        for one in days
        for room in one["rooms"].values()
        for event in room
    ]
    assert sorted(there) == sorted(wanted)
    names = {
        p["public_name"]
        for d in days
        for r in d["rooms"].values()
        for e in r
        for p in e["persons"]
    }
    assert {name for event in events(round_) for name in event["persons"]} == names


def full_event(number: int) -> dict[str, Any]:
    """An event in which every field of the schema is filled."""
    begins = datetime(2026, 12, 10, 8, 0, tzinfo=UTC) + timedelta(minutes=30 * (number // 20))
    link = {"title": "Meer", "url": "https://voorbeeld.example/", "type": "web"}
    return {
        "guid": str(uuid5(NAMESPACE_URL, str(number))),
        "code": f"X{number}",
        "id": number + 1,
        "logo": "https://voorbeeld.example/logo.png",
        "date": begins.isoformat(),
        "start": f"{begins:%H:%M}",
        "end": (begins + timedelta(minutes=25)).isoformat(),
        "duration": "00:25",
        "room": f"Zaal {number % 20}",
        "slug": f"dag-{number}-les",
        "url": "https://voorbeeld.example/",
        "title": f"Les {number}",
        "subtitle": "Ondertitel",
        "track": f"Thema {number % 7}",
        "type": "talk",
        "language": "en",
        "abstract": "Kort.",
        "description": "Lang. " * 20,
        "recording_license": "CC0",
        "do_not_record": True,
        "do_not_stream": True,
        "persons": [{"public_name": f"Mens {number % 300} Nummer", "id": number % 300}],
        "links": [link],
        "feedback_url": "https://voorbeeld.example/f",
        "origin_url": "https://voorbeeld.example/o",
        "attachments": [link],
    }


@pytest.mark.skipif(not SCHEMAS.exists(), reason=NOT_HERE)
def test_a_thousand_events_with_every_field_come_in_within_five_seconds(
    round_: Round, coordinator: Person
) -> None:
    schema = json.loads((SCHEMAS / "schema.json").read_text())
    optional = set(schema["definitions"]["Event"]["properties"])
    rooms: dict[str, list[dict[str, Any]]] = {}
    for number in range(1000):
        event = full_event(number)
        rooms.setdefault(event["room"], []).append(event)
    assert set(full_event(0)) == optional
    content = {
        "generator": {"name": "proef", "version": "1", "url": "https://voorbeeld.example/"},
        "schedule": {
            "version": "1",
            "base_url": "https://voorbeeld.example/",
            "conference": {
                "acronym": "proef",
                "title": "Proef",
                "description": "Alles",
                "start": "2026-12-10",
                "end": "2026-12-11",
                "daysCount": 1,
                "timeslot_duration": "00:05",
                "time_zone_name": "Europe/Amsterdam",
                "logo": "https://voorbeeld.example/l.png",
                "colors": {"primary": "#123456"},
                "keywords": ["leren"],
                "url": "https://voorbeeld.example/",
                "tracks": [{"name": "Thema 1", "slug": "t1", "color": "#123456"}],
                "rooms": [
                    {"name": "Zaal 1", "guid": str(uuid5(NAMESPACE_URL, "z")), "capacity": 9}
                ],
                "meta": {"a": 1},
                "days": [
                    {
                        "index": 1,
                        "date": "2026-12-10",
                        "day_start": "2026-12-10T06:00:00+01:00",
                        "day_end": "2026-12-11T06:00:00+01:00",
                        "rooms": rooms,
                    }
                ],
            },
        },
    }
    jsonschema.Draft6Validator(schema).validate(content)
    written = json.dumps(content).encode()
    begun = time.process_time()  # other work on this machine does not count
    _source, done = taken(written, round_, coordinator)
    took = time.process_time() - begun
    assert (done.new, done.refused) == (1000, 0)
    assert took < 5, took
    assert (
        Client().get(reverse("workshops:schedule_json", args=[round_.slug])).status_code == 200
    )
