"""Calendar files, read back by a program that is not ours (X-66, S24, F9, acceptance 3)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream

from onderling.base.calendar_file import Appointment, calendar_file, version_of

pytestmark = pytest.mark.sqlite_only

WALL = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)
NASTY = [
    "Soep\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M",
    "Soep\nATTENDEE:mailto:x@voorbeeld.example",
    "Soep; met, komma’s en \\ schuine strepen: “ja”",
    "Soep\rDTSTART:20200101T000000Z",
    "Soep\x00\x0b\x85\u2028DTEND:20200101T000000Z",
    "ë" * 200,
]


def appointment(**fields: Any) -> Appointment:
    starts = fields.pop("starts", datetime(2026, 12, 10, 9, 0, tzinfo=UTC))
    told: dict[str, Any] = {
        "name": "bijeenkomst",
        "number": 7,
        "title": "Soep",
        "starts": starts,
        "ends": starts + timedelta(minutes=75),
        **fields,
    }
    return Appointment(**told)


def read(content: bytes) -> Any:
    return IcsCalendarStream.calendar_from_ics(content.decode())


def sundays() -> list[date]:
    """The last Sundays of March and October, when the clock changes."""
    found = []
    for year in range(2024, 2031):
        for month in (3, 10):
            last = date(year, month, 31)
            found.append(last - timedelta(days=(last.weekday() + 1) % 7))
    return found


@pytest.mark.parametrize("sunday", sundays(), ids=str)
def test_another_program_reads_the_right_local_time_across_the_change_of_clock(
    sunday: date,
) -> None:
    for days in (-1, 0, 1):
        for hour in (0, 1, 4, 9, 14, 23):
            day = sunday + timedelta(days=days)
            local = datetime(day.year, day.month, day.day, hour, 15, tzinfo=WALL)
            row = appointment(starts=local.astimezone(UTC))
            (event,) = read(calendar_file("Dag", [row], now=NOW)).events
            seen = event.dtstart.astimezone(WALL)
            assert (seen.date(), seen.hour, seen.minute) == (day, hour, 15)
            assert event.dtend - event.dtstart == timedelta(minutes=75)


@pytest.mark.parametrize("text", NASTY)
def test_what_somebody_typed_stays_inside_its_own_line(text: str) -> None:
    content = calendar_file(text, [appointment(title=text, where=text, about=text)], now=NOW)
    (event,) = read(content).events
    starts = [
        line.partition(":")[0].partition(";")[0] for line in content.decode().split("\r\n")
    ]
    assert starts.count("BEGIN") == 2
    assert not {"ATTENDEE", "TRIGGER"} & set(starts)
    assert starts.count("DTSTART") == 1
    assert event.dtstart == datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_a_dutch_text_comes_back_as_it_was() -> None:
    told = "Afspraken; met, “leestekens” en ’s avonds\nTweede regel"
    (event,) = read(calendar_file("Dag", [appointment(about=told)], now=NOW)).events
    assert event.description == told


def test_a_change_keeps_its_name_and_goes_up_in_number() -> None:
    first = read(calendar_file("Dag", [appointment(sequence=0)], now=NOW)).events[0]
    again = read(calendar_file("Dag", [appointment(sequence=1)], now=NOW)).events[0]
    assert first.uid == again.uid
    assert (first.sequence, again.sequence) == (0, 1)


def test_what_was_called_off_tells_the_calendar_to_take_it_away() -> None:
    off = appointment(sequence=2, called_off=True)
    content = calendar_file("Dag", [off], now=NOW)
    assert b"METHOD:CANCEL\r\n" in content
    assert read(content).events[0].status == "CANCELLED"
    both = calendar_file("Dag", [off, appointment(number=8)], now=NOW)
    assert b"METHOD:PUBLISH\r\n" in both
    assert [event.status for event in read(both).events] == ["CANCELLED", "CONFIRMED"]


def test_the_version_of_a_file_does_not_depend_on_when_it_is_read() -> None:
    assert version_of("Dag", [appointment()]) == version_of("Dag", [appointment()])
    assert version_of("Dag", [appointment()]) != version_of("Dag", [appointment(sequence=1)])
