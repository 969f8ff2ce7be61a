"""An allocation whose process is killed at each step ends as if nothing happened (F1)."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onderling.config.tests.conftest import Install
from onderling.mail.models import Message
from onderling.matching.reading import read_rows
from onderling.matching.run import allocate
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.allocation import queue_run
from onderling.signups.models import AllocationRun, Match, Reason, Signup, Wish
from onderling.signups.rules import Opinion
from tests.makers import NOON

Make = Callable[..., Any]
PEOPLE = 12
# Reads "step run" per line. Each is done by a process of its own that kills itself there.
# Django starts once, and no connection is open when we fork.
HANGMAN = """
import os, signal, sys, django
django.setup()
from django.utils.timezone import now
from onderling.people.models import Person
from onderling.signups.actions import allocation, publish
from onderling.signups.models import AllocationRun

def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def late(deed):
    def done(*args, **kwargs):
        deed(*args, **kwargs)
        die()
    return done

def allocate(run, room, name, end):
    setattr(room, name, end)
    allocation.perform(run, now=now())

def tell(run):
    publish.audit.note = die
    publish.publish(AllocationRun.objects.get(pk=run), by=Person.objects.first(), now=now())

STEPS = {
    "begun": lambda run: allocate(run, allocation, "allocate", die),
    "at work": lambda run: allocate(run, allocation, "_say", late(allocation._say)),
    "written": lambda run: allocate(run, allocation.audit, "note", late(allocation.audit.note)),
    "published": tell,
}
for line in sys.stdin:
    step, _, run = line.strip().rpartition(" ")
    child = os.fork()
    if not child:
        STEPS[step](int(run))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture
def killed_at(live: Install) -> Iterator[Callable[[str, AllocationRun], int]]:
    """Do a step in a process that dies in it; return how it ended."""
    process = live.start_python(HANGMAN)

    def kill(step: str, run: AllocationRun) -> int:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{step} {run.pk}\n")
        process.stdin.flush()
        return int(process.stdout.readline() or "99")

    yield kill
    process.kill()
    process.communicate()


@pytest.fixture
def day(study_day: Make, meeting: Make, participation: Make) -> Round:
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
    live: Install, day: Round, person: Make, killed_at: Callable[[str, AllocationRun], int]
) -> None:
    """Acceptance 1"""
    karin: Person = person("Karin")
    run = queue_run(day, by=karin, now=NOON)
    for step in ("begun", "at work", "written"):
        assert killed_at(step, run) == -9, step
        run.refresh_from_db()
        assert (run.state, run.attempts, run.result) == ("running", 1, {}), step
        assert (Match.objects.count(), Reason.objects.count()) == (0, 0), step
        AllocationRun.objects.update(attempts=0)  # three kills in a row are another test

    with live.start("worker") as worker:
        begun = time.monotonic()
        while run.state == "running" and time.monotonic() < begun + 60:
            time.sleep(0.05)
            run.refresh_from_db()
        worker.kill()
    assert run.state == "preview"

    problem = read_rows(run.problem).problem
    assert problem is not None
    alone = {**allocate(problem, seed=run.seed).to_json(), "seconds": run.result["seconds"]}
    assert {key: run.result[key] for key in alone} == alone
    assert run.matches.count() == len(alone["seats"]) > PEOPLE

    assert killed_at("published", run) == -9
    run.refresh_from_db()
    assert (run.state, Signup.objects.count(), Message.objects.count()) == ("preview", 0, 0)
