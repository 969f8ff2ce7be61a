"""The pages of bringing a list in, as a coordinator meets them: X-2, X-3."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from onderling.base.models import Import
from onderling.base.once import FIELD, new_key
from onderling.formats.workshops.tests.conftest import STUDY_DAY, file
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Participation
from onderling.tables.kinds import PROGRAM
from onderling.tables.read import EMPTY, LARGE, read
from onderling.tables.sheet import LIMIT
from onderling.tables.write import Table, write_xlsx
from tests.proofreader import ProofreadingClient

Make = Callable[..., Any]
pytestmark = pytest.mark.sqlite_only  # the stories walk these pages on PostgreSQL


@pytest.fixture
def inside(sign_in: Make, coordinator: Person) -> ProofreadingClient:
    client: ProofreadingClient = sign_in(coordinator)
    return client


@pytest.fixture
def upload(inside: ProofreadingClient, round_: Round) -> Make:
    def send(
        content: bytes = b"", name: str = "lijst.csv", pasted: str = "", **more: Any
    ) -> Any:
        data: dict[str, Any] = {"pasted": pasted, FIELD: new_key()}
        if content or name != "lijst.csv":
            data["file"] = SimpleUploadedFile(name, content)
        return inside.post(reverse("workshops:imports", args=[round_.slug]), data, **more)

    return send


def page_of(source: Import, round_: Round, **query: str) -> str:
    address = reverse("workshops:import_preview", args=[round_.slug, source.pk])
    return f"{address}?{'&'.join(f'{k}={v}' for k, v in query.items())}"


def test_the_first_page_says_which_lists_there_are_and_in_which_order(
    inside: ProofreadingClient, round_: Round
) -> None:
    text = inside.get(reverse("workshops:imports", args=[round_.slug])).content.decode()
    assert "Nog geen lijst ingelezen" in text
    places = [text.index(kind) for kind in ("organisaties", "mensen", "programma van de dag")]
    assert places == sorted(places)


def test_a_messy_list_shows_every_problem_by_row_and_nothing_happens_yet(
    taken: Make, upload: Make, inside: ProofreadingClient
) -> None:
    taken("studiedag_sessies.csv")
    answer = upload(file("deelnemers_excel_nl.csv"), "deelnemers.csv", follow=True)
    text = answer.content.decode()
    assert "19 rijen vragen uw aandacht" in text
    for said in (
        "Theater: Het gaat wel, hoor",
        "Dit is een telregel",
        "Deze rij is gelijk aan rij 7",
        "Dit e-mailadres klopt niet",
        "Neem 38 rijen over",
    ):
        assert said in text
    assert not Participation.objects.exists()


def test_taking_a_list_over_says_what_it_did_and_can_be_undone(
    upload: Make, inside: ProofreadingClient, round_: Round
) -> None:
    upload(file("personen.csv"), "personen.csv")
    source = Import.objects.get()
    address = page_of(source, round_)
    answer = inside.post(address, {"doe": "neem-over", FIELD: new_key()}, follow=True)
    text = answer.content.decode()
    assert "Ingelezen: 300 nieuw, 0 veranderd, 0 gelijk, 0 overgeslagen." in text
    assert Participation.objects.count() == 300
    undo = reverse("workshops:import_undo", args=[round_.slug, source.pk])
    assert "Maakt u het inlezen ongedaan?" in inside.get(undo).content.decode()
    answer = inside.post(undo, {FIELD: new_key()}, follow=True)
    assert "Ongedaan gemaakt. Alles is weer zoals voor deze lijst." in answer.content.decode()
    assert Participation.objects.count() == 0


def test_a_double_click_takes_a_list_over_once(
    upload: Make, inside: ProofreadingClient, round_: Round
) -> None:
    upload(b"Naam;Organisatie\nRia Mol;Welzijn\n")
    address = page_of(Import.objects.get(), round_)
    data = {"doe": "neem-over", FIELD: new_key()}
    answers = [inside.post(address, data).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Participation.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "leeg.csv", EMPTY),
        (b"MZ\x90\0\3\0", "lijst.xlsx", PROGRAM),
        (b"x" * (LIMIT + 1), "groot.csv", LARGE),
        (b"PK\x03\x04kapot", "lijst.xlsx", "Dit bestand is beschadigd of niet af."),
    ],
    ids=["empty", "a program", "too large", "broken"],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    content: bytes, name: str, sentence: str, upload: Make
) -> None:
    answer = upload(content, name)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not Import.objects.exists()


def test_pasted_text_stays_when_the_file_beside_it_is_refused(upload: Make) -> None:
    answer = upload(b"%PDF-1.7", "lijst.pdf", pasted="Naam\tGroep\nRia\tv")
    text = answer.content.decode()
    assert "Dit is een PDF, geen tabel." in text
    assert "Naam\tGroep\nRia\tv" in text.replace("\r\n", "\n")


def test_nothing_chosen_asks_for_a_list(upload: Make) -> None:
    assert "Kies een bestand, of plak de cellen van uw lijst." in upload().content.decode()


def test_pasted_cells_come_in_like_a_file(upload: Make, round_: Round) -> None:
    upload(pasted="Naam\tOrganisatie\tGroep\nRia Mol\tWelzijn\tv\n")
    source = Import.objects.get()
    assert (source.kind, source.file_name) == ("people", "geplakte cellen")
    assert source.rows.count() == 1


def test_a_workbook_with_several_sheets_gives_a_list_for_each(
    upload: Make, inside: ProofreadingClient
) -> None:
    sheets = [read(file(name), name=name)[0] for name in STUDY_DAY[1:]]
    answer = upload(write_xlsx(sheets), "studiedag.xlsx", follow=True)
    assert "Dit bestand heeft 4 bladen." in answer.content.decode()
    assert [source.kind for source in Import.objects.order_by("pk")] == [
        "people",
        "sessions",
        "wishes",
        "special",
    ]


def test_a_list_that_nobody_knows_asks_what_it_is(
    upload: Make, inside: ProofreadingClient, round_: Round
) -> None:
    answer = upload(b"Wie;Waar\nRia Mol;Welzijn\n", follow=True)
    assert "Wij herkennen deze lijst niet" in answer.content.decode()
    source = Import.objects.get()
    address = reverse("workshops:import_columns", args=[round_.slug, source.pk])
    answer = inside.post(address, {"kind": "people", FIELD: new_key()}, follow=True)
    assert "Er mist een kolom. Wijs die hieronder aan." in answer.content.decode()
    columns = {"kind": "people", "column-0": "name", "column-1": "organisation"}
    answer = inside.post(address, {**columns, FIELD: new_key()}, follow=True)
    text = answer.content.decode()
    assert "Ria Mol" in text
    assert "Neem 1 rij over" in text


def test_two_columns_cannot_be_the_same(
    upload: Make, inside: ProofreadingClient, round_: Round
) -> None:
    upload(b"Naam;Waar\nRia Mol;Welzijn\n")
    address = reverse("workshops:import_columns", args=[round_.slug, Import.objects.get().pk])
    columns = {"kind": "people", "column-0": "name", "column-1": "name"}
    answer = inside.post(address, {**columns, FIELD: new_key()})
    assert "Twee kolommen kunnen niet hetzelfde zijn." in answer.content.decode()


def test_a_list_can_be_thrown_away_before_it_did_anything(
    upload: Make, inside: ProofreadingClient, round_: Round
) -> None:
    upload(b"Naam;Organisatie\nRia Mol;Welzijn\n")
    source = Import.objects.get()
    address = reverse("workshops:import_discard", args=[round_.slug, source.pk])
    answer = inside.post(address, {FIELD: new_key()}, follow=True)
    assert "De lijst is weg." in answer.content.decode()
    assert not Import.objects.exists()


def test_while_places_are_divided_a_list_can_be_looked_at_but_not_taken_over(
    upload: Make, inside: ProofreadingClient, round_: Round
) -> None:
    Round.objects.filter(pk=round_.pk).update(state=State.MATCHING)
    text = upload(b"Naam;Organisatie\nRia Mol;Welzijn\n", follow=True).content.decode()
    assert "U kunt een lijst wel bekijken en vergelijken." in text
    assert "Neem 1 rij over" not in text
    source = Import.objects.get()
    data = {"doe": "neem-over", FIELD: new_key()}
    text = inside.post(page_of(source, round_), data, follow=True).content.decode()
    assert "Lijsten inlezen kan dan niet meer." in text
    assert not Participation.objects.exists()


def test_a_coordinator_of_another_round_sees_nothing(
    upload: Make, round_: Round, study_day: Make, person: Make, grant: Make, sign_in: Make
) -> None:
    upload(b"Naam;Organisatie\nRia Mol;Welzijn\n")
    source = Import.objects.get()
    other = study_day(slug="andere")
    stranger = person("Els")
    grant(stranger, "coordinator", "round", other.pk)
    client = sign_in(stranger)
    assert client.get(page_of(source, round_)).status_code == 404
    assert client.get(page_of(source, other)).status_code == 404
    export = reverse("workshops:export", args=[round_.slug])
    assert client.get(export).status_code == 404


def test_the_export_is_an_excel_file_with_a_sheet_per_list(
    taken: Make, inside: ProofreadingClient, round_: Round
) -> None:
    taken(*STUDY_DAY)
    answer = inside.get(reverse("workshops:export", args=[round_.slug]))
    assert answer["Content-Disposition"] == 'attachment; filename="studiedag.xlsx"'
    assert [sheet.name for sheet in read(answer.content)] == [
        "Organisaties",
        "Mensen",
        "Workshops",
        "Programma van de dag",
        "Wensen",
        "Samen, apart en vaste plekken",
    ]


@pytest.mark.parametrize("people", [3, 300])
def test_the_preview_costs_the_same_for_few_and_for_many(
    people: int,
    upload: Make,
    inside: ProofreadingClient,
    round_: Round,
    django_assert_num_queries: Make,
) -> None:
    rows = [[f"Ria {n}", "Mol", f"ria{n}@mol.example", "Welzijn", "v"] for n in range(people)]
    table = Table("A", ["voornaam", "achternaam", "email", "organisatie", "groep"], rows)
    upload(write_xlsx([table]), "lijst.xlsx")
    address = page_of(Import.objects.get(), round_, rijen="alle")
    inside.get(address)
    with django_assert_num_queries(QUERIES):
        assert inside.get(address).status_code == 200


QUERIES = 22


def test_bytes_of_a_workbook_are_read_whatever_the_file_is_called(upload: Make) -> None:
    content = io.BytesIO(write_xlsx([Table("A", ["Naam", "Functie"], [["Ria Mol", "kok"]])]))
    upload(content.getvalue(), "lijst.csv")
    assert Import.objects.get().kind == "people"
