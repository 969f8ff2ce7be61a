"""Every text in every language: complete, with its own placeholders, in its own form (X-8)."""

import ast
import csv
import re
import string
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

from onderling.mail.actions.texts import texts_of
from tests.catalogues import (
    BABEL_NAMES,
    ENGLISH,
    FLEMISH,
    FLEMISH_JE,
    JE,
    ONE,
    SOURCE,
    TWO,
    Text,
    compiled,
    path_of,
    says_you,
    texts,
    translated,
    wanted,
)

pytestmark = pytest.mark.sqlite_only
TERMS = Path(__file__).parent / "terms.csv"
PRINTF = re.compile(r"%\(\w+\)[sd]")
EDGES = re.compile(r"^\s*|\s*$")


def parts(text: Text) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def tied(said: object) -> object:
    return tuple(said) if isinstance(said, list) else said


def marks(text: str) -> set[str]:
    """The places in a text that are filled in, and the tags around its words."""
    braces = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return braces | set(PRINTF.findall(text)) | set(re.findall(r"</?\w+>|&\w+;", text))


@pytest.mark.parametrize("name", BABEL_NAMES)
def test_every_text_of_today_has_its_translation(name: str) -> None:
    """Renew with `python -m tests.catalogues`, then fill in what it left empty."""
    here = translated(name)
    assert [text for text in wanted(name, texts()) if text not in here] == []


def test_a_text_is_marked_under_a_name_that_is_gathered() -> None:
    """An alias would hide its texts from whoever translates."""
    imported = {
        (one.name, one.asname or one.name)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if "gettext" in one.name
    }
    assert {alias for _name, alias in imported} <= ONE | TWO
    assert ("gettext", "_") in imported


@pytest.mark.parametrize("name", BABEL_NAMES)
def test_a_translation_fills_in_what_the_text_does(name: str) -> None:
    wrong = [
        (one, other)
        for text, said in translated(name).items()
        for one, other in zip(parts(text), parts(said), strict=True)
        if marks(one) != marks(other) or EDGES.findall(one) != EDGES.findall(other)
        if not (isinstance(text, tuple) and marks(other) < marks(one))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", [JE, FLEMISH_JE])
def test_who_is_called_je_never_reads_u(name: str) -> None:
    assert [said for said in compiled(name).values() if says_you(said)] == []


def test_flemish_uses_its_own_words() -> None:
    """What domain.md calls volzet, plaats, voorkeur and inschrijven is called so everywhere."""
    dutch = re.compile(r"(?<![{(])\b([Pp]lek(ken)?|[Ww]ens(en)?|[Aa]angemeld|[Aa]fgemeld)\b")
    here = translated(FLEMISH)
    spoken = {text: here.get(text, text) for text in texts()}
    assert [said for said in spoken.values() if any(map(dutch.search, parts(said)))] == []


@pytest.mark.parametrize("name", BABEL_NAMES)
def test_what_the_computer_reads_is_what_people_wrote(name: str) -> None:
    with path_of(name, "mo").open("rb") as file:
        inside = {tied(one.id): tied(one.string) for one in read_mo(file) if one.id}
    assert inside == compiled(name)


def test_the_words_of_the_field_are_the_words_of_the_product() -> None:
    """The term list of the field, as far as its Dutch stands on a page by itself."""
    with TERMS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["nl_NL"] in texts()]
    flemish, english = translated(FLEMISH), translated(ENGLISH)
    told = [
        (row["nl_NL"], flemish.get(row["nl_NL"], row["nl_NL"]), english[row["nl_NL"]])
        for row in rows
    ]
    assert told == [(row["nl_NL"], row["nl_BE"], row["en"]) for row in rows]
    assert len(rows) > 10


VOICES = [("nl", "u"), ("nl", "je"), ("nl-be", "u"), ("nl-be", "je"), ("en", "u")]


@pytest.mark.parametrize(("language", "form"), VOICES)
def test_every_letter_is_there_in_every_voice(language: str, form: str, db: None) -> None:
    """X-33: the same placeholders as in Dutch, and no u where a programme says je."""
    plain, here = texts_of(None, locale="nl").of, texts_of(None, locale=language, form=form).of
    odd = [
        key
        for key, text in here.items()
        if marks(f"{text.subject}{text.body}")
        != marks(f"{plain[key].subject}{plain[key].body}")
    ]
    formal = [key for key, text in here.items() if says_you(f"{text.subject} {text.body}")]
    dutch = [key for key, text in here.items() if "Beste {voornaam}" in text.body]
    assert (set(here), odd) == (set(plain), [])
    assert form == "u" or formal == []
    assert language != "en" or dutch == []
