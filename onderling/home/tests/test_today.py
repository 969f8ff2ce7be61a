"""Vandaag: what goes wrong first, what comes next, what waits, what was handed over (X-58)."""

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
from onderling.offers.actions.confirming import confirm_giving
from onderling.offers.models import Slot
from onderling.outcomes.models import Disposition
from onderling.people.rules import Role, Scope
from onderling.rounds.actions import add_calendar_line
from onderling.rounds.models import HandOver, Round
from onderling.rounds.rules import State
from tests.makers import NOON


@pytest.fixture
def karin(person: Any, grant: Any, organisation: Any) -> Any:
    karin = person("Karin", "Boshuizen")
    grant(karin, Role.COORDINATOR, Scope.ORGANISATION, organisation().pk)
    return karin


def write(round: Round, **to: Any) -> Message:
    ria = Recipient("Ria", "ria@voorbeeld.example", **to)
    return queue("x", to=ria, subject="Dag", body="x", now=NOON, scope_ref=audit.ref(round))


def test_who_has_one_round_sees_that_one(karin: Any, study_day: Any, sign_in: Any) -> None:
    study_day()
    answer = sign_in(karin).get("/vandaag/")
    assert answer["Location"] == "/ronde/studiedag/beheer/"


def test_the_worst_of_all_rounds_comes_first_and_names_its_round(
    karin: Any, study_day: Any, sign_in: Any
) -> None:
    one, other = study_day(), study_day(slug="ander")
    Round.objects.filter(pk=other.pk).update(name="Themadag")
    add_calendar_line(one, offset="T-3 maanden", who="Karin", what="Zaal", now=NOON)
    lost = write(other)
    Message.objects.filter(pk=lost.pk).update(state=Message.State.REFUSED)
    page = sign_in(karin).get("/vandaag/").content.decode()
    assert "Eén ding gaat nu mis" in page
    assert page.index("Themadag. Verbeter het adres") < page.index("De eerste: Zaal.")


def test_givers_who_did_not_say_yes_are_a_row_once_the_programme_is_settled(
    karin: Any, study_day: Any, sign_in: Any, meeting: Any, person: Any
) -> None:
    one, _other = study_day(), study_day(slug="ander")
    bea = person("Bea")
    ahead = [meeting(one, giver=who) for who in (bea, bea, person("Bo"), person("Mo"))]
    Slot.objects.update(starts=now() + timedelta(days=9), ends=now() + timedelta(days=10))
    said = ahead[3].givings.get()
    confirm_giving(said, by=said.person, now=now())
    client, row = sign_in(karin), "Twee gevers zeiden nog geen ja"
    pages = ["/vandaag/", "/ronde/studiedag/beheer/"]
    assert [row in client.get(page).content.decode() for page in pages] == [False, False]
    Round.objects.update(state=State.CONFIRMED)
    assert [row in client.get(page).content.decode() for page in pages] == [True, True]


def test_the_next_tasks_of_all_rounds_stand_by_date(
    karin: Any, study_day: Any, sign_in: Any
) -> None:
    one, other = study_day(), study_day(slug="ander")
    for number in range(1, 5):
        for round in (one, other):
            line = f"Taak {number} {round.slug}"
            add_calendar_line(round, offset=f"T-{number} dagen", who="", what=line, now=NOON)
    page = sign_in(karin).get("/vandaag/").content.decode()
    assert page.count("Taak ") == 5
    assert page.index("Taak 4 studiedag") < page.index("Taak 3 studiedag")


def test_a_round_handed_to_me_stays_open_until_i_read_it(
    karin: Any, study_day: Any, person: Any, sign_in: Any
) -> None:
    round = study_day()
    old = person("Noor", "Vermeer")
    made = HandOver.objects.create(round=round, old=old, new=karin, note="Bel Ria.", at=NOON)
    client = sign_in(karin)
    page = client.get("/ronde/studiedag/beheer/").content.decode()
    assert "Noor Vermeer droeg Studiedag 2026 aan u over" in page
    assert "Bel Ria." in page
    client.post(f"/ronde/studiedag/overdragen/{made.pk}/gelezen/")
    assert "Bel Ria." not in client.get("/ronde/studiedag/beheer/").content.decode()


def test_waiting_messages_are_counted_per_way(karin: Any, study_day: Any, sign_in: Any) -> None:
    round = study_day()
    write(round)
    write(round)
    write(round, channel="letter")
    page = sign_in(karin).get("/ronde/studiedag/beheer/").content.decode()
    assert "3 berichten wachten" in page
    assert "<dt>E-mail</dt><dd>2</dd>" in page
    assert "<dt>Brief of telefoon</dt><dd>1</dd>" in page


def test_two_rounds_and_five_rounds_take_as_many_queries(
    karin: Any, study_day: Any, sign_in: Any
) -> None:
    client = sign_in(karin)

    def count(*slugs: str) -> int:
        for slug in slugs:
            round = study_day(slug=slug)
            write(round)
            add_calendar_line(round, offset="T-3 maanden", who="", what="Zaal", now=NOON)
            HandOver.objects.create(round=round, old=karin, new=karin, at=NOON)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/vandaag/").status_code == 200
        return len(asked)

    assert count("a", "b") == count("c", "d", "e")


def test_rounds_that_are_over_ask_nothing(karin: Any, study_day: Any, sign_in: Any) -> None:
    study_day(state=State.CLOSED)
    page = sign_in(karin).get("/vandaag/").content.decode()
    assert "Er loopt nu geen ronde." in page


def test_what_is_late_in_a_closed_round_still_asks_for_attention(
    karin: Any, study_day: Any, sign_in: Any
) -> None:
    """X-77: answers go on when the round is over."""
    study_day()
    study_day(slug="ander")
    closed = study_day(slug="vorig")
    Round.objects.filter(pk=closed.pk).update(name="Vorig jaar", state=State.CLOSED)
    for due in (NOON.date(), NOON.date() - timedelta(days=1)):
        Disposition.objects.create(
            round=closed, kind="note", text="Een sleutel", due=due, received=NOON
        )
    page = sign_in(karin).get("/vandaag/").content.decode()
    assert "Eén antwoord is te laat" in page
    assert "Vorig jaar. Iedereen ziet wie had moeten antwoorden." in page
