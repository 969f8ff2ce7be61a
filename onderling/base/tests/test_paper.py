"""Papers: what people typed stays text, and a screen reader can read what is printed (X-74)."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst

from onderling.base.paper import ROOT, pdf_of
from onderling.base.paper_child import main as compiled

pytestmark = pytest.mark.sqlite_only

HOSTILE = "#panic() $x$ @wie <tag> *dik* _schuin_ `code` \\u{41} // weg [vak] #{1+1} ë ’ “ ”"
FOREIGN = "Ağca Šimić Łukasz مرحبا → ✓"
LONG = "Wolfeschlegelsteinhausenbergerdorff"
FRAME: dict[str, Any] = {
    "title": "Deurlijsten",
    "network": "Waterlinde",
    "foot": "Gemaakt vandaag",
    "page": "bladzijde",
    "round": "Studiedag",
    "when": "Donderdag",
    "contact": "Bel Karin",
}
WORDS = {
    word: word
    for word in ("by", "nobody", "there", "name", "organisation", "group", "needs", "extra")
}


def door_of(name: str, **frame: str) -> bytes:
    guest = {"name": name, "organisation": name, "kind": "paid", "group": "rol", "needs": name}
    door = {
        "room": "Wilg",
        "title": name,
        "when": "Ronde 1",
        "givers": name,
        "says": "",
        "guests": [guest],
    }
    return pdf_of(
        "signups/papers/door.typ", {**FRAME, **frame, "words": WORDS, "doors": [door]}
    )


def text_of(pdf: bytes) -> str:
    """What a reader that is not ours finds in it, on one line and without soft breaks."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(pages).replace("\u200b", "").replace("\ufffe", "").split())


def test_what_looks_like_markup_is_printed_as_it_was_typed() -> None:
    assert text_of(door_of(HOSTILE)).count("#panic() $x$ @wie <tag> *dik* _schuin_ `code`") >= 2


def test_a_sign_without_a_letter_still_gives_a_paper() -> None:
    """No font of ours has this sign: the paper is made all the same, name and all."""
    text = text_of(door_of("Jan \N{GRINNING FACE} Slagter"))
    assert text.count("Slagter") >= 2


def test_other_languages_are_printed_and_checked_to_be_accessible() -> None:
    pdf = door_of(FOREIGN)
    assert b"pdfuaid" in pdf
    assert "Łukasz" in text_of(pdf)


def test_a_word_too_long_for_its_column_is_broken_and_not_cut() -> None:
    found = text_of(door_of(LONG)).replace(" ", "")
    assert found.count(LONG) == 6  # title, giver, the line above the table, and three cells


def test_a_paper_is_tagged_and_says_its_title_and_its_language() -> None:
    pdf = door_of("Ria Leenheer")
    document = pypdfium2.PdfDocument(pdf)
    assert document.is_tagged()
    assert document.get_metadata_value("Title") == "Deurlijsten"
    assert b"/Lang(nl)" in pdf
    assert b"/Lang(nl-BE)" in door_of("Ria Leenheer", language="nl-BE")


def test_a_picture_without_words_is_refused(tmp_path: Path) -> None:
    """The negative control of the accessible standard: it does look at what is made."""
    page = tmp_path / "plaat.typ"
    dot = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    picture = f'#set document(title: "x")\n#image(bytes("{dot}"), format: "svg"'
    page.write_text(f"{picture})")
    with pytest.raises(typst.TypstError, match="alt"):
        compiled(tmp_path, "plaat.typ", "{}")
    page.write_text(f'{picture}, alt: "een stip")')
    assert compiled(tmp_path, "plaat.typ", "{}")[:5] == b"%PDF-"


def test_a_template_reads_nothing_outside_the_product(tmp_path: Path) -> None:
    page = tmp_path / "buiten.typ"
    page.write_text('#read("../../../../etc/hostname")')
    with pytest.raises(typst.TypstError):
        compiled(tmp_path, "buiten.typ", "{}")


def test_no_template_asks_the_network_for_a_package() -> None:
    templates = list(ROOT.glob("**/papers/*.typ"))
    assert len(templates) >= 6
    assert [path.name for path in templates if "@preview" in path.read_text()] == []
