"""A long list comes in as a job: followed, stopped, never half done (X-2, X-72)."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from onderling.base.errors import Refused
from onderling.base.holds import hold
from onderling.base.jobs import run_queued
from onderling.base.models import AuditLine, Import
from onderling.base.once import FIELD, new_key
from onderling.formats.workshops.actions.imports import job
from onderling.formats.workshops.actions.imports.receive import choose
from onderling.formats.workshops.actions.imports.take_over import perform, take_over
from onderling.formats.workshops.actions.imports.undo import undo
from onderling.formats.workshops.tasks import pick_up_waiting_lists
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Participation
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

Make = Callable[..., Any]
LATER = NOON + timedelta(seconds=1)
THREE = "Naam;Organisatie\nRia Mol;Welzijn\nBea Bos;Welzijn\nAn Kok;GGD\n"


@pytest.fixture
def inside(sign_in: Make, coordinator: Person) -> ProofreadingClient:
    client: ProofreadingClient = sign_in(coordinator)
    return client


@pytest.fixture
def long_list(listed: Make, monkeypatch: pytest.MonkeyPatch) -> Import:
    """A list that is too long to be taken over while somebody waits."""
    monkeypatch.setattr(job, "AT_ONCE", 2)
    source: Import = listed(THREE)
    return source


def address(source: Import, round_: Round) -> str:
    return reverse("workshops:import_preview", args=[round_.slug, source.pk])


def press(client: ProofreadingClient, source: Import, round_: Round, deed: str) -> str:
    data = {"doe": deed, FIELD: new_key()}
    return client.post(address(source, round_), data, follow=True).content.decode()


def work() -> None:
    """Do what waits, as the worker does, on the connection of this test."""
    for task in DBTaskResult.objects.filter(status="READY").order_by("enqueued_at"):
        perform(*task.args_kwargs["args"], now=NOON)


@pytest.mark.django_db(transaction=True)  # a worker closes its connection
def test_a_long_list_is_followed_on_its_page_until_it_is_in(
    long_list: Import, inside: ProofreadingClient, round_: Round
) -> None:
    text = press(inside, long_list, round_, "neem-over")
    assert "Wij lezen uw lijst in" in text
    assert "Kijk nu hoe ver het is" in text
    assert '<meta http-equiv="refresh"' in text
    assert not Participation.objects.exists()
    run_queued()
    text = inside.get(address(long_list, round_)).content.decode()
    assert "Deze lijst is ingelezen" in text
    assert Participation.objects.count() == 3


def test_the_page_tells_how_far_it_is_and_gives_way_when_it_is_done(
    long_list: Import, inside: ProofreadingClient, round_: Round, coordinator: Person
) -> None:
    job.ask(long_list, by=coordinator, now=NOON)
    held = job.begin(long_list.pk, now=NOON)
    assert held is not None
    job.say(held, 40, "Wij schrijven 3 rijen, in één keer", now=NOON, began=monotonic())
    part = inside.get(
        address(long_list, round_), headers={"HX-Request": "true"}
    ).content.decode()
    assert 'value="40"' in part
    assert "Wij schrijven 3 rijen, in één keer" in part
    assert "<h1" not in part
    perform(long_list.pk, now=LATER)
    answer = inside.get(address(long_list, round_), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == address(long_list, round_)


def test_two_clicks_on_a_long_list_are_one_deed(
    long_list: Import, inside: ProofreadingClient, round_: Round
) -> None:
    for _click in range(2):
        press(inside, long_list, round_, "neem-over")
    work()
    assert Participation.objects.count() == 3
    assert AuditLine.objects.filter(deed="take_over_list").count() == 1


def test_a_short_list_is_in_at_once(
    listed: Make, inside: ProofreadingClient, round_: Round
) -> None:
    text = press(inside, listed(THREE), round_, "neem-over")
    assert "Ingelezen: 3 nieuw, 0 veranderd, 0 gelijk, 0 overgeslagen." in text
    assert not DBTaskResult.objects.exists()


def test_a_job_that_did_not_begin_can_be_stopped_and_the_list_waits_again(
    long_list: Import, inside: ProofreadingClient, round_: Round
) -> None:
    press(inside, long_list, round_, "neem-over")
    text = press(inside, long_list, round_, "stop")
    assert "Gestopt. Er is niets ingelezen." in text
    assert "Neem 3 rijen over" in text
    work()
    assert not Participation.objects.exists()


def test_an_attempt_that_was_stopped_while_it_looked_writes_nothing(
    long_list: Import, coordinator: Person
) -> None:
    job.ask(long_list, by=coordinator, now=NOON)
    held = job.begin(long_list.pk, now=NOON)
    assert held is not None
    job.stop(long_list, by=coordinator, now=NOON)
    job.ask(long_list, by=coordinator, now=NOON + timedelta(seconds=1))
    assert job.begin(long_list.pk, now=NOON + timedelta(seconds=1)) is not None
    assert job.still_mine(held) is None


def test_a_list_whose_worker_was_killed_is_picked_up_and_comes_in_once(
    long_list: Import, coordinator: Person
) -> None:
    job.ask(long_list, by=coordinator, now=NOON)
    assert job.begin(long_list.pk, now=NOON) is not None  # and then nothing more
    with hold(f"base.import:{long_list.pk}"):
        assert perform(long_list.pk, now=LATER) is None, "it is in other hands"
    assert list(job.waiting_lists(now=LATER)) == [long_list.pk]
    assert perform(long_list.pk, now=LATER) is not None
    assert perform(long_list.pk, now=LATER) is None
    assert Participation.objects.count() == 3


def test_a_list_whose_task_got_lost_is_picked_up(
    long_list: Import, coordinator: Person
) -> None:
    job.ask(long_list, by=coordinator, now=NOON - timedelta(minutes=1))
    pick_up_waiting_lists()
    assert Participation.objects.count() == 3


def test_after_three_kills_the_page_says_that_nothing_changed(
    long_list: Import, inside: ProofreadingClient, round_: Round, coordinator: Person
) -> None:
    job.ask(long_list, by=coordinator, now=NOON)
    Import.objects.update(state="running", attempts=job.MOST_ATTEMPTS)
    assert perform(long_list.pk, now=LATER) is None
    text = inside.get(address(long_list, round_)).content.decode()
    assert "Het inlezen is afgebroken. Er is niets veranderd." in text
    assert "Reden: Het inlezen brak drie keer af." in text
    assert "Neem 3 rijen over" in text


def test_a_round_that_closed_meanwhile_takes_nothing_and_the_page_says_why(
    long_list: Import, inside: ProofreadingClient, round_: Round
) -> None:
    press(inside, long_list, round_, "neem-over")
    Round.objects.filter(pk=round_.pk).update(state=State.MATCHING)
    work()
    text = inside.get(address(long_list, round_)).content.decode()
    assert "Reden: Deze ronde staat op" in text
    assert not Participation.objects.exists()


def test_what_changed_while_we_looked_counts(
    long_list: Import, listed: Make, coordinator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan is made before the lock, so it is held against the world once more under it."""
    other = listed("Naam;Organisatie\nRia Mol;Welzijn\n")
    say = job.say
    done: list[object] = []

    def somebody_else_first(*given: Any, **named: Any) -> None:
        say(*given, **named)
        if not done:
            return
        done.clear()
        take_over(other, by=coordinator, now=NOON)

    job.ask(long_list, by=coordinator, now=NOON)
    monkeypatch.setattr(job, "say", somebody_else_first)
    done.append("armed")
    taken = perform(long_list.pk, now=NOON)
    assert taken is not None
    assert (taken.new, taken.same) == (2, 1)
    assert Participation.objects.count() == 3


def test_while_a_list_comes_in_its_rows_and_its_columns_stay_as_they_are(
    long_list: Import, coordinator: Person
) -> None:
    job.ask(long_list, by=coordinator, now=NOON)
    with pytest.raises(Refused, match=r"De lijst ‘lijst.csv’ wordt nu ingelezen\."):
        choose(long_list, {2: "skip"})


def test_a_job_can_be_undone_like_any_list(long_list: Import, coordinator: Person) -> None:
    job.ask(long_list, by=coordinator, now=NOON)
    perform(long_list.pk, now=NOON)
    long_list.refresh_from_db()
    undo(long_list, by=coordinator, now=NOON)
    assert not Participation.objects.exists()
    assert not Person.objects.filter(last_name="Mol").exists()
