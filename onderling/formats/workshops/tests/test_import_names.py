"""What the page of a list says names people, workshops, rows and lists as people know them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from onderling.base.errors import Refused
from onderling.base.models import Import
from onderling.base.once import FIELD, new_key
from onderling.formats.workshops.actions.imports.receive import throw_away
from onderling.formats.workshops.actions.imports.undo import undo
from onderling.formats.workshops.tests.conftest import MOMENT
from onderling.people.models import Person
from onderling.rounds.models import Round

Make = Callable[..., Any]
PEOPLE = "Nummer;Naam;Organisatie\np1;Ria Mol;Welzijn\np2;An Bos;GGD\nTotaal;2;\n"
DAY = (
    "id;ronde;tijd;zaal;titel;gever;min;max\n"
    "s1;1;10.00-11.00;Foyer;Soep;p1;2;9\n"
    "s2;2;11.00-12.00;Foyer;Soep;p1;2;9\n"
    "s3;1;10.00-11.00;Zaal;Brood;p2;2;9\n"
)
WISHES = "persoon_id;ronde;keuze1\np1;1;s3\np1;2;s2\np9;1;s1\n"
SPECIAL = (
    "soort;persoon;met;toelichting\nvast;p2;s1;kookt\nvast;p2;s9;kookt\nniet samen;p1;p8;\n"
)


ABOUT = re.compile(r'data-k="Wie of wat">(.*?)</td>')


@pytest.fixture
def named(
    taken: Make, sign_in: Make, coordinator: Person, round_: Round
) -> Callable[[str], list[str]]:
    client = sign_in(coordinator)

    def names(content: str) -> list[str]:
        taken(content)
        source = Import.objects.latest("pk")
        page = reverse("workshops:import_preview", args=[round_.slug, source.pk])
        return ABOUT.findall(client.get(f"{page}?rijen=alle").content.decode())

    return names


def test_rows_of_a_list_that_is_in_are_named_as_people_know_them(
    named: Callable[[str], list[str]],
) -> None:
    assert named(PEOPLE) == ["Ria Mol", "An Bos", "Totaal"]
    assert named(DAY) == ["Soep, ronde 1", "Soep, ronde 2", "Brood"]
    assert named(WISHES) == ["Ria Mol, Ronde 1", "Ria Mol, Ronde 2", "p9"]
    # Also a row that could not come in.
    assert named(SPECIAL) == ["An Bos – Soep", "An Bos – s9", "Ria Mol – p8"]


def test_a_refusal_names_the_list(taken: Make, listed: Make, coordinator: Person) -> None:
    taken("Naam\nRia Mol\n")
    first = Import.objects.get()
    with pytest.raises(Refused, match=r"De lijst ‘lijst.csv’ is al ingelezen\."):
        throw_away(first, by=coordinator, now=MOMENT)
    second = listed("Naam\nJan Pot\n")
    with pytest.raises(Refused, match=r"De lijst ‘lijst.csv’ is niet ingelezen\."):
        undo(second, by=coordinator, now=MOMENT)


def test_what_an_undo_leaves_is_named_by_row_person_and_list(
    taken: Make, round_: Round, coordinator: Person, sign_in: Make
) -> None:
    taken("Naam;Organisatie\nRia Mol;Welzijn\nAn Bos;GGD\n")
    source = Import.objects.get()
    Person.objects.filter(last_name="Bos").update(first_name="Anna")
    address = reverse("workshops:import_undo", args=[round_.slug, source.pk])
    answer = sign_in(coordinator).post(address, {FIELD: new_key()}, follow=True)
    said = "Alleen dit blijft, want daar veranderde al iets: rij 3 (An Bos). Lijst: lijst.csv."
    assert said in answer.content.decode()
