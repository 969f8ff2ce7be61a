"""The demo's study day comes in from its own lists: issue acceptance 2, X-2, S4-12, X-26."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.models import Import
from onderling.formats.workshops.actions.imports.receive import look_of
from onderling.formats.workshops.actions.imports.take_over import Taken
from onderling.formats.workshops.rules.remarks import Look, Severity, Status
from onderling.formats.workshops.tests.conftest import STUDY_DAY, file
from onderling.offers.models import Giving, Meeting, Offer, Room
from onderling.people.models import Organisation
from onderling.rounds.models import Round
from onderling.signups.models import Absence, Lock, Pair, Participation, Wish
from onderling.signups.queries import findings_of

Make = Callable[..., Any]
pytestmark = pytest.mark.sqlite_only  # the stories take the same lists in on PostgreSQL
EXPECTED = json.loads(file("deelnemers_excel_nl.verwacht.json"))
WHOLE_ROW = "(hele rij)"


def looked(source: Import, round_: Round) -> Look:
    look = look_of(source, round_)
    assert look is not None
    return look


def told(look: Look, *kinds: str) -> list[tuple[int, str, str]]:
    return [
        (row.number, remark.column, remark.kind)
        for row in look.rows
        for remark in row.remarks
        if remark.kind in kinds
    ]


def statuses(look: Look) -> dict[str, int]:
    return dict(Counter(str(row.status) for row in look.rows))


@pytest.fixture
def programme(taken: Callable[..., Taken]) -> None:
    taken("studiedag_sessies.csv")


def test_every_problem_of_the_messy_list_is_named_at_its_row_and_column(
    programme: None, listed: Make, round_: Round
) -> None:
    look = looked(listed("deelnemers_excel_nl.csv"), round_)
    assert look.kind == "people"
    found = sorted(
        (row.number, remark.column or WHOLE_ROW)
        for row in look.rows
        for remark in row.remarks
        if remark.severity != Severity.NOTE
    )
    assert found == sorted((p["rij"], p["kolom"]) for p in EXPECTED["problemen"])


def test_the_same_problems_are_named_when_we_know_the_people_already(
    taken: Make, listed: Make, round_: Round
) -> None:
    taken("organisaties.csv", "personen.csv", "studiedag_sessies.csv")
    look = looked(listed("deelnemers_excel_nl.csv"), round_)
    found = {
        (row.number, remark.column or WHOLE_ROW)
        for row in look.rows
        for remark in row.remarks
        if remark.severity != Severity.NOTE
    }
    assert found == {(p["rij"], p["kolom"]) for p in EXPECTED["problemen"]}
    assert look.count(Status.NEW) == 0
    assert look.count(Status.CHANGED) + look.count(Status.SAME) == 38


def test_every_correction_is_the_one_that_was_meant(
    programme: None, listed: Make, round_: Round
) -> None:
    look = looked(listed("deelnemers_excel_nl.csv"), round_)
    found = {
        (row.number, remark.column): (remark.value, remark.proposed)
        for row in look.rows
        for remark in row.remarks
    }
    for problem in EXPECTED["problemen"]:
        if "bedoeld" in problem:
            assert found[problem["rij"], problem["kolom"]] == (
                problem["waarde"],
                problem["bedoeld"],
            )
    assert found[5, "Beroepskracht/vrijwilliger"] == ("vrijw.", "vrijwilliger")
    assert found[11, "Beroepskracht/vrijwilliger"] == ("V", "vrijwilliger")


def test_the_messy_list_gives_38_people_and_names_what_it_skips(
    programme: None, listed: Make, round_: Round
) -> None:
    look = looked(listed("deelnemers_excel_nl.csv"), round_)
    assert look.count(Status.NEW) == EXPECTED["personen_verwacht"] == 38
    assert [row.number for row in look.rows if row.status == Status.SKIPPED] == [40, 41, 42]
    assert look.count(Status.REFUSED) == 0


def test_taking_the_messy_list_over_makes_38_people_with_their_wishes(
    programme: None, taken: Make, round_: Round
) -> None:
    assert taken("deelnemers_excel_nl.csv") == Taken(38, 0, 0, 3, 0)
    people = Participation.objects.filter(round=round_)
    assert people.count() == 38
    glenn = people.get(person__email="glenn.pinasweg@verslavingszorg-de-tussensta.example")
    assert (glenn.person.first_name, glenn.person.last_name) == ("Glenn", "Pinasweg")
    assert (glenn.state, glenn.group) == ("coming", "paid")
    assert glenn.person.affiliations.get().function == "sociaalpsychiatrisch verpleegkundige"
    wishes = set(
        glenn.wishes.values_list("meeting__slot__number", "meeting__offer__title", "rank")
    )
    assert wishes == {
        (1, "Theater: Het gaat wel, hoor", 1),
        (2, "Pubers aan de deur van de hulp", 1),
        (3, "Laatste wensen bespreken", 1),
    }
    ruth = people.get(person__last_name="Kartodikromo", person__first_name="Ruth").person
    assert (ruth.email, ruth.contact_by) == (None, "phone_post")


def test_the_lists_of_the_study_day_come_in_whole(taken: Make, round_: Round) -> None:
    taken("organisaties.csv")
    assert Organisation.objects.exclude(code="").count() == 54
    assert taken("personen.csv") == Taken(300, 0, 0, 0, 0)
    assert taken("studiedag_sessies.csv") == Taken(30, 0, 0, 0, 0)
    assert taken("studiedag_voorkeuren.csv") == Taken(642, 0, 0, 0, 0)
    assert taken("studiedag_bijzonder.csv") == Taken(36, 0, 0, 0, 0)
    here = Participation.objects.filter(round=round_)
    assert (here.count(), here.coming().count()) == (300, 214)
    assert here.filter(person__email=None).count() == 9
    assert [slot.label for slot in round_.slots.all()] == ["Ronde 1", "Ronde 2", "Ronde 3"]
    assert Meeting.objects.chosen_from().filter(offer__round=round_).count() == 30
    assert (Offer.objects.count(), Room.objects.count(), Giving.objects.count()) == (26, 10, 30)
    assert Absence.objects.count() == 75
    assert (Pair.objects.count(), Lock.objects.count()) == (12, 24)
    assert Wish.objects.filter(opinion="rather_not").count() == 53


def test_a_session_stands_where_and_when_the_list_says(taken: Make, round_: Round) -> None:
    taken("personen.csv", "studiedag_sessies.csv")
    soup = Meeting.objects.get(code="sd-09")
    assert (soup.offer.title, soup.offer.code) == ("Soep als gespreksleider", "ws-56")
    assert (str(soup.room), soup.seats, soup.minimum) == ("Keuken", 14, 6)
    assert f"{soup.starts:%H:%M}" == "09:00"  # in UTC; 10.00 on the wall in December
    assert [giver.name for giver in soup.givers.all()] == [
        Participation.objects.get(code="p-073").person.name
    ]
    assert Meeting.objects.get(code="sd-16").offer.mixed is False


def test_the_giver_who_stands_twice_is_named_in_the_list_of_sessions(
    taken: Make, listed: Make, round_: Round
) -> None:
    taken("personen.csv")
    look = looked(listed("studiedag_sessies.csv"), round_)
    assert told(look, "giver_twice") == [
        (17, "gever_id", "giver_twice"),
        (18, "gever_id", "giver_twice"),
        (30, "gever_id", "giver_twice"),
        (31, "gever_id", "giver_twice"),
    ]


def test_the_five_absent_givers_are_named_in_the_list_of_wishes(
    taken: Make, listed: Make, round_: Round
) -> None:
    taken("personen.csv", "studiedag_sessies.csv")
    look = looked(listed("studiedag_voorkeuren.csv"), round_)
    rows = {number for number, _, _ in told(look, "absent_giver")}
    assert {row.cells[0] for row in look.rows if row.number in rows} == {
        "p-207",
        "p-025",
        "p-189",
        "p-070",
        "p-073",
    }
    assert len(rows) == 5


def test_the_absent_givers_are_named_as_well_when_the_sessions_come_last(
    taken: Make, listed: Make, round_: Round
) -> None:
    taken("personen.csv", "studiedag_sessies.csv", "studiedag_voorkeuren.csv")
    look = looked(listed("studiedag_sessies.csv"), round_)
    rows = {number for number, _, _ in told(look, "giver_absent")}
    assert {row.cells[6] for row in look.rows if row.number in rows} == {
        "p-207",
        "p-025",
        "p-189",
        "p-070",
        "p-073",
    }


def test_the_special_list_names_who_is_fixed_twice_away_or_never_together(
    taken: Make, listed: Make, round_: Round
) -> None:
    taken(*STUDY_DAY[:-1])
    look = looked(listed("studiedag_bijzonder.csv"), round_)
    by_kind: dict[str, set[str]] = {}
    for row in look.rows:
        for remark in row.remarks:
            by_kind.setdefault(remark.kind, set()).add(row.cells[1])
    assert by_kind == {
        "never_together": {"p-254"},
        "fixed_twice": {"p-277"},
        "fixed_while_absent": {"p-207", "p-025", "p-189", "p-070", "p-073"},
    }


def test_the_findings_of_the_round_name_the_same(taken: Make, round_: Round) -> None:
    taken(*STUDY_DAY)
    kinds = Counter(finding.kind for finding in findings_of(round_))
    assert kinds == {"double_giver": 2, "absent_giver": 5, "pair_never_together": 1}
    assert any(
        "twee workshops: ‘Afstand en nabijheid voor vrijwilligers’" in finding.sentence
        for finding in findings_of(round_)
    )


def test_the_online_form_is_matched_by_name(taken: Make, listed: Make, round_: Round) -> None:
    taken("personen.csv", "studiedag_sessies.csv")
    look = looked(listed("voorkeuren_forms.csv"), round_)
    assert look.kind == "wishes"
    assert told(look, "name_alike") == [(4, "Naam", "name_alike"), (17, "Naam", "name_alike")]
    assert [look.rows[number - 2].about for number in (4, 17)] == [
        "Hanan el Mansouri",
        "Inge van der Heuvelhof",
    ]
    assert "anonymous" in {remark.kind for remark in look.general}
    assert taken("voorkeuren_forms.csv") == Taken(30, 0, 0, 0, 0)
    heuvelhof = Participation.objects.filter(round=round_, person__last_name="Heuvelhof")
    assert heuvelhof.count() == 3
    inge = heuvelhof.get(person__first_name="Inge")
    assert [
        wish.meeting.offer.title for wish in inge.wishes.order_by("meeting__slot", "rank")
    ] == [
        "Luisteren zonder oplossen",
        "De spiegel: zo zien jullie ons, zo zien wij jullie",
        "Pubers aan de deur van de hulp",
        "Mee met de noodhulp",
    ]


def test_taking_the_same_lists_in_again_changes_nothing(
    taken: Make, listed: Make, round_: Round
) -> None:
    taken(*STUDY_DAY)
    for name in STUDY_DAY:
        look = looked(listed(name), round_)
        assert set(statuses(look)) == {"same"}, name
