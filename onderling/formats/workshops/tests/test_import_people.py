"""Who is who: proposed, asked, never merged by itself: X-2, S0-2, S32."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.models import Import
from onderling.formats.workshops.actions.imports.receive import choose, look_of
from onderling.formats.workshops.actions.imports.take_over import take_over
from onderling.formats.workshops.rules.remarks import Choice, RowLook, Status
from onderling.formats.workshops.tests.conftest import MOMENT
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from onderling.signups.models import Participation

Make = Callable[..., Any]
HEADER = "Naam;E-mail;Organisatie;Groep;Telefoon;Dieet\n"


@pytest.fixture
def rows(listed: Make, round_: Round) -> Callable[[str], list[RowLook]]:
    def look(text: str) -> list[RowLook]:
        found = look_of(listed(HEADER + text), round_)
        assert found is not None
        return found.rows

    return look


def kinds(row: RowLook) -> list[str]:
    return [remark.kind for remark in row.remarks]


def test_somebody_with_the_same_address_is_the_same_person(taken: Make, rows: Make) -> None:
    taken(HEADER + "Nienke de Bruijne;n@b.example;GGD;beroepskracht;;\n")
    (row,) = rows("Bruijne, Nienke de;N@B.example;GGD;beroepskracht;;\n")
    assert (row.status, kinds(row)) == (Status.SAME, ["email_capitals"])


def test_an_address_with_another_name_is_asked_about_and_the_name_that_is_here_stays(
    taken: Make, rows: Make
) -> None:
    taken(HEADER + "Nienke de Bruijne;thuis@b.example;GGD;beroepskracht;;\n")
    (row,) = rows("Piet Jansen;thuis@b.example;GGD;beroepskracht;06 1;\n")
    assert kinds(row) == ["email_of_other"]
    assert row.options == (Choice.SAME, Choice.TAKE, Choice.SKIP)
    assert row.same_as == "Nienke de Bruijne"
    assert [change.column for change in row.changes] == ["phone"]


@pytest.mark.parametrize(
    ("choice", "people", "addresses"),
    [
        (Choice.SAME, 1, {"thuis@b.example"}),
        (Choice.SKIP, 1, {"thuis@b.example"}),
        (Choice.TAKE, 2, {"thuis@b.example", None}),
    ],
)
def test_what_a_person_chooses_for_a_row_is_what_happens(
    choice: Choice,
    people: int,
    addresses: set[str | None],
    taken: Make,
    listed: Make,
    coordinator: Person,
) -> None:
    taken(HEADER + "Nienke de Bruijne;thuis@b.example;GGD;beroepskracht;;\n")
    source: Import = listed(HEADER + "Piet Jansen;thuis@b.example;GGD;beroepskracht;;\n")
    choose(source, {2: choice})
    take_over(source, by=coordinator, now=MOMENT)
    here = Participation.objects.select_related("person")
    assert here.count() == people
    assert {part.person.email for part in here} == addresses


def test_a_choice_that_was_not_offered_counts_for_nothing(listed: Make, round_: Round) -> None:
    source: Import = listed(HEADER + "Piet Jansen;p@b.example;GGD;beroepskracht;;\n")
    assert choose(source, {2: "same", 99: "skip", 3: "' OR 1"}) == 1
    look = look_of(source, round_)
    assert look is not None
    assert look.rows[0].status == Status.NEW


def test_the_same_name_at_the_same_organisation_is_proposed(taken: Make, rows: Make) -> None:
    taken(HEADER + "Henk Suijker;;Gemeente;vrijwilliger;;\n")
    (row,) = rows("Henk Suijker;;gemeente;vrijwilliger;;halal\n")
    assert (row.status, kinds(row)) == (Status.CHANGED, ["known_by_name"])
    assert row.options[0] == Choice.SAME
    assert [(c.column, c.old, c.new) for c in row.changes] == [("diet", "", "halal")]


def test_the_same_name_with_another_address_is_somebody_else_unless_told(
    taken: Make, rows: Make
) -> None:
    taken(HEADER + "Henk Suijker;een@a.example;Gemeente;vrijwilliger;;\n")
    (row,) = rows("Henk Suijker;twee@a.example;Gemeente;vrijwilliger;;\n")
    assert (row.status, kinds(row)) == (Status.NEW, ["name_with_other_email"])
    assert row.options[0] == Choice.TAKE


def test_the_same_name_elsewhere_is_somebody_else_unless_told(taken: Make, rows: Make) -> None:
    taken(HEADER + "Henk Suijker;;Gemeente;vrijwilliger;;\n")
    (row,) = rows("Henk Suijker;;Politie;vrijwilliger;;\n")
    assert (row.status, kinds(row)) == (Status.NEW, ["name_is_known"])


def test_two_rows_with_one_address_are_told_and_the_second_waits_for_a_choice(
    rows: Make,
) -> None:
    first, second = rows(
        "An Bos;thuis@b.example;GGD;anders;;\nJan Bos;thuis@b.example;GGD;anders;;\n"
    )
    assert (first.status, second.status) == (Status.NEW, Status.SKIPPED)
    assert kinds(second) == ["same_email"]
    assert second.remarks[0].more == {"row": "2"}


def test_two_rows_with_one_name_are_told_and_both_come_in(rows: Make) -> None:
    first, second = rows(
        "An Bos;a@b.example;GGD;vrijwilliger;;\nBos, An;c@b.example;Politie;vrijwilliger;;\n"
    )
    assert (first.status, second.status, kinds(second)) == (
        Status.NEW,
        Status.NEW,
        ["same_name"],
    )


def test_an_empty_cell_never_empties_what_is_known(taken: Make) -> None:
    taken(HEADER + "An Bos;a@b.example;GGD;vrijwilliger;06 1;halal\n")
    taken(HEADER + "An Bos;a@b.example;GGD;vrijwilliger;;\n")
    an = Person.objects.get(email="a@b.example")
    assert (an.phone, an.diet) == ("06 1", "halal")


def test_a_list_never_changes_the_address_with_which_somebody_signs_in(
    taken: Make, rows: Make, coordinator: Person
) -> None:
    """Else a coordinator could become the owner by a list (S32)."""
    header = "Nummer;Naam;E-mail;Organisatie\n"
    taken(header + "p1;An Bos;an@bos.example;GGD\n")
    taken(header + "p1;An Bos;boef@evil.example;GGD\n")
    assert {person.email for person in Person.objects.filter(last_name="Bos")} == {
        "an@bos.example"
    }


def test_somebody_of_another_round_keeps_what_is_there_and_only_gets_what_is_missing(
    taken: Make, study_day: Make, round_: Round, coordinator: Person, listed: Make
) -> None:
    other = study_day(slug="andere")
    taken(HEADER + "An Bos;a@b.example;GGD;vrijwilliger;06 1;\n", of=other)
    source = listed(HEADER + "Annie Bos;a@b.example;Politie;beroepskracht;06 2;halal\n")
    look = look_of(source, round_)
    assert look is not None
    assert (look.rows[0].changes, look.rows[0].same_as) == ([], "")
    take_over(source, by=coordinator, now=MOMENT)
    an = Person.objects.get(email="a@b.example")
    assert (an.name, an.phone, an.diet) == ("An Bos", "06 1", "halal")
    here = Participation.objects.get(round=round_, person=an)
    assert (here.group, str(here.affiliation)) == ("paid", "beroepskracht, Politie")
    there = Participation.objects.get(round=other, person=an)
    assert (there.group, str(there.affiliation)) == ("volunteer", "vrijwilliger, GGD")


def test_one_person_can_be_paid_at_one_and_volunteer_at_another_organisation(
    taken: Make,
) -> None:
    taken(HEADER + "An Bos;a@b.example;GGD;beroepskracht;;\n")
    taken(HEADER + "An Bos;a@b.example;Voedselbank;vrijwilliger;;\n")
    an = Person.objects.get(email="a@b.example")
    assert {str(bond) for bond in an.affiliations.all()} == {
        "beroepskracht, GGD",
        "vrijwilliger, Voedselbank",
    }


def test_a_new_organisation_is_named_once_however_it_is_spelled(taken: Make) -> None:
    taken(
        HEADER
        + "An Bos;;De Pomp;anders;;\nJan Pot;;de pomp;anders;;\nMo Zin;; De  Pomp;anders;;\n"
    )
    assert Organisation.objects.filter(name__iexact="de pomp").count() == 1


def test_an_organisation_that_only_looks_alike_is_not_taken_for_the_other(
    taken: Make, rows: Make
) -> None:
    taken(HEADER + "An Bos;;GGD Waterlinde;vrijwilliger;;\n")
    (row,) = rows("Jan Pot;;GGZ Waterlinde;vrijwilliger;;\n")
    assert kinds(row) == ["organisation_alike"]
    assert row.plan.new_organisation == ("GGZ Waterlinde", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (";x@y.example;GGD;vrijwilliger;;\n", "no_name"),
        ("An Bos;;GGD;directeur;;\n", "unknown_group"),
        ("An Bos;;GGD;;;\n", "no_group"),
        ("An Bos;;GGD;beroepskracht;;\n", "no_email"),
        ("An Bos;;GGD;vrijwilliger;" + "0" * 40 + ";\n", "too_long"),
        ("Totaal;;;;38;\n", "total_row"),
    ],
)
def test_a_row_says_what_is_odd_about_it(text: str, kind: str, rows: Make) -> None:
    assert kinds(rows(text)[0]) == [kind]


def test_signs_that_only_steer_the_screen_do_not_come_in(taken: Make) -> None:
    taken(HEADER + "An \u202eBos\u200b;a@b.example;GGD;vrijwilliger;;e\u0301\x0bn\n")
    an = Person.objects.get(email="a@b.example")
    assert (an.name, an.diet) == ("An Bos", "é n")


def test_a_row_that_cannot_come_in_does_not_stop_the_others(taken: Make) -> None:
    done = taken(HEADER + ";;GGD;vrijwilliger;;\nAn Bos;;GGD;vrijwilliger;;\n")
    assert (done.new, done.refused) == (1, 1)
