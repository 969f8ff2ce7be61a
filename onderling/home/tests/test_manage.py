"""The overview of a round: its headline is what goes wrong (X-58, X-100)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from onderling.base import audit
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.offers.rules import OfferState
from onderling.people.rules import Group, Role, Scope
from onderling.rounds.actions import add_calendar_line
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import AllocationRun, Participation
from tests.makers import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(person: Any, grant: Any, sign_in: Any, study_day: Callable[..., Round]) -> Any:
    """Karin coordinates a study day in four weeks, whose wishing phase is open now."""
    who = person("Karin")
    round = study_day()
    day = now().date() + timedelta(weeks=4)
    Round.objects.filter(pk=round.pk).update(starts_on=day, ends_on=day)
    round.phases.update(opens=now() - timedelta(days=2), closes=now() + timedelta(days=20))
    round.refresh_from_db()
    grant(who, Role.COORDINATOR, Scope.ROUND, round.pk)
    client = sign_in(who)
    client.round = round
    return client


def page_of(karin: Any) -> str:
    return karin.get(f"/ronde/{karin.round.slug}/beheer/").content.decode()  # type: ignore[no-any-return]  # the client is Any


def become(karin: Any, state: State) -> None:
    Round.objects.filter(pk=karin.round.pk).update(state=state)


def test_a_round_in_order_says_so(karin: Any) -> None:
    page = page_of(karin)
    assert "Alles loopt" in page
    assert "U hoeft nu niets te doen." in page


def test_a_giver_who_is_booked_twice_is_the_headline(
    karin: Any, meeting: Any, person: Any
) -> None:
    theo = person("Theo", "Abrahamse")
    meeting(karin.round, "Soep", slot=1, giver=theo)
    meeting(karin.round, "Zingen", slot=1, giver=theo)
    page = page_of(karin)
    assert "Eén ding gaat nu mis" in page
    assert "Eén gever staat dubbel" in page
    assert "Theo Abrahamse geeft in ronde 1 twee workshops: ‘Soep’ en ‘Zingen’." in page


def test_mail_that_was_refused_needs_somebody(karin: Any) -> None:
    message = queue(
        "test",
        to=Recipient("Ria", "ria@voorbeeld.example"),
        subject="Hallo",
        body="Dag",
        now=NOON,
        scope_ref=audit.ref(karin.round),
    )
    Message.objects.filter(pk=message.pk).update(state=Message.State.REFUSED)
    assert "Eén e-mail kwam niet aan" in page_of(karin)


def test_three_late_tasks_are_named_and_more_are_counted(karin: Any) -> None:
    for number in range(3):
        add_calendar_line(
            karin.round, offset="T-5 weken", who="Bo", what=f"Taak {number}", now=NOON
        )
    page = page_of(karin)
    assert "Drie dingen vragen aandacht" in page
    assert "7 dagen te laat" in page
    add_calendar_line(karin.round, offset="T-6 weken", who="Bo", what="Taak 4", now=NOON)
    assert "Vier taken zijn te laat" in page_of(karin)


def test_when_the_wishes_are_in_the_next_step_is_to_allocate(karin: Any) -> None:
    karin.round.phases.update(closes=now() - timedelta(hours=1))
    page = page_of(karin)
    assert "De wensen zijn binnen" in page
    assert f"/ronde/{karin.round.slug}/stand/?naar=matching" in page


def test_a_round_that_should_be_open_and_is_not_goes_wrong(
    karin: Any, participation: Any
) -> None:
    participation(karin.round)
    become(karin, State.ANNOUNCED)
    page = page_of(karin)
    assert "Eén ding gaat nu mis" in page
    assert "De ronde is nog niet open" in page


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (AllocationRun.State.PREVIEW, "De proefverdeling is klaar"),
        (AllocationRun.State.INFEASIBLE, "De verdeling kan zo niet"),
        (AllocationRun.State.FAILED, "De verdeling is mislukt"),
    ],
)
def test_the_last_run_is_told(karin: Any, state: str, said: str) -> None:
    become(karin, State.MATCHING)
    AllocationRun.objects.create(round=karin.round, state=state, seed="1", queued=NOON)
    assert said in page_of(karin)


def test_offers_that_wait_and_meetings_without_a_time_are_told(
    karin: Any, meeting: Any
) -> None:
    soup = meeting(karin.round)
    soup.slot = None
    soup.save()
    waiting = meeting(karin.round, "Zingen").offer
    waiting.state = OfferState.SUBMITTED
    waiting.save()
    page = page_of(karin)
    assert "Eén workshop is aangeboden" in page
    assert "Eén workshop heeft geen tijd" in page


def test_who_did_not_choose_yet_and_who_came_late_are_counted(
    karin: Any, participation: Any
) -> None:
    participation(karin.round)
    participation(karin.round, chosen=NOON)
    participation(karin.round, chosen=NOON, late=True)
    participation(karin.round, state=Participation.State.INVITED)
    page = page_of(karin)
    assert "1 mens koos nog niet" in page
    assert "Eén mens kwam te laat" in page
    assert "2 van 3" in page


def test_the_numbers_are_per_group_and_know_who_has_no_mail(
    karin: Any, participation: Any, person: Any
) -> None:
    participation(karin.round, person(group=Group.VOLUNTEER, email=None))
    participation(karin.round, person(group=Group.PAID))
    page = page_of(karin)
    assert "50\N{NO-BREAK SPACE}%" in page
    assert "is vrijwilliger: 1 van 2" in page
    assert "1 van de 2 deelnemers heeft geen e-mail." in page


def test_the_overview_asks_as_often_for_three_of_everything_as_for_one(
    karin: Any, meeting: Any, person: Any, participation: Any
) -> None:
    def more(number: int) -> None:
        theo = person()
        meeting(karin.round, f"Soep {number}", slot=1, giver=theo)
        meeting(karin.round, f"Zingen {number}", slot=1, giver=theo)
        participation(karin.round, theo)
        add_calendar_line(
            karin.round, offset="T-5 weken", who="Bo", what=f"Taak {number}", now=NOON
        )

    counts = []
    for number in range(3):
        more(number)
        page_of(karin)
        with CaptureQueriesContext(connection) as counted:
            page_of(karin)
        counts.append(len(counted))
    assert counts[0] == counts[2]


def test_the_overview_of_somebody_elses_round_does_not_exist(
    karin: Any, person: Any, grant: Any, sign_in: Any, study_day: Any
) -> None:
    other = person("Olena")
    grant(other, Role.COORDINATOR, Scope.ROUND, study_day(slug="anders").pk)
    assert sign_in(other).get(f"/ronde/{karin.round.slug}/beheer/").status_code == 404
