"""People of the network who are not in this round yet: named as known, never joined silently.

X-2, S0-2: the preview, the counts, and an online form that knows only names.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from onderling.base.models import Import
from onderling.base.once import FIELD, new_key
from onderling.formats.workshops.actions.imports.receive import choose, look_of
from onderling.formats.workshops.actions.imports.take_over import take_over
from onderling.formats.workshops.actions.imports.words import said
from onderling.formats.workshops.rules.remarks import Choice, Look, Status
from onderling.formats.workshops.tests.conftest import MOMENT
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import Participation

Make = Callable[..., Any]
HEADER = "Naam;E-mail;Organisatie;Groep\n"
TWO = HEADER + "Ria Mol;ria@mol.example;Welzijn;vrijwilliger\nAn Bos;;GGD;beroepskracht\n"
FORM = "Naam;Keuze ronde 1;Keuze ronde 2\n"


@pytest.fixture
def other(study_day: Make) -> Round:
    """A round of others, whose people we know because they are in the network."""
    found: Round = study_day(slug="andere")
    return found


@pytest.fixture
def look(listed: Make, round_: Round) -> Callable[[str], Look]:
    def at(text: str) -> Look:
        found = look_of(listed(text), round_)
        assert found is not None
        return found

    return at


def test_who_is_in_another_round_is_known_and_not_new(
    taken: Make, other: Round, look: Make
) -> None:
    taken(TWO, of=other)
    found = look(TWO + "Bea Vos;;GGD;vrijwilliger\n")
    assert [row.status for row in found.rows] == [Status.KNOWN, Status.KNOWN, Status.NEW]


def test_the_page_counts_them_apart_and_says_what_known_means(
    taken: Make,
    listed: Make,
    other: Round,
    round_: Round,
    coordinator: Person,
    sign_in: Make,
) -> None:
    taken(TWO, of=other)
    source: Import = listed(TWO + "Bea Vos;;GGD;vrijwilliger\n")
    client = sign_in(coordinator)
    address = reverse("workshops:import_preview", args=[round_.slug, source.pk])
    text = client.get(f"{address}?rijen=alle").content.decode()
    for words in (
        "<b>1</b><span>nieuw</span>",
        "<b>2</b><span>bekend, doen nog niet mee</span>",
        "Doet nog niet mee aan deze ronde. Komt er nu bij.",
        "Neem 3 rijen over",
    ):
        assert words in text
    data = {"doe": "neem-over", FIELD: new_key()}
    text = client.post(address, data, follow=True).content.decode()
    assert "Ingelezen: 1 nieuw, 2 al bekend, maar nieuw in deze ronde, 0 veranderd" in text
    assert Person.objects.filter(last_name="Mol").count() == 1


def test_a_wrong_address_of_somebody_we_know_is_told_in_one_way(
    taken: Make, look: Make
) -> None:
    """It said “komt er zonder adres in” beside “wij herkennen deze persoon”."""
    taken(TWO)
    wrong = TWO.replace("ria@mol.example", "ria@@mol.example")
    row = look(wrong).rows[0]
    assert [said(remark) for remark in row.remarks] == [
        "Dit e-mailadres klopt niet. Wij kennen deze persoon al. Het adres daar blijft.",
        "Wij herkennen deze persoon aan naam en organisatie.",
    ]
    stranger = look(HEADER + "Ot Sien;ot@@sien.example;GGD;vrijwilliger\n").rows[0]
    assert [remark.kind for remark in stranger.remarks] == ["email_invalid"]


def test_a_name_on_an_online_form_that_the_network_knows_is_proposed_and_not_joined(
    taken: Make, other: Round, look: Make, coordinator: Person, listed: Make, round_: Round
) -> None:
    taken(TWO, of=other)
    row = look(FORM + "Ria Mol;;\n").rows[0]
    assert ([remark.kind for remark in row.remarks], row.status) == (
        ["name_elsewhere"],
        Status.NEW,
    )
    assert row.options == (Choice.TAKE, Choice.SAME, Choice.SKIP)
    assert row.same_as == "", "somebody of another round is theirs"
    take_over(listed(FORM + "Ria Mol;;\n"), by=coordinator, now=MOMENT)
    assert Person.objects.filter(last_name="Mol").count() == 2


def test_who_is_said_to_be_that_person_takes_part_for_their_organisation(
    taken: Make, other: Round, listed: Make, round_: Round, coordinator: Person
) -> None:
    taken(TWO, of=other)
    source: Import = listed(FORM + "Mol, Ria;;\nAn Bos;;\n")
    choose(source, {2: Choice.SAME, 3: Choice.SKIP})
    found = look_of(source, round_)
    assert found is not None
    assert [row.status for row in found.rows] == [Status.KNOWN, Status.SKIPPED]
    take_over(source, by=coordinator, now=MOMENT)
    here = Participation.objects.get(round=round_)
    assert here.person == Person.objects.get(email="ria@mol.example")
    assert (here.group, str(here.affiliation)) == ("volunteer", "vrijwilliger, Welzijn")


def test_of_two_people_elsewhere_with_one_name_nobody_is_proposed(
    taken: Make, other: Round, look: Make
) -> None:
    taken(HEADER + "An Bos;;GGD;vrijwilliger\nAn Bos;;Politie;vrijwilliger\n", of=other)
    row = look(FORM + "An Bos;;\n").rows[0]
    assert [remark.kind for remark in row.remarks] == ["names_elsewhere"]
    assert row.options == (Choice.TAKE, Choice.SKIP)


def test_who_is_in_this_round_comes_before_a_namesake_elsewhere(
    taken: Make, other: Round, look: Make
) -> None:
    taken(HEADER + "An Bos;;GGD;vrijwilliger\n")
    taken(HEADER + "An Bos;;Politie;vrijwilliger\n", of=other)
    row = look(FORM + "An Bos;;\n").rows[0]
    assert (row.remarks, row.plan.participation is None) == ([], False)


def test_the_real_form_of_thirty_proposes_everyone_the_network_knows(
    taken: Make, other: Round, look: Make
) -> None:
    taken("organisaties.csv", "personen.csv", of=other)
    kinds = [remark.kind for row in look("voorkeuren_forms.csv").rows for remark in row.remarks]
    assert (kinds.count("name_elsewhere"), kinds.count("unknown_name")) == (30, 0)
