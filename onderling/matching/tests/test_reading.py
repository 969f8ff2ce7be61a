"""A file becomes a problem, or a list of plain sentences that name the place."""

import hashlib
import json
from typing import Any

import pytest

from onderling.matching.canonical import digest, in_order, to_json
from onderling.matching.problem import Person, Problem
from onderling.matching.reading import read_content, read_rows
from onderling.matching.tests.random_problems import seeded, tiny_problem
from onderling.matching.tests.workbooks import workbook

Raw = dict[str, Any]
S1 = {"id": "s1"}
P1 = {"id": "p1"}
TEN = {"start": "2026-11-10T10:00", "end": "2026-11-10T11:00"}


def faults(**tables: Any) -> list[str]:
    found = read_rows(tables)
    assert (found.problem is None) == bool(found.faults)
    return list(found.faults)


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        (
            {"sessions": [S1], "people": [P1, P1 | {"id": "p4", "wishes": [["s99", 1]]}]},
            "people[1] “p4”: wens voor onbekende sessie “s99”",
        ),
        ({"people": [P1, P1]}, "people[1]: id “p1” bestaat al (people[0])"),
        ({"people": [{}]}, "people[0]: veld “id” ontbreekt"),
        ({"people": [{"id": 4}]}, "people[0]: id moet tekst zijn, geen 4"),
        ({"people": [P1 | {"size": 0}]}, "people[0] “p1”: size moet ten minste 1 zijn, niet 0"),
        (
            {"people": [P1 | {"size": True}]},
            "people[0] “p1”: size moet een heel getal zijn, geen true",
        ),
        (
            {"people": [P1 | {"sizes": 1}]},
            "people[0] “p1”: onbekend veld “sizes”; bedoelt u “size”?",
        ),
        (
            {"sessions": [S1], "people": [P1 | {"wishes": [["s1", 1], ["s1", 2]]}]},
            "people[0] “p1”: wishes noemt “s1” twee keer",
        ),
        (
            {"people": [P1 | {"wishes": ["s1"]}]},
            "people[0] “p1”: wishes [0] moet [id, rang] zijn, geen “s1”",
        ),
        (
            {"sessions": [S1 | {"start": TEN["start"]}]},
            "sessions[0] “s1”: start en end horen bij elkaar: vul beide in of geen van beide",
        ),
        (
            {"sessions": [S1 | {"start": TEN["end"], "end": TEN["start"]}]},
            "sessions[0] “s1”: end moet na start liggen",
        ),
        (
            {"sessions": [S1 | TEN | {"start": "2026-11-10T10:00+01:00"}]},
            "sessions[0] “s1”: start moet lokale tijd zonder tijdzone zijn,"
            " niet “2026-11-10T10:00+01:00”",
        ),
        (
            {"sessions": [S1 | TEN | {"start": "2026-02-30T10:00"}]},
            "sessions[0] “s1”: start “2026-02-30T10:00” bestaat niet op de kalender of klok",
        ),
        (
            {"sessions": [S1 | {"minimum": 5, "maximum": 4}]},
            "sessions[0] “s1”: minimum 5 is hoger dan maximum 4",
        ),
        (
            {"sessions": [S1 | {"at_least_share": {"paid": 20}}]},
            "sessions[0] “s1”: at_least_share “paid” moet tussen 0 en 1 liggen, niet 20",
        ),
        ({"objective": {"points": []}}, "objective: points mag niet leeg zijn"),
        (
            {"objective": {"without": "luck"}},
            "objective: without moet “guarantee” of “next_wish” zijn, niet “luck”",
        ),
        ({"objective": {"stay": 1.5}}, "objective: stay moet een heel getal zijn, geen 1.5"),
        ({"version": 2}, "version: moet 1 zijn, niet 2"),
        ({"peoples": []}, "bestand: onbekend veld “peoples”; bedoelt u “people”?"),
        ({"people": {}}, "people: moet een lijst zijn, geen object"),
        ({"apart": [["p1"]]}, "apart[0]: moet een lijst van twee personen zijn, geen lijst"),
        ({"people": [P1], "apart": [["p1", "p9"]]}, "apart[0]: onbekende persoon “p9”"),
        (
            {"people": [P1], "locked": [{"person": "p1", "session": "s9"}]},
            "locked[0]: onbekende sessie “s9”",
        ),
        (
            {
                "sessions": [S1 | TEN, {"id": "s2"} | TEN],
                "people": [P1],
                "locked": [{"person": "p1", "session": s} for s in ("s1", "s2")],
            },
            "locked[1]: “p1” staat ook vast in “s1”, en die overlapt “s2”",
        ),
        (
            {
                "sessions": [S1 | {"maximum": 1}],
                "people": [P1 | {"size": 2}],
                "locked": [{"person": "p1", "session": "s1"}],
            },
            "locked[0]: in “s1” staan 2 mensen vast, er passen er 1",
        ),
        (
            {
                "sessions": [S1],
                "people": [P1, {"id": "p2"}],
                "locked": [{"person": p, "session": "s1"} for p in ("p1", "p2")],
                "apart": [["p1", "p2"]],
            },
            "locked[1]: “p1” en “p2” mogen niet samen, maar staan beiden vast in “s1”",
        ),
    ],
)
def test_a_fault_is_one_sentence_with_its_place(tables: Raw, sentence: str) -> None:
    assert faults(**tables) == [sentence]


def test_every_fault_in_a_file_is_told_at_once() -> None:
    found = faults(
        sessions=[{"id": "s1", "minimum": -1}, {"id": "s2", "start": TEN["start"]}],
        people=[{"id": "p1", "most": "two"}, {"id": "p2", "cannot": ["s1", "s3"]}],
        locked=[{"person": "p7", "session": "s2"}],
    )
    assert found == [
        "sessions[0] “s1”: minimum moet ten minste 0 zijn, niet -1",
        "people[0] “p1”: most moet een heel getal zijn, geen “two”",
        "people[1] “p2”: ‘kan niet’ voor onbekende sessie “s3”",
        "locked[0]: onbekende persoon “p7”",
        "sessions[1] “s2”: start en end horen bij elkaar: vul beide in of geen van beide",
    ]


def test_a_session_in_two_lists_is_only_a_warning() -> None:
    found = read_rows(
        {"sessions": [S1], "people": [P1 | {"wishes": [["s1", 1]], "cannot": ["s1"]}]}
    )
    assert found.problem is not None
    assert found.warnings == (
        "people[0] “p1”: sessie “s1” staat in twee lijsten (wens, ‘kan niet’)",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "f.json, regel 1, teken 2: geen geldige JSON, verder lezen lukt niet"),
        (b"{} 1", "f.json, regel 1, teken 4: geen geldige JSON, verder lezen lukt niet"),
        (b"\xff{}", "f.json: geen UTF-8 (byte 0)"),
        (b"[]", "bestand: moet een object met tabellen zijn, geen lijst"),
        (b"", "f.json, regel 1, teken 1: geen geldige JSON, verder lezen lukt niet"),
        (b'{"people": [], "people": []}', "bestand: veld “people” staat er twee keer"),
        (b'{"seed": NaN}', "seed: moet tekst zijn, geen nan"),
        (b"9" * 5_000, "f.json: bevat een getal van duizenden cijfers"),
        (b"[" * 200_000, "f.json: te diep genest"),
    ],
)
def test_what_is_no_problem_file_at_all(content: bytes, sentence: str) -> None:
    assert read_content(content, "f.json").faults == (sentence,)


def test_a_file_that_breaks_off_tells_the_faults_before_that_too() -> None:
    assert read_content(b'{"people": [{}, {"id": "p"', "f.json").faults == (
        "people[0]: veld “id” ontbreekt",
        "f.json, regel 1, teken 27: geen geldige JSON, verder lezen lukt niet",
    )


def test_the_same_problem_in_another_order_has_the_same_digest() -> None:
    one = read_rows({"sessions": [S1, {"id": "s2"}], "people": [P1, {"id": "p2", "most": 1}]})
    two = read_rows({"people": [{"id": "p2"}, P1], "sessions": [{"id": "s2"}, S1]})
    three = read_rows({"people": [{"id": "p2"}, P1], "sessions": [S1]})
    assert one.problem is not None
    assert two.problem is not None
    assert three.problem is not None
    assert digest(one.problem) == digest(two.problem) != digest(three.problem)
    again = read_content(json.dumps(to_json(one.problem)).encode())
    assert again.problem is not None
    assert digest(again.problem) == digest(one.problem)


def test_a_workbook_says_the_same_as_the_json() -> None:
    book = workbook(
        {
            "problem": [["version", "name", "seed"], [1, "Dag", "lot"]],
            "objective": [["points", "also_good", "without"], ["9, 8", 4, "next_wish"]],
            "rules": [["fill_slots"], ["ja"]],
            "sessions": [
                ["id", "start", "end", "maximum", "at_least", "at_least_share"],
                ["s1", "2026-11-10T10:00", "2026-11-10T11:00", 5, "paid:1, v:2", "v:0,2"],
                ["s2", None, None, None, None, None],
            ],
            "people": [
                ["id", "size", "wishes", "also_good", "anywhere"],
                ["p1", 2, "s1:1, s2:3", None, "ja"],
                ["p2", None, "s2, s1", None, "nee"],
                ["p3", None, None, "s1", None],
            ],
            "wishes": [["person", "session", "rank"], ["p3", "s2", 1]],
            "locked": [["person", "session", "counts"], ["p1", "s1", "nee"]],
            "apart": [["one", "other"], ["p1", "p2"]],
        }
    )
    json_form: Raw = {
        "version": 1,
        "name": "Dag",
        "seed": "lot",
        "objective": {"points": [9, 8], "also_good": 4, "without": "next_wish"},
        "rules": {"fill_slots": True},
        "sessions": [
            S1
            | TEN
            | {"maximum": 5, "at_least": {"paid": 1, "v": 2}}
            | {"at_least_share": {"v": 0.2}},
            {"id": "s2"},
        ],
        "people": [
            P1 | {"size": 2, "wishes": [["s1", 1], ["s2", 3]], "anywhere": True},
            {"id": "p2", "wishes": [["s2", 1], ["s1", 2]]},
            {"id": "p3", "also_good": ["s1"], "wishes": [["s2", 1]]},
        ],
        "locked": [{"person": "p1", "session": "s1", "counts": False}],
        "apart": [["p1", "p2"]],
    }
    ours, theirs = read_content(book, "f.xlsx"), read_rows(json_form)
    assert ours.faults == theirs.faults == ()
    assert ours.problem is not None
    assert theirs.problem is not None
    assert to_json(ours.problem) == to_json(theirs.problem)


def test_a_fault_in_a_workbook_names_sheet_and_row() -> None:
    book = workbook({"people": [["id", "size"], ["p1", 1], [None, None], ["p2", "veel"]]})
    assert read_content(book, "f.xlsx").faults == (
        "blad people, rij 4 “p2”: size moet een heel getal zijn, geen “veel”",
    )


@pytest.mark.parametrize("number", range(25))
def test_what_was_read_is_in_canonical_order_and_its_digest_is_that_of_its_json(
    number: int,
) -> None:
    raw = tiny_problem(number)
    for table in raw.values():
        if isinstance(table, list):
            table.reverse()
    problem = read_rows(raw).problem
    if problem is not None:
        assert in_order(problem) is problem
        whole = json.dumps(
            to_json(problem), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        assert digest(problem) == hashlib.sha256(whole.encode()).hexdigest()


def test_people_of_a_hand_made_problem_are_put_in_order() -> None:
    people = (Person("p2", wishes=(("s2", 2), ("s1", 2), ("s3", 1))), Person("p1"))
    ordered = in_order(Problem(people=people, together=(("p2", "p1"), ("p1", "p2"))))
    assert [person.id for person in ordered.people] == ["p1", "p2"]
    assert ordered.people[1].wishes == (("s3", 1), ("s1", 2), ("s2", 2))
    assert ordered.together == (("p1", "p2"),)


JUNK: list[Any] = [
    *(None, True, 0, -1, 1.5, 10**12, float("nan"), "", " ", "s0", "2026-11-10", "a\0b"),
    *("\ud800", [], [[]], {}, ["p0", "p1"], [["s0", True]], [[["s0"], 1]], {"": 1}, ["ab"]),
]


def test_junk_anywhere_in_a_file_becomes_a_sentence_and_never_an_error() -> None:
    chance = seeded(4)
    faulty = 0
    for number in range(400):
        raw = tiny_problem(number % 20)
        table = chance.choice([name for name in raw if isinstance(raw[name], list)])
        row = chance.choice(raw[table] or [{}])
        if isinstance(row, dict) and chance.random() < 0.8:
            row[chance.choice([*row, "idd"])] = chance.choice(JUNK)
        else:
            raw[table] = [*raw[table], chance.choice(JUNK)]
        as_rows, as_file = read_rows(raw), read_content(json.dumps(raw).encode())
        assert as_rows.faults == as_file.faults
        assert (as_rows.problem is None) == bool(as_rows.faults)
        faulty += bool(as_rows.faults)
    assert 200 < faulty < 400
