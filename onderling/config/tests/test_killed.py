"""An allocation whose worker is killed at each step ends as if nothing happened (F1)."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.base import audit
from onderling.mail.models import Message
from onderling.matching.reading import read_rows
from onderling.matching.run import allocate
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions import allocation
from onderling.signups.actions.allocation import queue_run
from onderling.signups.actions.publish import publish
from onderling.signups.models import AllocationRun, Match, Reason, Signup, Wish
from onderling.signups.rules import Opinion
from tests.makers import NOON
from tests.victim import dies_after, end_of, kill, start_worker

Make = Callable[..., Any]
PEOPLE = 12
RUNS = "onderling.signups.tasks.pick_up_waiting_runs"


# In the process of that worker only: what it dies after.
STEPS: dict[str, Callable[[], None]] = {
    "begun": lambda: vars(allocation).update(allocate=dies_after(lambda *_a, **_k: None)),
    "at work": lambda: vars(allocation).update(_say=dies_after(allocation._say)),
    "written": lambda: vars(audit).update(note=dies_after(audit.note)),
}


@pytest.fixture
def day(transactional_db: None, study_day: Make, meeting: Make, participation: Make) -> Round:
    """More people than seats, so that the lot has a say."""
    round_: Round = study_day(slots=2, state=State.MATCHING)
    offers = [meeting(round_, f"Workshop {n}", slot=1 + n % 2, seats=5) for n in range(6)]
    for number in range(PEOPLE):
        who = participation(round_, chosen=NOON)
        for rank in range(1, 4):
            choice = offers[(number * rank) % len(offers)]
            Wish.objects.get_or_create(
                participation=who,
                meeting=choice,
                defaults={"opinion": Opinion.RANKED, "rank": rank},
            )
    return round_


def test_an_allocation_killed_at_each_step_ends_as_one_that_was_left_alone(
    day: Round, person: Make
) -> None:
    """Acceptance 1. Kills at random moments of a whole install: bin/bench kills."""
    karin: Person = person("Karin")
    run = queue_run(day, by=karin, now=NOON)
    for step, but in STEPS.items():
        assert end_of(start_worker(RUNS, but=but)) == -9, step
        run.refresh_from_db()
        assert (run.state, run.attempts, run.result) == ("running", 1, {}), step
        assert (Match.objects.count(), Reason.objects.count()) == (0, 0), step
        AllocationRun.objects.update(attempts=0)  # three kills in a row are another test

    worker = start_worker(RUNS)
    ends = time.monotonic() + 60
    while run.state == "running" and time.monotonic() < ends:
        time.sleep(0.02)
        run.refresh_from_db()
    kill(worker)
    assert run.state == "preview"

    problem = read_rows(run.problem).problem
    assert problem is not None
    alone = {**allocate(problem, seed=run.seed).to_json(), "seconds": run.result["seconds"]}
    assert {key: run.result[key] for key in alone} == alone
    assert run.matches.count() == len(alone["seats"]) > PEOPLE

    def published_and_killed() -> None:
        vars(audit).update(note=dies_after(audit.note, of="publish_allocation"))
        publish(run, by=karin, now=now())

    assert end_of(start_worker(but=published_and_killed)) == -9
    run.refresh_from_db()
    assert (run.state, Signup.objects.count(), Message.objects.count()) == ("preview", 0, 0)
