"""The start page, the page of a round, the list of rounds (X-1, X-12, X-100)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from onderling.offers.models import Meeting
from onderling.people.rules import Group, Role, Scope
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State
from onderling.signups.models import Participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def soon(study_day: Callable[..., Round]) -> Callable[..., Round]:
    """Make a study day four weeks ahead whose wishing phase is open now."""

    def make(**fields: Any) -> Round:
        made = study_day(**fields)
        day = now().date() + timedelta(weeks=4)
        Round.objects.filter(pk=made.pk).update(starts_on=day, ends_on=day)
        made.phases.update(opens=now() - timedelta(days=2), closes=now() + timedelta(days=6))
        made.refresh_from_db()
        return made

    return make


def test_an_install_without_owner_says_how_to_begin(client: Any) -> None:
    page = client.get("/").content.decode()
    assert "Daar staat een adres dat één keer werkt." in page
    assert "onderling first-owner" in page


def test_an_install_without_rounds_says_what_will_be_here(
    client: Any, person: Any, grant: Any
) -> None:
    grant(person("Peter"))
    page = client.get("/").content.decode()
    assert "Er is nog geen ronde" in page
    assert "onderling first-owner" not in page


def test_the_start_page_counts_down_to_the_deadline(client: Any, soon: Any) -> None:
    soon()
    page = client.get("/").content.decode()
    assert "dagen om uw wensen door te geven." in page
    assert "Ik doe mee" in page
    assert "Ik geef een workshop" in page


def test_who_takes_part_is_not_asked_to_join_again(
    client: Any, soon: Any, person: Any, participation: Any, sign_in: Any
) -> None:
    day, ria = soon(), person("Ria")
    participation(day, ria)
    assert "Ik doe mee" not in sign_in(ria).get("/").content.decode()
    assert "Ik doe mee" in sign_in(person("Bo")).get("/").content.decode()
    Round.objects.update(state=State.CONFIRMED)
    assert "Bij sommige workshops is nog plek." in sign_in(ria).get("/").content.decode()


def test_the_start_page_counts_workshops_as_the_programme_does(
    client: Any, soon: Any, meeting: Any
) -> None:
    day = soon()
    soup = meeting(day)
    Meeting.objects.create(offer=soup.offer, slot=day.slots.get(number=2), seats=3, minimum=1)
    called_off = Meeting.State.CANCELLED
    Meeting.objects.create(
        offer=soup.offer, slot=soup.slot, seats=3, minimum=1, state=called_off
    )
    assert "Kies uit 2 workshops." in client.get("/").content.decode()
    assert "2 workshops, " in client.get("/ronde/studiedag/programma/").content.decode()


def test_a_draft_is_not_on_the_start_page(client: Any, soon: Any) -> None:
    soon(state=State.DRAFT)
    assert "Studiedag 2026" not in client.get("/").content.decode()


def test_the_start_page_is_about_the_round_that_comes_first(client: Any, soon: Any) -> None:
    later = soon(slug="later")
    Round.objects.filter(pk=later.pk).update(
        name="Later", starts_on=date(2090, 1, 1), ends_on=date(2090, 1, 1)
    )
    soon(slug="eerst")
    page = client.get("/").content.decode()
    assert "/ronde/eerst/" in page
    assert "/ronde/later/" not in page


def test_after_the_last_round_the_start_page_looks_back(client: Any, study_day: Any) -> None:
    made = study_day(state=State.CLOSED)
    Round.objects.filter(pk=made.pk).update(
        starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 1)
    )
    page = client.get("/").content.decode()
    assert "Deze keer is voorbij." in page
    assert "Ik doe mee" not in page


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.ANNOUNCED, "Wensen doorgeven kan zodra de ronde open is."),
        (State.MATCHING, "Wij verdelen nu de plekken."),
        (State.CONFIRMED, "Bekijk mijn dag"),
    ],
)
def test_the_hero_says_what_is_on_now(client: Any, soon: Any, state: State, said: str) -> None:
    soon(state=state)
    assert said in client.get("/").content.decode()


def test_a_day_is_named_only_while_it_lies_ahead(client: Any, soon: Any) -> None:
    soon(state=State.ANNOUNCED).phases.update(opens=now() + timedelta(days=2))
    assert "Uw wensen geeft u door vanaf 4 november." in client.get("/").content.decode()


def test_a_phase_shows_its_last_day_and_the_current_one_how_long_it_lasts(
    client: Any, soon: Any
) -> None:
    made = soon()
    Phase.objects.create(
        round=made,
        kind=Phase.Kind.OFFERING,
        label="Workshops aanbieden",
        opens=now() - timedelta(days=40),
        closes=now() - timedelta(days=20),
    )
    page = client.get(f"/ronde/{made.slug}/").content.decode()
    assert page.count('class="is-done"') == 1
    assert page.count('class="is-now" aria-current="step"') == 1
    assert "nog 6 dagen" in page or "nog 5 dagen" in page


def test_the_share_of_volunteers_is_shown_with_its_counts(
    client: Any, soon: Any, person: Any, participation: Any
) -> None:
    made = soon()
    for group in (Group.PAID, Group.PAID, Group.VOLUNTEER):
        participation(made, person(group=group))
    participation(made, person(group=Group.VOLUNTEER), state=Participation.State.INVITED)
    page = client.get(f"/ronde/{made.slug}/").content.decode()
    assert "2 van 4" in page  # invited
    assert "1 van 3" in page  # signed up
    assert "33\N{NO-BREAK SPACE}%" in page
    assert page.count("nog niet bekend") == 2  # present, noting


def test_a_draft_is_a_page_for_its_coordinator_only(
    client: Any, soon: Any, person: Any, grant: Any, sign_in: Any
) -> None:
    made = soon(state=State.DRAFT)
    karin = person("Karin")
    grant(karin, Role.COORDINATOR, Scope.ROUND, made.pk)
    assert client.get(f"/ronde/{made.slug}/").status_code == 404
    assert sign_in(karin).get(f"/ronde/{made.slug}/").status_code == 200


def test_a_coordinator_lists_the_own_rounds_with_who_comes(
    soon: Any, person: Any, grant: Any, sign_in: Any, participation: Any
) -> None:
    mine, other = soon(slug="mijn-dag"), soon(slug="andere-dag")
    karin = person("Karin")
    grant(karin, Role.COORDINATOR, Scope.ROUND, mine.pk)
    participation(mine)
    participation(mine, state=Participation.State.INVITED)
    participation(other)
    page = sign_in(karin).get("/rondes/").content.decode()
    assert "Eén ronde loopt" in page
    assert "1 mens doet mee" in page
    assert "/ronde/andere-dag/" not in page


def test_the_list_of_rounds_asks_as_often_for_three_as_for_one(
    soon: Any, person: Any, grant: Any, sign_in: Any
) -> None:
    owner = person("Peter")
    grant(owner)
    client = sign_in(owner)
    counts = []
    for number in range(3):
        soon(slug=f"ronde-{number}")
        client.get("/rondes/")
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/rondes/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[2]
