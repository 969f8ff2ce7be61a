"""What cannot be divided is refused in plain sentences, and nothing is written."""

import json
from typing import Any

from benchmarks.matching import shapes
from benchmarks.matching.checks.tally import Tally
from benchmarks.matching.command import ask
from benchmarks.matching.taste import Raw
from onderling.matching.commands.page import FAULTY, IMPOSSIBLE

TIME = "2026-11-10T10:00"
# One fault a row, each of another kind, in the first rows of the table.
SESSIONS: list[dict[str, Any]] = [
    {"start": "2026-11-10T10:00+01:00"},
    {"start": "2026-02-30T10:00"},
    {"end": None},
    {"end": TIME, "start": TIME},
    {"minimum": 9, "maximum": 8},
    {"minimum": -1},
    {"maximum": "tien"},
    {"at_least_share": {"paid": 20}},
    {"at_most": {"paid": "veel"}},
    {"needs": ["jurist", "jurist"]},
    {"zaal": "Grote zaal"},
    {"activity": " schilderen"},
]
PEOPLE: list[dict[str, Any]] = [
    {"size": 0},
    {"most": 1.5},
    {"anywhere": "ja"},
    {"wishes": [["nergens", 1]]},
    {"wishes": [["s001", 1], ["s001", 2]]},
    {"wishes": [["s001", 0]]},
    {"wishes": ["s001"]},
    {"dates": ["10 november"]},
    {"cannot": ["nergens"]},
    {"wish": []},
]
REST: Raw = {
    "locked": [{"person": "niemand", "session": "s100"}],
    "together": [["p0100"]],
    "former": [{"person": "p0100", "session": "nergens"}],
}
SHAPE = "w3000"
EXTRA = "extra"  # a session more, in which the first people are locked
LOCK_ONE = {"locked": [{"person": "p0001", "session": EXTRA}]}
LOCK_TWO = {"locked": [{"person": p, "session": EXTRA} for p in ("p0001", "p0002")]}
# The rules that clash: the session, what the first people say more, and what else is asked.
CLASHES: dict[tuple[str, ...], tuple[Raw, Raw, Raw]] = {
    ("lock", "minimum"): ({"minimum": 3}, {}, LOCK_ONE),
    ("lock", "at_most"): ({"at_most": {"paid": 1}}, {"group": "paid"}, LOCK_TWO),
    ("lock", "maximum", "together"): (
        {"maximum": 1},
        {"also_good": [EXTRA]},
        LOCK_ONE | {"together": [["p0001", "p0002"]]},
    ),
}


def faults(tally: Tally) -> None:
    """A festival of which 25 rows are wrong, each in another way."""
    path = tally.file("faults", _spoiled(shapes.raw(SHAPE)))
    out = tally.folder.result("faults")
    code, told = ask("allocate", str(path), "--out", str(out))
    places = [f"sessions[{row}]" for row in range(len(SESSIONS))]
    places += [f"people[{row}]" for row in range(len(PEOPLE))]
    places += [f"{table}[0]" for table in REST]
    silent = [place for place in places if not any(line.startswith(place) for line in told)]
    came = (
        f"{len(told)} sentences for {len(places)} faults, {len(silent)} without its place,"
        f" exit {code}, {'a file' if out.exists() else 'nothing'} written"
    )
    ok = code == FAULTY and len(told) == len(places) and not silent and not out.exists()
    tally.add(f"a file with {len(places)} faults, {SHAPE}", came, ok)


def _spoiled(raw: Raw) -> Raw:
    for table, wrongs in (("sessions", SESSIONS), ("people", PEOPLE)):
        for row, wrong in zip(raw[table], wrongs, strict=False):
            row.update(wrong)
    return raw | REST


def _clashing(raw: Raw, session: Raw, people: Raw) -> Raw:
    raw["sessions"].append({"id": EXTRA, **session})
    for person in raw["people"][:2]:
        person.update(people)
    return raw


def contradictions(tally: Tally) -> None:
    """Rules that cannot all hold, hidden in a festival: exit 3, and these rules by name."""
    for rules, (session, people, more) in CLASHES.items():
        path = tally.file("clash", _clashing(shapes.raw(SHAPE), session, people) | more)
        out = tally.folder.result("clash")
        code, _ = ask("allocate", str(path), "--out", str(out))
        result = json.loads(out.read_bytes()) if out.exists() else {}
        named = sorted({row["rule"] for row in result.get("conflict", ())})
        came = f"exit {code}, named: {', '.join(named)}"
        ok = code == IMPOSSIBLE and named == sorted(rules)
        tally.add(f"{' against '.join(rules)}, {SHAPE}", came, ok)
