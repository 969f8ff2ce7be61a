"""Export equals import: the same columns back, and nothing changes on the way in: X-3, S12."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from onderling.base.models import Import
from onderling.formats.workshops.actions.exports.sheets import sheets_of
from onderling.formats.workshops.actions.imports.receive import look_of
from onderling.formats.workshops.rules.remarks import Status
from onderling.formats.workshops.tests.conftest import STUDY_DAY, file
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import Participation, Signup, Wish
from onderling.tables.read import read
from onderling.tables.sheet import Sheet
from onderling.tables.write import write_xlsx

Make = Callable[..., Any]
pytestmark = pytest.mark.sqlite_only  # the stories take an export in again on PostgreSQL
NAMES = (
    "Organisaties",
    "Mensen",
    "Programma van de dag",
    "Wensen",
    "Samen, apart en vaste plekken",
)
MESSY = ("studiedag_sessies.csv", "deelnemers_excel_nl.csv")
FORM = ("organisaties.csv", "personen.csv", "studiedag_sessies.csv", "voorkeuren_forms.csv")
# Without the organisations: their numbers are then names.
ALL = (*STUDY_DAY[1:], "deelnemers_excel_nl.csv", "voorkeuren_forms.csv")


def exported(round_: Round) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in read(write_xlsx(sheets_of(round_)))}


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


def test_the_study_day_comes_out_as_it_came_in_and_going_in_again_changes_nothing(
    taken: Make, listed: Make, round_: Round
) -> None:
    taken(*STUDY_DAY)
    after = exported(round_)
    for name, sheet in zip(STUDY_DAY, NAMES, strict=True):
        (before,) = read(file(name))
        width = len(before.header)
        assert after[sheet].header[:width] == before.header, name
        assert [row[:width] for row in cells(after[sheet])] == cells(before), name
    nothing_changes(after, listed, round_)


def nothing_changes(sheets: dict[str, Sheet], listed: Make, round_: Round) -> None:
    for sheet in sheets.values():
        look = look_of(listed(sheet), round_)
        assert look is not None, sheet.name
        # A name that two people have could not come in, and still cannot.
        assert {row.status for row in look.rows} - {Status.REFUSED} == {Status.SAME}, sheet.name


@pytest.mark.parametrize("names", [MESSY, FORM], ids=["messy", "form"])
def test_an_export_that_nobody_touched_changes_nothing(
    names: tuple[str, ...], taken: Make, listed: Make, round_: Round
) -> None:
    taken(*names)
    nothing_changes(exported(round_), listed, round_)


def test_lists_with_columns_of_their_own_come_back_each_on_a_sheet(
    taken: Make, listed: Make, round_: Round
) -> None:
    """Acceptance 2, with every list of the demo: the first of a kind holds everybody."""
    taken(*ALL)
    after = exported(round_)
    for name, (sheet, length) in {
        "personen.csv": ("Mensen", 304),
        "deelnemers_excel_nl.csv": ("Mensen deelnemers_excel_nl.csv", 38),
        "voorkeuren_forms.csv": ("Wensen voorkeuren_forms.csv", 30),
    }.items():
        (before,) = read(file(name))
        assert after[sheet].header[: len(before.header)] == before.header, name
        assert len(after[sheet].rows) == length, name
    nothing_changes(after, listed, round_)


def test_taking_an_export_over_again_writes_nothing(taken: Make, round_: Round) -> None:
    taken(*MESSY)
    before = (Person.objects.count(), Participation.objects.count(), Wish.objects.count())
    for sheet in exported(round_).values():
        taken(sheet)
    assert (
        Person.objects.count(),
        Participation.objects.count(),
        Wish.objects.count(),
    ) == before
    kept = [row.before for source in Import.objects.all()[:3] for row in source.rows.all()]
    assert {before["status"] for before in kept} == {"same"}
    assert {key for before in kept for key in before} == {"status", "about"}


def test_the_messy_list_comes_out_corrected_with_its_own_extra_columns(
    taken: Make, round_: Round
) -> None:
    taken(*MESSY)
    sheet = exported(round_)["Mensen"]
    (before,) = read(file("deelnemers_excel_nl.csv"))
    assert sheet.header == (
        *before.header,
        "Status (Onderling)",
        "Plek ronde 1 (Onderling)",
        "Plek ronde 2 (Onderling)",
        "Plek ronde 3 (Onderling)",
    )
    assert len(sheet.rows) == 38
    glenn = dict(zip(sheet.header, sheet.rows[4].cells, strict=True))
    assert glenn["Naam"] == "Pinasweg, Glenn"
    assert glenn["E-mailadres"] == "glenn.pinasweg@verslavingszorg-de-tussensta.example"
    assert glenn["Keuze ronde 1"] == "Theater: Het gaat wel, hoor"
    assert glenn["Lunch"] == "n.v.t."
    assert glenn["Status (Onderling)"] == "doet mee"
    ruth = dict(zip(sheet.header, sheet.rows[11].cells, strict=True))
    assert ruth["E-mailadres"] == "ruth.kartodikromo@@post.example"


def test_what_changed_in_onderling_is_in_the_export(taken: Make, round_: Round) -> None:
    taken(*STUDY_DAY)
    olena = Participation.objects.get(round=round_, code="p-001").person
    Person.objects.filter(pk=olena.pk).update(diet="vegetarisch", place="")
    sheet = exported(round_)["Mensen"]
    row = dict(zip(sheet.header, sheet.rows[0].cells, strict=True))
    assert (row["voornaam"], row["eten"], row["plaats"]) == ("Olena", "vegetarisch", "")


def test_who_came_later_stands_below_the_list(
    taken: Make, round_: Round, participation: Make, person: Make
) -> None:
    taken(*MESSY)
    participation(round_, person("Later", "Erbij", email="later@erbij.example"))
    row = exported(round_)["Mensen"].rows[-1].cells
    assert row[:2] == ("Later Erbij", "later@erbij.example")


def test_the_export_says_who_has_which_place(taken: Make, round_: Round) -> None:
    taken(*STUDY_DAY)
    somebody = Participation.objects.get(round=round_, code="p-059")
    wish = somebody.wishes.get(rank=1, meeting__slot__number=1)
    Signup(
        participation=somebody,
        meeting=wish.meeting,
        state="confirmed",
        sequence=1,
        since=round_.seed_since,
    ).save()
    sheet = exported(round_)["Mensen"]
    row = next(row.cells for row in sheet.rows if row.cells[0] == "p-059")
    assert row[-3:] == (wish.meeting.offer.title, "", "")


def test_a_round_without_any_list_gives_the_columns_we_know(
    round_: Round, study_day: Make, meeting: Make, participation: Make, person: Make
) -> None:
    other = study_day(slug="andere")
    ria = person("Ria", "Mol")
    soup = meeting(other, "Soep", slot=1, giver=ria)
    wish = participation(other, ria)
    Wish.objects.create(participation=wish, meeting=soup, opinion="ranked", rank=1)
    sheets = exported(other)
    assert list(sheets) == [*NAMES[:2], "Workshops", *NAMES[2:4]]
    people = dict(zip(sheets["Mensen"].header, sheets["Mensen"].rows[0].cells, strict=True))
    assert (people["voornaam"], people["achternaam"]) == ("Ria", "Mol")
    wishes = dict(zip(sheets["Wensen"].header, sheets["Wensen"].rows[0].cells, strict=True))
    assert (wishes["ronde"], wishes["aanwezig"], wishes["keuze1"]) == ("1", "ja", "Soep")


def test_a_formula_in_a_list_stays_a_text(taken: Make, round_: Round) -> None:
    taken("Naam;Opmerking\nRia Mol;=1+1\n")
    book = load_workbook(io.BytesIO(write_xlsx(sheets_of(round_))))
    cell = book["Mensen"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_for_whom_a_workshop_is_comes_in_and_goes_out(
    taken: Make, listed: Make, round_: Round
) -> None:
    """S3a-3: in the words of the list where those say the same."""
    rows = ("Soep;Doen;intern", "Brood;Doen;Partners", "Thee;Doen;", "Koffie;Doen;beginners")
    taken("\n".join(("titel;thema;voor_wie", *rows)))
    found = dict(round_.offers.values_list("title", "audience"))
    assert found == {
        "Soep": "own",
        "Brood": "partners",
        "Thee": "everyone",
        "Koffie": "everyone",
    }
    sheet = exported(round_)["Workshops"]
    assert [row.cells[2] for row in sheet.rows] == [
        "intern",
        "Partners",
        "iedereen",
        "beginners",
    ]
    look = look_of(listed(sheet), round_)
    assert look is not None
    (row,) = [row for row in look.rows if row.about == "Koffie"]
    assert [remark.kind for remark in row.remarks] == ["unknown_audience"]
    assert {row.status for row in look.rows} == {Status.SAME}
