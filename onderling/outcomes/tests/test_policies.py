"""What was said belongs to an item of policy, with its state and reason (S0-5)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.outcomes.actions.addressees import set_addressee
from onderling.outcomes.actions.answering import Author, assign, decide
from onderling.outcomes.actions.policies import tie_to_policy
from onderling.outcomes.models import Disposition
from onderling.outcomes.queries.ledger import today_in, with_state
from onderling.outcomes.queries.policies import policies_known, policies_of
from onderling.outcomes.rules.ledger import By, Decision, Kind
from onderling.people.models import Person

pytestmark = pytest.mark.django_db
COSTS = "Vrijwilligersbeleid, onkosten"


@pytest.fixture
def rows(day: Any, soup: Any, write: Any, karin: Person) -> list[Disposition]:
    """Two things that were said, given to somebody; the first was answered."""
    write(soup, "Een sleutel", "Koffie", now=now())
    board = set_addressee(
        day, None, role="Directie", organisation=None, person=karin, by=karin, now=now()
    )
    found = list(Disposition.objects.order_by("pk"))
    for row in found:
        assign(row, board, by=karin, now=now())
    who = Author(karin, By.COORDINATOR)
    decide(found[0], Decision.NOT, "Te duur.", who=who, now=now() + timedelta(minutes=1))
    return found


def test_everybody_reads_what_was_decided_of_an_item_and_why(
    rows: Any, day: Any, karin: Person, sign_in: Any, client: Any
) -> None:
    coordinator = sign_in(karin)
    for number, row in enumerate(rows):
        typed = {"doe": "beleid", "policy": f" {COSTS} ", "sleutel": f"s{number}"}
        coordinator.post(f"/antwoord/{row.pk}/", typed)
    page = client.get(f"/ronde/{day.slug}/opbrengst/").content.decode()
    assert (page.count(f"Hoort bij: {COSTS}"), "1 van 2 beantwoord" in page) == (2, True)
    assert ("Te duur." in page, policies_known(day)) == (True, [COSTS])


def test_one_item_shows_only_what_belongs_to_it(rows: Any, day: Any, client: Any) -> None:
    Disposition.objects.filter(pk=rows[0].pk).update(policy=COSTS)
    where = f"/ronde/{day.slug}/opbrengst/"
    shown = {
        asked: [text in client.get(where, {"beleid": asked}).content.decode() for text in said]
        for said in [("Een sleutel", "Koffie")]
        for asked in (COSTS, "iets anders")
    }
    assert shown == {COSTS: [True, False], "iets anders": [True, True]}


def test_an_empty_field_unties_it_and_the_log_knows_both(
    rows: Any, day: Any, karin: Person, sign_in: Any
) -> None:
    coordinator, where = sign_in(karin), f"/antwoord/{rows[1].pk}/"
    for number, policy in enumerate([COSTS, COSTS, ""]):
        typed = {"doe": "beleid", "policy": policy, "sleutel": f"s{number}"}
        coordinator.post(where, typed)
    found = with_state(Disposition.objects.all(), today=today_in(day, now=now()))
    assert policies_of(found) == []
    log = coordinator.get(f"/ronde/{day.slug}/logboek/").content.decode()
    assert log.count("schreef op bij welk beleid een vraag hoort") == 2


def test_what_is_of_no_round_belongs_to_no_item_yet(rows: Any, karin: Person) -> None:
    Disposition.objects.filter(pk=rows[1].pk).update(round=None, kind=Kind.CONTRIBUTION)
    with pytest.raises(Refused, match="Zet het eerst in de lijst van een ronde"):
        tie_to_policy(rows[1], COSTS, by=karin, now=now())
