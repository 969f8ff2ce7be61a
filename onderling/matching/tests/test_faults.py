"""A file full of faults: each is a sentence with its place, and nothing is written. X-22."""

import json
from pathlib import Path
from typing import Any

import pytest

from onderling.matching.cli import allocate
from onderling.matching.reading import read_content
from onderling.matching.tests.workbooks import workbook

START, END = "2026-11-10T10:00", "2026-11-10T11:00"
LATER = {"start": "2026-11-10T13:00", "end": "2026-11-10T14:00"}
SESSIONS: list[Any] = [
    {"id": "s1", "start": START, "end": END, "maximum": 1},
    {"id": "s2", "start": START, "end": END},
    {"id": "s1"},
    {"id": "s3", "start": START},
    {"id": "s4", "start": END, "end": START},
    {"id": "s5", "start": "2026-11-10T10:00+01:00", "end": END},
    {"id": "s6", "start": "2026-02-30T10:00", "end": END},
    {"id": "s7", "minimum": 5, "maximum": 4},
    {"id": "s8", "at_least_share": {"paid": 20}},
    {"id": "s9", "needs": ["jurist", "jurist"]},
    {"id": "s10", "at_most": {"paid": "veel"}},
    "s11",
]
PEOPLE: list[Any] = [
    {"id": "p1"},
    {"id": "p2", "size": 2},
    {"group": "paid"},
    {"id": "p4", "size": 0},
    {"id": "p5", "wishes": [["s99", 1]]},
    {"id": "p6", "wishes": [["s1", 1], ["s1", 2]]},
    {"id": "p7", "wishes": [["s1", 0]]},
    {"id": "p8", "wishes": ["s1"]},
    {"id": "p9", "dates": ["10 november"]},
    {"id": "p10", "most": 1.5},
    {"id": "p11", "anywhere": "ja"},
    {"id": "p12", "wish": []},
    {"id": " p13"},
    {"id": "p14", "cannot": ["s98"]},
]
TABLES: dict[str, Any] = {
    "version": 2,
    "sesions": [],
    "objective": {"points": [], "without": "luck", "stay": -1},
    "rules": {"fill_slots": 1},
    "sessions": SESSIONS,
    "people": PEOPLE,
    "locked": [
        {"person": "p1", "session": "s1"},
        {"person": "p1", "session": "s2"},
        {"person": "p2", "session": "s1"},
        {"person": "p99", "session": "s2"},
        {"person": "p1", "session": "s1"},
    ],
    "former": [{"person": "p1", "session": "s97"}],
    "together": [["p1"]],
    "apart": [["p1", "p2"], ["p1", "p1"]],
}
TOLD = [
    "version: moet 1 zijn, niet 2",
    "bestand: onbekend veld “sesions”; bedoelt u “sessions”?",
    "objective: points mag niet leeg zijn",
    "objective: without moet “guarantee” of “next_wish” zijn, niet “luck”",
    "objective: stay moet ten minste 0 zijn, niet -1",
    "rules: fill_slots moet true of false zijn, geen 1",
    "sessions[5] “s5”: start moet lokale tijd zonder tijdzone zijn,"
    " niet “2026-11-10T10:00+01:00”",
    "sessions[6] “s6”: start “2026-02-30T10:00” bestaat niet op de kalender of klok",
    "sessions[8] “s8”: at_least_share “paid” moet tussen 0 en 1 liggen, niet 20",
    "sessions[9] “s9”: needs noemt “jurist” twee keer",
    "sessions[10] “s10”: at_most “paid” moet een heel getal zijn, geen “veel”",
    "sessions[11]: moet een object zijn, geen “s11”",
    "people[2]: veld “id” ontbreekt",
    "people[3] “p4”: size moet ten minste 1 zijn, niet 0",
    "people[5] “p6”: wishes noemt “s1” twee keer",
    "people[6] “p7”: wishes [0]: de rang moet ten minste 1 zijn, niet 0",
    "people[7] “p8”: wishes [0] moet [id, rang] zijn, geen “s1”",
    "people[8] “p9”: dates [0] moet als 2026-11-10 geschreven zijn, niet “10 november”",
    "people[9] “p10”: most moet een heel getal zijn, geen 1.5",
    "people[10] “p11”: anywhere moet true of false zijn, geen “ja”",
    "people[11] “p12”: onbekend veld “wish”; bedoelt u “wishes”?",
    "people[12] “ p13”: id mag niet leeg zijn of spaties eromheen hebben",
    "together[0]: moet een lijst van twee personen zijn, geen lijst",
    "apart[1]: noemt twee keer dezelfde persoon",
    "sessions[2]: id “s1” bestaat al (sessions[0])",
    "people[4] “p5”: wens voor onbekende sessie “s99”",
    "people[13] “p14”: ‘kan niet’ voor onbekende sessie “s98”",
    "locked[3]: onbekende persoon “p99”",
    "former[0]: onbekende sessie “s97”",
    "locked[4]: “p1” in “s1” staat er al",
    "sessions[3] “s3”: start en end horen bij elkaar: vul beide in of geen van beide",
    "sessions[4] “s4”: end moet na start liggen",
    "sessions[7] “s7”: minimum 5 is hoger dan maximum 4",
    "locked[1]: “p1” staat ook vast in “s1”, en die overlapt “s2”",
    "locked[4]: in “s1” staan 3 mensen vast, er passen er 1",
    "locked[2]: “p1” en “p2” mogen niet samen, maar staan beiden vast in “s1”",
]


def test_a_json_file_with_thirty_six_faults_gives_thirty_six_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "problem.json", tmp_path / "result.json"
    path.write_text(json.dumps(TABLES), encoding="utf-8")
    assert allocate([str(path), "--out", str(out)]) == 2
    assert capsys.readouterr().err.splitlines() == [f"{sentence}." for sentence in TOLD]
    assert len(set(TOLD)) == len(TOLD) == 36
    assert not out.exists()


def test_a_name_that_stands_twice_in_one_row_is_a_fault() -> None:
    content = b'{"people": [{"id": "p1", "most": 1, "most": 2}]}'
    assert read_content(content).faults == (
        "people[0] “p1”: veld “most” staat 2 keer in één object",
    )


SHEETS: dict[str, list[list[Any]]] = {
    "problem": [["version", "name"], [2, "Dag"], [1, "Dag"]],
    "objective": [["points", "order", "visited"], ["100,90", "vlug", "veel"]],
    "rules": [["fill_slots"], ["misschien"]],
    "sessions": [
        ["id", "start", "end", "minimum", "maximum", "at_least", "zaal", "id", None],
        ["s1", "10-11-2026 10:00", "10-11-2026 11:00", None, 1, None, "A", None, None],
        ["s2", "10-11-2026 10:30", "10-11-2026 11:30", None, None, None, "B", None, "beamer"],
        ["s1", None, None, None, None, None, None, None, None],
        [None, None, None, 3, None, None, None, None, None],
        ["s4", "10-11-2026 10:00", None, None, None, None, None, None, None],
        ["s5", "10-11-2026 11:00", "10-11-2026 10:00", None, None, None, None, None, None],
        ["s6", "30-02-2026 10:00", "10-11-2026 10:00", None, None, None, None, None, None],
        ["s7", "dinsdag", "10-11-2026 10:00", None, None, None, None, None, None],
        ["s8", None, None, 9, 8, None, None, None, None],
        ["s9", None, None, None, None, "paid2", None, None, None],
        ["s10", None, None, None, None, "paid:1; paid:2", None, None, None],
        ["s11", None, None, "#N/A", None, None, None, None, None],
    ],
    "people": [
        ["id", "size", "most", "wishes", "anywhere", "has", "dates"],
        ["p1", None, None, None, None, None, None],
        ["p2", 2, None, None, None, None, None],
        ["p3", 1.5, None, None, None, None, None],
        ["p4", None, -1, None, None, None, None],
        ["p5", None, None, "s1; s99", None, None, None],
        ["p6", None, None, "s1:1; s1:2", None, None, None],
        ["p7", None, None, "s1:eerst", None, None, None],
        ["p8", None, None, "1,2", None, None, None],
        ["p9", None, None, None, "soms", None, None],
        ["p10", None, None, None, None, "jurist, jurist", None],
        ["p11", None, None, None, None, None, "morgen"],
        ["p1", None, None, None, None, None, None],
    ],
    "wishes": [["person", "session", "rank"], ["p98", "s1", 1], ["p1", "s1", None]],
    "locked": [
        ["person", "session", "counts"],
        ["p1", "s1", None],
        ["p1", "s2", None],
        ["p2", "s1", "ja"],
        ["p97", "s2", "nee"],
    ],
    "apart": [["één", "ander"], ["p1", "p1"], ["p1", "p2"], ["p1", None]],
    "pauzes": [["van", "tot"], ["10:00", "10:15"]],
}
TOLD_OF_SHEETS = [
    "blad problem: mag maar één rij met waarden hebben",
    "blad sessions: onbekende kolom “zaal”",
    "blad sessions: kolom “id” staat er twee keer",
    "blad sessions, rij 3: waarde in een kolom zonder kop",
    "blad pauzes: onbekende tabel; bekend zijn: problem, objective, rules, sessions, people,"
    " locked, former, wishes, together, apart, soft_together",
    "blad wishes, rij 2: onbekende persoon “p98”",
    "blad wishes, rij 3: veld “rank” ontbreekt",
    "version: moet 1 zijn, niet 2",
    "blad objective, rij 2: points kan ook een kommagetal zijn: schrijf een puntkomma,"
    " niet “100,90”",
    "blad objective, rij 2: order moet “joint” of “rounds” zijn, niet “vlug”",
    "blad objective, rij 2: visited moet een heel getal zijn, geen “veel”",
    "blad rules, rij 2: fill_slots moet ja of nee zijn, niet “misschien”",
    "blad sessions, rij 5: veld “id” ontbreekt",
    "blad sessions, rij 8 “s6”: start “2026-02-30T10:00” bestaat niet op de kalender of klok",
    "blad sessions, rij 9 “s7”: start moet als 2026-11-10T10:00 geschreven zijn,"
    " niet “dinsdag”",
    "blad sessions, rij 11 “s9”: at_least moet per groep een getal zijn: groep:2, niet “paid2”",
    "blad sessions, rij 12 “s10”: at_least noemt “paid” twee keer",
    "blad sessions, rij 13 “s11”: minimum toont een fout van Excel: #N/A",
    "blad people, rij 4 “p3”: size moet een heel getal zijn, geen “1,5”",
    "blad people, rij 5 “p4”: most moet ten minste 0 zijn, niet -1",
    "blad people, rij 7 “p6”: wishes noemt “s1” twee keer",
    "blad people, rij 8 “p7”: wishes [0]: de rang moet een heel getal zijn, geen “eerst”",
    "blad people, rij 9 “p8”: wishes kan ook een kommagetal zijn: schrijf een puntkomma,"
    " niet “1,2”",
    "blad people, rij 10 “p9”: anywhere moet ja of nee zijn, niet “soms”",
    "blad people, rij 11 “p10”: has noemt “jurist” twee keer",
    "blad people, rij 12 “p11”: dates [0] moet als 2026-11-10 geschreven zijn, niet “morgen”",
    "blad apart, rij 2: noemt twee keer dezelfde persoon",
    "blad apart, rij 4: moet een lijst van twee personen zijn, geen lijst",
    "blad sessions, rij 4: id “s1” bestaat al (blad sessions, rij 2)",
    "blad people, rij 13: id “p1” bestaat al (blad people, rij 2)",
    "blad people, rij 6 “p5”: wens voor onbekende sessie “s99”",
    "blad locked, rij 5: onbekende persoon “p97”",
    "blad sessions, rij 6 “s4”: start en end horen bij elkaar: vul beide in of geen van beide",
    "blad sessions, rij 7 “s5”: end moet na start liggen",
    "blad sessions, rij 10 “s8”: minimum 9 is hoger dan maximum 8",
    "blad locked, rij 3: “p1” staat ook vast in “s1”, en die overlapt “s2”",
    "blad locked, rij 4: in “s1” staan 3 mensen vast, er passen er 1",
    "blad locked, rij 4: “p1” en “p2” mogen niet samen, maar staan beiden vast in “s1”",
]


def test_a_workbook_with_as_many_faults_names_sheet_row_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "problem.xlsx", tmp_path / "result.json"
    path.write_bytes(workbook(SHEETS))
    assert allocate([str(path), "--out", str(out)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told == [f"{sentence}." for sentence in TOLD_OF_SHEETS]
    assert len(set(TOLD_OF_SHEETS)) == len(TOLD_OF_SHEETS) == 38
    assert not out.exists()
