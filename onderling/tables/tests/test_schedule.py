"""Programmes of other programs become rows; what is no programme, or a trap, is refused."""

import json
from typing import Any

import pytest

from onderling.tables.read import read
from onderling.tables.schedule import HEADER
from onderling.tables.sheet import Unreadable

EVENT: dict[str, Any] = {
    "id": 1,
    "guid": "8079583e-8321-506c-95af-fd2903a5f075",
    "date": "2026-12-10T10:00:00+01:00",
    "start": "10:00",
    "duration": "01:15",
    "room": "Keuken",
    "slug": "dag-1-soep",
    "url": "https://voorbeeld.example/soep/",
    "title": "Soep",
    "subtitle": "Samen snijden",
    "track": "Ontmoeten",
    "type": "Talk",
    "language": "en",
    "abstract": "Kort.",
    "description": "Lang.",
    "persons": [{"name": "Bea Naaijkens", "biography": "Kookt."}],
    "links": [{"title": "Recept", "url": "https://voorbeeld.example/"}],
    "do_not_record": False,
    "recording_license": "",
}


def told(event: dict[str, Any], **conference: Any) -> bytes:
    day = {"index": 1, "rooms": {"Keuken": [event]}}
    whole = {"title": "Dag", "days": [day], **conference}
    return json.dumps({"schedule": {"version": "1", "conference": whole}}).encode()


def first_row(content: bytes) -> dict[str, str]:
    (sheet,) = read(content, name="schedule.json")
    return dict(zip(HEADER, sheet.rows[0].cells, strict=True))


def test_an_event_of_another_program_becomes_a_row_and_says_what_is_left_out() -> None:
    rooms = [{"name": "Keuken", "guid": "x", "capacity": 12, "description": "Beneden"}]
    row = first_row(told(EVENT, rooms=rooms, logo="https://voorbeeld.example/l.png"))
    assert row == {
        "soort onderdeel": "workshop",
        "titel": "Soep",
        "begint": "2026-12-10T10:00:00+01:00",
        "eindigt": "2026-12-10T11:15:00+01:00",
        "zaal": "Keuken",
        "plekken in de zaal": "12",
        "thema": "Ontmoeten",
        "werkvorm": "Talk",
        "taal": "en",
        "gevers": "Bea Naaijkens",
        "na afloop": "",
        "omschrijving": "Samen snijden\n\nKort.\n\nLang.",
        "niet overgenomen": "links\npersons.biography",
        "niet overgenomen van het geheel": "logo\nrooms.description",
    }


def test_the_same_in_xml() -> None:
    content = b"""<?xml version="1.0" encoding="utf-8"?>
    <schedule><generator name="Onderling"/><version>1</version>
    <conference><title>Dag</title><acronym>dag_</acronym></conference>
    <day index="1" date="2026-12-10" start="2026-12-10T10:00:00+01:00"
         end="2026-12-10T11:15:00+01:00"><room name="Keuken">
      <event id="1" guid="8079583e-8321-506c-95af-fd2903a5f075"><room>Keuken</room>
        <title>Soep &amp; brood</title><subtitle>koken</subtitle><type>workshop</type>
        <date>2026-12-10T10:00:00+01:00</date><start>10:00</start><duration>01:15</duration>
        <abstract>weet u meer</abstract><track>Ontmoeten</track><language>nl</language>
        <description>Snijden.</description>
        <persons><person>Bea Naaijkens</person></persons><links/>
        <recording><license>CC0</license><optout>false</optout></recording>
      </event></room></day></schedule>"""
    row = first_row(content)
    assert (row["titel"], row["werkvorm"], row["gevers"]) == (
        "Soep & brood",
        "koken",
        "Bea Naaijkens",
    )
    assert (row["eindigt"], row["na afloop"]) == ("2026-12-10T11:15:00+01:00", "weet u meer")
    assert row["niet overgenomen"] == "recording_license"


@pytest.mark.parametrize(
    ("duration", "end"),
    [("00:30", "10:30"), ("1:30:00", "11:30"), ("26:00", "12:00"), ("straks", None)],
)
def test_a_duration_is_read_with_and_without_seconds(duration: str, end: str | None) -> None:
    row = first_row(told({**EVENT, "duration": duration}))
    assert row["eindigt"][11:16] == (end or "")


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE schedule [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><schedule><version>&b;</version></schedule>'
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE schedule [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<schedule><version>&x;</version></schedule>"
)


@pytest.mark.parametrize("content", [BOMB, OUTSIDE])
def test_a_file_that_unfolds_itself_or_names_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable, match="DOCTYPE"):
        read(content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{", "beschadigd"),
        (b'{"a": ' + b"[" * 100_000, "beschadigd"),
        (b'{"namen": ["Ria"]}', "geen programma"),
        (b'{"schedule": {"conference": {"days": 3}}}', "geen programma"),
        (b'{"schedule": {"conference": {"days": [{"rooms": {"A": []}}]}}}', "geen programma"),
        (b"<schedule><day>", "beschadigd"),
        (b"<schedule></schedule>", "geen programma"),
        (b'<?xml version="1.0"?><lijst/>', "XML-bestand"),
    ],
)
def test_what_is_no_programme_is_refused_with_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(content)


def test_odd_values_do_not_stop_the_reading() -> None:
    row = first_row(told({**EVENT, "persons": "Bea", "title": 7, "track": ["a"], "date": None}))
    assert (row["titel"], row["gevers"], row["thema"], row["eindigt"]) == ("7", "", "", "")
