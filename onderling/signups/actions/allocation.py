"""The allocation as a job: asked for, picked up, carried out, kept (X-22, X-72)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.matching.canonical import digest
from onderling.matching.reading import read_rows
from onderling.matching.result import Result, from_json
from onderling.matching.run import NothingFound, allocate
from onderling.matching.whatif import counterfactuals
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.actions.allocation_input import problem_of
from onderling.signups.actions.allocation_rows import write_outcome
from onderling.signups.actions.ways_out import trouble_of_clashes, trouble_of_faults
from onderling.signups.models import AllocationRun

State = AllocationRun.State
LIMIT = 60  # seconds for the engine
STALE = timedelta(seconds=LIMIT + 60)  # a run that says nothing for so long was killed
MOST_ATTEMPTS = 3
SEATS_MORE = 4  # "Wat vier stoelen erbij doen"


@write_transaction()
def queue_run(round: Round, *, by: Person, now: datetime) -> AllocationRun:
    """Ask for an allocation. While one waits or runs, asking again gives that one."""
    round = Round.objects.lock(round.pk)
    if not round.allows(Deed.ALLOCATE):
        raise Refused(
            _("Verdelen kan vanaf het sluiten van de wensen, tot u de verdeling publiceert.")
        )
    busy = round.runs.filter(state__in=[State.QUEUED, State.RUNNING]).first()
    if busy:
        return busy
    run = AllocationRun.objects.create(round=round, seed=round.seed, by=by, queued=now)
    audit.note(by, "queue_run", on=run, scope=round, now=now, new={"seed": run.seed})
    return run


def perform(run_id: int, *, now: datetime) -> AllocationRun | None:
    """Carry out a run. Safe to call twice, and after a kill: only one call gets hold of it.

    What goes in is kept before the engine starts; what comes out is written in one go.
    """
    held = _take_hold(run_id, now=now)
    if held is None:
        return None
    began = monotonic()
    problem = read_rows(held.problem).problem
    if problem is None:  # it was read when we took hold of it
        return _end(held, State.FAILED, began=began, now=now)
    told = -1

    def progress(percent: int, text: str) -> None:
        nonlocal told
        if percent != told:
            told = percent
            _say(held, percent, text)

    try:
        result = allocate(problem, seed=held.seed, limit=LIMIT, progress=progress)
    except NothingFound:
        reason = _("Er is in een minuut geen verdeling gevonden. Probeer het nog eens.")
        return _end(held, State.FAILED, began=began, now=now, trouble=[{"text": reason}])
    if result.status == "infeasible":
        trouble = trouble_of_clashes(held.round, problem, result.conflict)
        return _end(held, State.INFEASIBLE, began=began, now=now, trouble=trouble)
    return _end(held, State.PREVIEW, began=began, now=now, result=result)


def waiting_runs(*, now: datetime) -> Iterator[int]:
    """Runs that nobody works on: never started, or left behind by a worker that was killed."""
    queued = AllocationRun.objects.filter(state=State.QUEUED)
    stale = AllocationRun.objects.filter(state=State.RUNNING, started__lt=now - STALE)
    yield from queued.order_by("pk").values_list("pk", flat=True)
    yield from stale.order_by("pk").values_list("pk", flat=True)


@write_transaction()
def _take_hold(run_id: int, *, now: datetime) -> AllocationRun | None:
    run = AllocationRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None:
        return None
    stale = run.state == State.RUNNING and run.started and run.started < now - STALE
    if run.state != State.QUEUED and not stale:
        return None
    if run.attempts >= MOST_ATTEMPTS:
        run.state, run.finished = State.FAILED, now
        run.trouble = [
            {"text": _("Het verdelen brak drie keer af. Meld dit aan wie de computer beheert.")}
        ]
        run.save(update_fields=["state", "finished", "trouble"])
        return None
    raw = problem_of(run.round)
    reading = read_rows(raw)
    run.attempts += 1
    run.started, run.progress, run.problem = now, 0, raw
    if reading.problem is None:
        run.state, run.finished = State.INFEASIBLE, now
        run.trouble = trouble_of_faults(run.round, reading.faults)
        run.save()
        return None
    run.state, run.digest, run.doing = State.RUNNING, digest(reading.problem), ""
    run.save()
    return run


@write_transaction()
def _say(run: AllocationRun, percent: int, text: str) -> None:
    _mine(run).update(progress=percent, doing=text[:120])


def _mine(run: AllocationRun) -> Any:
    """The row as long as this attempt holds it; another worker may have taken over."""
    return AllocationRun.objects.filter(pk=run.pk, state=State.RUNNING, attempts=run.attempts)


@write_transaction()
def _end(  # noqa: PLR0913 -- how a run ends, all but two by keyword
    run: AllocationRun,
    state: str,
    *,
    began: float,
    now: datetime,
    trouble: list[dict[str, Any]] | None = None,
    result: Result | None = None,
) -> AllocationRun | None:
    """Write what came out, all at once. An attempt that lost its hold writes nothing."""
    held: AllocationRun | None = _mine(run).select_for_update(of=("self",)).first()
    if held is None:
        return None
    held.state, held.progress, held.doing = state, 100, ""
    held.finished = now + timedelta(seconds=monotonic() - began)
    held.trouble = trouble or []
    if result is not None:
        held.result = result.to_json()
        write_outcome(held, result)
    held.save()
    audit.note(
        held.by,
        "finish_run",
        on=held,
        scope=held.round,
        now=held.finished,
        new={"state": str(state), "seats": len(result.seats) if result else 0},
    )
    return held


def look_further(run_id: int) -> None:
    """Work out what a few seats more would do (X-24), and keep it beside the result.

    Slow, and nobody waits for it: the preview shows the table once it is there.
    """
    run = AllocationRun.objects.filter(pk=run_id, state=State.PREVIEW).first()
    problem = read_rows(run.problem).problem if run else None
    if run is None or problem is None or "more_seats" in run.result:
        return
    found = counterfactuals(problem, from_json(run.result), SEATS_MORE, limit=LIMIT / 3)
    rows = [
        {
            "session": row.session,
            "more": row.more,
            "first_wishes": row.first_wishes,
            "winners": len(row.winners),
            "losers": len(row.losers),
        }
        for row in found
    ]
    with write_transaction():
        fresh = AllocationRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        fresh.result = {**fresh.result, "more_seats": rows}
        fresh.save(update_fields=["result"])
