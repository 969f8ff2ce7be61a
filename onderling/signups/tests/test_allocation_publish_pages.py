"""Publishing by the pages, and taking it back (X-72)."""

from typing import Any

import pytest
from django.urls import reverse

from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.allocation import perform, queue_run
from onderling.signups.models import AllocationRun, Signup
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"signups:{name}", args=args)


def test_publish_and_undo_through_the_pages(
    day: Round, proof: AllocationRun, her: ProofreadingClient
) -> None:
    assert "Wie krijgt bericht" in her.get(url("reach", day.slug)).content.decode()
    confirm = her.get(url("publish", day.slug, proof.pk)).content.decode()
    assert "1 workshop gaat dan niet door" in confirm
    her.post(url("publish", day.slug, proof.pk))
    her.post(url("publish", day.slug, proof.pk))
    assert Signup.objects.seated().count() == 5
    assert "Maak ongedaan" in her.get(url("allocation", day.slug)).content.decode()
    assert (
        "Nog niemand kreeg bericht" in her.get(url("undo", day.slug, proof.pk)).content.decode()
    )
    her.post(url("undo", day.slug, proof.pk))
    assert Signup.objects.count() == 0


def test_a_run_that_was_taken_back_says_so_and_what_comes_next(
    day: Round, karin: Person, proof: AllocationRun, her: ProofreadingClient
) -> None:
    her.post(url("publish", day.slug, proof.pk))
    her.post(url("undo", day.slug, proof.pk))
    page = her.get(url("allocation", day.slug)).content.decode()
    assert "Zij is teruggedraaid, vandaag om 12.00 uur, en geldt niet meer." in page
    assert "Dit is een eerdere verdeling" not in page
    assert "Hoe nu verder?" in page
    assert page.count("Verdeel opnieuw</button>") == 1
    again = queue_run(day, by=karin, now=NOON)
    perform(again.pk, now=NOON)
    earlier = her.get(f"{url('allocation', day.slug)}?proef={proof.pk}").content.decode()
    assert "Zij is teruggedraaid" in earlier
    assert "Naar de laatste" in earlier
    assert "Hoe nu verder?" not in earlier
