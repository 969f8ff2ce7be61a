"""Undoing a list puts everything back, except what people changed since: X-2, domain 6."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.base.models import AuditLine, Import, ImportRow
from onderling.formats.workshops.actions.imports.undo import Undone, undo
from onderling.formats.workshops.tests.conftest import MOMENT, STUDY_DAY
from onderling.offers.models import Giving, Meeting, Offer, Room, Slot
from onderling.people.models import Affiliation, Organisation, Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Absence, Lock, Pair, Participation, Wish

Make = Callable[..., Any]
EVERYTHING: tuple[Any, ...] = (
    Organisation, Person, Affiliation, Participation, Wish, Absence, Pair, Lock, Offer, Meeting,
    Giving, Slot, Room,
)  # fmt: skip


def all_there_is() -> dict[str, list[str]]:
    """Write down every row, so that nothing can differ unseen.

    A wish that went and came back has another number, and that is all.
    """
    return {
        model.__name__: sorted(
            str({key: row[key] for key in row if key != "id" or model not in {Wish, Absence}})
            for row in model._default_manager.values()
        )
        for model in EVERYTHING
    }


@pytest.fixture
def undone(coordinator: Person) -> Callable[..., Undone]:
    def go(source: Import | None = None) -> Undone:
        source = source or Import.objects.filter(state=Import.State.DONE).order_by("-pk")[0]
        return undo(source, by=coordinator, now=MOMENT)

    return go


def test_undoing_every_list_in_turn_leaves_nothing_behind(
    taken: Make, undone: Make, round_: Round
) -> None:
    steps = []
    for name in STUDY_DAY:
        steps.append(all_there_is())
        taken(name)
    for before in reversed(steps):
        assert undone().kept == set()
        assert all_there_is() == before


def test_a_list_that_changed_people_gives_them_back_as_they_were(
    taken: Make, undone: Make, round_: Round
) -> None:
    taken("organisaties.csv", "personen.csv", "studiedag_sessies.csv")
    before = all_there_is()
    taken("deelnemers_excel_nl.csv")
    assert all_there_is() != before
    assert undone().kept == set()
    assert all_there_is() == before


def test_wishes_that_were_there_come_back(taken: Make, undone: Make, round_: Round) -> None:
    taken(*STUDY_DAY[:-1])
    before = all_there_is()
    taken(
        "persoon_id,ronde,aanwezig,keuze1,keuze2,liever_niet\n"
        "p-059,1,ja,sd-02,sd-03,sd-01\np-059,2,nee,,,\np-189,1,ja,sd-01,,\n"
    )
    assert all_there_is() != before
    assert undone().kept == set()
    assert all_there_is() == before


def test_what_people_changed_since_stays_and_is_named(
    taken: Make, undone: Make, round_: Round
) -> None:
    taken("organisaties.csv", "personen.csv")
    Person.objects.filter(first_name="Olena", last_name="Nowak").update(diet="halal")
    done = undone()
    assert done.kept == {2}
    assert [person.name for person in Person.objects.filter(participations__round=round_)] == []
    assert Person.objects.filter(first_name="Olena", last_name="Nowak").exists()


def test_somebody_with_wishes_of_their_own_stays(
    taken: Make, undone: Make, round_: Round
) -> None:
    taken("studiedag_sessies.csv")
    taken("Naam;Functie\nRia Mol;kok\nJan Pot;kok\n")
    ria = Participation.objects.get(person__last_name="Mol")
    Wish.objects.create(
        participation=ria, meeting=Meeting.objects.earliest("pk"), opinion="ranked", rank=1
    )
    done = undone()
    assert done.kept == {2}
    assert [str(part.person) for part in Participation.objects.all()] == ["Ria Mol"]


def test_wishes_that_somebody_changed_on_the_site_stay(
    taken: Make, undone: Make, round_: Round
) -> None:
    taken(*STUDY_DAY[:-1])
    somebody = Participation.objects.get(code="p-059")
    somebody.wishes.filter(meeting__slot__number=1).delete()
    done = undone()
    row = ImportRow.objects.get(source__kind="wishes", cells__0="p-059", cells__2="1")
    assert row.number in done.kept
    assert not somebody.wishes.exists()
    assert Wish.objects.count() == 0


def test_the_lists_go_back_in_the_order_of_coming_in(
    taken: Make, undone: Make, round_: Round
) -> None:
    taken("Naam;Functie\nRia Mol;kok\n", "Naam;Functie\nJan Pot;kok\n")
    first = Import.objects.order_by("pk")[0]
    Import.objects.filter(pk=first.pk).update(at=MOMENT.replace(hour=1))
    with pytest.raises(Refused, match=r"Maak eerst die lijst ongedaan\."):
        undone(first)


def test_an_undone_list_cannot_be_undone_again(taken: Make, undone: Make) -> None:
    taken("Naam;Functie\nRia Mol;kok\n")
    undone()
    with pytest.raises(Refused, match="niet ingelezen"):
        undone(Import.objects.get())


def test_once_places_are_divided_nothing_is_undone(
    taken: Make, undone: Make, round_: Round
) -> None:
    taken("Naam;Functie\nRia Mol;kok\n")
    Round.objects.filter(pk=round_.pk).update(state=State.MATCHING)
    with pytest.raises(Refused, match="Lijsten inlezen kan dan niet meer"):
        undone()


def test_bringing_in_taking_over_and_undoing_are_written_down(
    taken: Make, undone: Make
) -> None:
    taken("Naam;Functie\nRia Mol;kok\n")
    undone()
    deeds = AuditLine.objects.order_by("pk").values_list("deed", flat=True)
    assert list(deeds)[-3:] == ["bring_in_list", "take_over_list", "undo_list"]
