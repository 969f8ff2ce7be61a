"""Publishing by the pages, and taking it back (X-72)."""

from typing import Any

import pytest
from django.urls import reverse

from onderling.mail.models import Message
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.allocation import perform, queue_run
from onderling.signups.models import AllocationRun, Signup
from onderling.signups.tasks import pick_up_asked_publishing, publish_allocation
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


@pytest.fixture
def asked(
    day: Round,
    proof: AllocationRun,
    her: ProofreadingClient,
    monkeypatch: pytest.MonkeyPatch,
) -> AllocationRun:
    """More people than one waits for: the worker is asked to publish."""
    monkeypatch.setattr("onderling.signups.views.allocation_publish.AT_ONCE", 4)
    her.post(url("publish", day.slug, proof.pk))
    return proof


def test_a_large_round_is_published_by_the_worker_and_meanwhile_nobody_sees_a_thing(
    day: Round, asked: AllocationRun, her: ProofreadingClient
) -> None:
    """X-72: still one flip, and asking twice is asking once."""
    her.post(url("publish", day.slug, asked.pk))
    assert (Signup.objects.count(), Message.objects.count()) == (0, 0)
    page = her.get(url("allocation", day.slug)).content.decode()
    assert '<h1 class="utrecht-heading-1">Wij publiceren de verdeling</h1>' in page
    confirm = her.get(url("publish", day.slug, asked.pk)).content.decode()
    assert "Deze verdeling kunt u nu niet publiceren." in confirm
    publish_allocation.call(asked.pk)
    assert (Signup.objects.seated().count(), Message.objects.count()) == (5, 5)
    pick_up_asked_publishing()
    assert Message.objects.count() == 5
    assert "is gepubliceerd" in her.get(url("allocation", day.slug)).content.decode()


def test_what_the_worker_can_not_publish_is_a_proof_again_and_says_why(
    day: Round, asked: AllocationRun, her: ProofreadingClient
) -> None:
    AllocationRun.objects.update(asker=None)
    pick_up_asked_publishing()
    page = her.get(url("allocation", day.slug)).content.decode()
    assert "Publiceren lukte niet. Er is niets verstuurd." in page
    assert "Wie wilde publiceren, is hier niet meer." in page
    her.post(url("publish", day.slug, asked.pk))
    pick_up_asked_publishing()
    assert Signup.objects.seated().count() == 5
