"""Every remark has a sentence, and every kind of list and column a name."""

import re
from pathlib import Path

import pytest

from onderling.formats.workshops import rules
from onderling.formats.workshops.actions.imports.words import (
    KIND_HINTS,
    KIND_NAMES,
    STATUS_CHIPS,
    STATUS_NAMES,
    column_name,
    said,
)
from onderling.formats.workshops.actions.imports.words_of_rows import SENTENCES
from onderling.formats.workshops.rules.kinds import KINDS, columns_of, kind_of
from onderling.formats.workshops.rules.remarks import Remark, Severity, Status
from onderling.formats.workshops.tests.conftest import FILES
from onderling.tables.read import read
from tests.plain_dutch import dutch_faults

SOURCE = "".join(path.read_text() for path in Path(rules.__path__[0]).glob("*.py"))
SAID = set(re.findall(r'(?:say|note|refuse)\(\s*"([a-z_]+)"', SOURCE))
SAID |= set(re.findall(r'Remark\(\s*"([a-z_]+)"', SOURCE))
SAID |= {f"email_{odd}" for odd in ("spaces", "capitals", "wrapped", "invalid")}
SAID |= {"no_email", "no_email_here", "same_person_and_round"}  # chosen between two
SAID |= {"untaken_all", "other_days"}  # said of a whole programme, in one loop
SAID |= {"email_invalid_here"}  # said of an address once we know whose it is


def test_every_remark_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == SAID


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_sentence_is_plain_dutch_and_can_be_filled_in(kind: str) -> None:
    more = dict.fromkeys(
        ("row", "most", "other", "name", "title", "round", "code", "slot", "one", "names"), "x"
    )
    sentence = said(Remark(kind, Severity.NOTE, "kolom", "waarde", "voorstel", more))
    assert dutch_faults(sentence) == []
    assert not re.search(r"[{}]", sentence)
    assert sentence.endswith((".", "?"))


def test_everything_on_the_page_has_a_name() -> None:
    assert set(KIND_NAMES) == set(KIND_HINTS) == set(KINDS)
    assert set(STATUS_NAMES) == set(STATUS_CHIPS) == set(Status)
    keys = {column.key for kind in KINDS.values() for column in kind.columns} - {"wish"}
    assert all(column_name(key) for key in {*keys, "wish-0-1", "wish-2-3", "wishes-1", "state"})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("organisaties.csv", "organisations"),
        ("personen.csv", "people"),
        ("deelnemers_excel_nl.csv", "people"),
        ("workshops.csv", "workshops"),
        ("studiedag_sessies.csv", "sessions"),
        ("studiedag_voorkeuren.csv", "wishes"),
        ("voorkeuren_forms.csv", "wishes"),
        ("studiedag_bijzonder.csv", "special"),
    ],
)
def test_a_list_is_known_by_its_header(name: str, kind: str) -> None:
    (sheet,) = read((FILES / name).read_bytes())
    assert kind_of(sheet.header) == kind


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Keuze ronde 2", "wish-2-1"),
        ("Welke workshop kiest u in ronde 1? (tweede keuze)", "wish-1-2"),
        ("2e keuze ronde 3", "wish-3-2"),
        ("Ronde 1: keuze 3", "wish-1-3"),
        ("Workshop ronde 2", "wish-2-1"),
        ("Workshop (ronde 2)", "wish-2-1"),
    ],
)
def test_a_column_of_wishes_is_known_however_it_is_asked(title: str, key: str) -> None:
    assert columns_of("people", ["Naam", title])[1] == key
