"""The demo study day as a problem: 214 people, 30 sessions in three slots, not clean."""

import csv
from pathlib import Path
from typing import Any

FILES = Path(__file__).parent / "files"
DAY = "2026-11-10"
Row = dict[str, str]


def study_day() -> dict[str, Any]:
    """The problem as raw JSON: one ranking per slot, everybody `anywhere`, slots filled."""
    sessions = {row["id"]: row for row in _read("studiedag_sessies.csv")}
    wishes: dict[str, list[Row]] = {}
    for row in _read("studiedag_voorkeuren.csv"):
        wishes.setdefault(row["persoon_id"], []).append(row)
    special = _read("studiedag_bijzonder.csv")
    locks = _locks(special, sessions)
    people = [_person(person, rows, sessions, locks) for person, rows in wishes.items()]
    extra = sorted({lock["person"] for lock in locks} - wishes.keys())
    return {
        "version": 1,
        "name": "Studiedag",
        "seed": "studiedag 2026",
        "objective": {"without": "guarantee"},
        "rules": {"fill_slots": True},
        "sessions": [_session(row) for row in sessions.values()],
        "people": [*people, *({"id": person, "most": 1} for person in extra)],
        "locked": locks,
        "soft_together": _pairs(special, "graag samen"),
        "apart": _pairs(special, "niet samen"),
    }


def _read(name: str) -> list[Row]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _session(row: Row) -> dict[str, Any]:
    start, end = (time.replace(".", ":") for time in row["tijd"].split("-"))
    mixed = {"at_least": {"paid": 1, "volunteer": 1}} if row["gemengd"] == "ja" else {}
    return {
        "id": row["id"],
        "start": f"{DAY}T{start}",
        "end": f"{DAY}T{end}",
        "minimum": int(row["min"]),
        "maximum": int(row["max"]),
        "activity": row["workshop_id"],
        **mixed,
    }


def _locks(special: list[Row], sessions: dict[str, Row]) -> list[dict[str, Any]]:
    """Givers in their own session; who is booked twice at once gives the first only."""
    locks: list[dict[str, Any]] = []
    busy: set[tuple[str, str]] = set()
    for row in special:
        if row["soort"] == "vast: gever":
            slot = (row["persoon_a"], sessions[row["persoon_b"]]["ronde"])
            if slot not in busy:
                locks.append({"person": slot[0], "session": row["persoon_b"], "counts": False})
            busy.add(slot)
    return locks


def _pairs(special: list[Row], kind: str) -> list[list[str]]:
    return [[row["persoon_a"], row["persoon_b"]] for row in special if row["soort"] == kind]


def _person(
    person: str, rows: list[Row], sessions: dict[str, Row], locks: list[dict[str, Any]]
) -> dict[str, Any]:
    """A giver is present in the slot they give, whatever the form said."""
    given = {sessions[k["session"]]["ronde"] for k in locks if k["person"] == person}
    absent = {row["ronde"] for row in rows if row["aanwezig"] != "ja"}
    here = [row for row in rows if row["ronde"] not in absent]
    return {
        "id": person,
        "group": "paid" if rows[0]["groep"] == "beroepskracht" else "volunteer",
        "most": max(1, len(here) + len(given & absent)),
        "anywhere": True,
        "wishes": [
            [row[f"keuze{rank}"], rank]
            for row in here
            for rank in (1, 2, 3)
            if row[f"keuze{rank}"]
        ],
        "rather_not": [s for row in here for s in row["liever_niet"].split(";") if s],
        "cannot": [s for s, row in sessions.items() if row["ronde"] in absent],
    }
