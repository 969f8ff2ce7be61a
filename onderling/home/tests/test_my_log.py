"""The own log book: what happened to me, in plain words, nothing about others (X-4, X-6)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.home.queries.my_history import my_lines, told_to
from onderling.offers.actions.meetings import cancel_meeting
from onderling.people.actions.correcting import correct_person
from onderling.people.actions.merging import merge_people
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.participations import set_state
from onderling.signups.actions.seats import give_back, rearrange, take_place
from tests.makers import NOON

Make = Callable[..., Any]
pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def day(study_day: Make) -> Round:
    made: Round = study_day(state=State.CONFIRMED)
    return made


@pytest.fixture
def karin(person: Make, grant: Make) -> Person:
    who: Person = person("Karin", "Boshuizen")
    grant(who, "coordinator")
    return who


def sentences(who: Person) -> list[str]:
    return [entry.said for entry in told_to(who, my_lines(who))]


def test_i_read_who_corrected_me_and_what_it_was(person: Make, karin: Person) -> None:
    ria = person("Ria", "Leenheer", place="Havermond")
    correct_person(ria, by=karin, now=NOON, place="Havermonde")
    (entry,) = told_to(ria, my_lines(ria))
    assert entry.said == "Karin Boshuizen verbeterde uw gegevens."
    assert [(one.field, one.old, one.new) for one in entry.changes] == [
        ("plaats", "Havermond", "Havermonde")
    ]


def test_i_read_why_my_place_was_moved(
    person: Make, karin: Person, day: Round, meeting: Make, participation: Make
) -> None:
    soup, bread = meeting(day, "Soep"), meeting(day, "Brood")
    mine = participation(day, person("Ria"))
    take_place(mine, soup, by=mine.person, now=NOON)
    chosen = {soup.slot_id: bread.pk}
    rearrange(mine, chosen, because="De keuken is te klein", by=karin, now=NOON)
    assert sentences(mine.person) == [
        "Karin Boshuizen koos voor u een plek bij ‘Brood’.",
        "Karin Boshuizen gaf uw plek bij ‘Soep’ terug.",
        "U koos een plek bij ‘Soep’.",
    ]
    assert told_to(mine.person, my_lines(mine.person))[0].because == "De keuken is te klein"


def test_i_do_not_read_who_gave_the_place_back_that_i_got(
    person: Make, day: Round, meeting: Make, participation: Make
) -> None:
    """The deed of another participant set it in motion; that is theirs."""
    soup = meeting(day, "Soep", seats=1)
    jan, ria = participation(day, person("Jan")), participation(day, person("Ria"))
    seat = take_place(jan, soup, by=jan.person, now=NOON)
    take_place(ria, soup, by=ria.person, now=NOON)
    give_back(seat, by=jan.person, now=NOON)
    assert sentences(ria.person)[0] == "U schoof door naar een plek bij ‘Soep’."
    assert not [line for line in sentences(ria.person) if "Jan" in line]
    assert not [line for line in sentences(jan.person) if "Ria" in line]


def test_what_happened_to_a_record_that_went_into_mine_is_mine_too(
    person: Make, karin: Person, day: Round, participation: Make
) -> None:
    ria, twin = person("Ria", "Leenheer"), person("Ria", "Leenheer", email=None)
    set_state(participation(day, twin), "not_coming", by=karin, now=NOON)
    correct_person(twin, by=karin, now=NOON, diet="geen noten")
    merge_people(ria, twin, {}, by=karin, now=NOON)
    assert sentences(ria) == [
        "Karin Boshuizen voegde twee kaarten van u samen.",
        "Karin Boshuizen verbeterde uw gegevens.",
        "Karin Boshuizen gaf door of u komt bij Studiedag 2026.",
    ]


def test_the_page_asks_as_much_for_one_line_as_for_thirty(
    person: Make, karin: Person, sign_in: Make, django_assert_num_queries: Make
) -> None:
    ria = person("Ria")
    client = sign_in(ria)
    correct_person(ria, by=karin, now=NOON, place="Havermonde")
    with django_assert_num_queries(20):
        client.get("/mijn/logboek/")
    for number in range(30):
        correct_person(ria, by=karin, now=NOON, place=f"Dorp {number}")
    with django_assert_num_queries(20):
        page = client.get("/mijn/logboek/")
    assert len(page.context["entries"]) == 31


def test_my_data_leads_to_my_log_and_to_my_messages(person: Make, sign_in: Make) -> None:
    page = sign_in(person("Ria")).get("/mijn/gegevens/").content.decode()
    assert 'href="/mijn/logboek/"' in page
    assert 'href="/mijn/berichten/"' in page


def test_a_giver_reads_what_happened_to_the_own_workshop_and_why(
    person: Make, karin: Person, day: Round, meeting: Make
) -> None:
    chandra = person("Chandra", "Ramdin")
    for one in (meeting(day, "Soep", giver=chandra), meeting(day, "Brood")):
        cancel_meeting(one, because="Ziek", by=karin, now=NOON)
    (entry,) = told_to(chandra, my_lines(chandra))
    assert (entry.said, entry.because) == ("Karin Boshuizen zei ‘Soep’ af.", "Ziek")
