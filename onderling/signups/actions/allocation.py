"""The allocation as a job: asked for, picked up, carried out, kept (X-22, X-72)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.holds import hold
from onderling.base.transactions import write_transaction
from onderling.matching.canonical import digest
from onderling.matching.problem import Problem
from onderling.matching.reading import read_rows
from onderling.matching.result import Result, from_json
from onderling.matching.run import Crashed, NothingFound, allocate
from onderling.matching.whatif import bottlenecks, with_more
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.actions.allocation_input import problem_of
from onderling.signups.actions.allocation_rows import write_outcome
from onderling.signups.actions.ways_out import trouble_of_clashes, trouble_of_faults
from onderling.signups.models import AllocationRun

State = AllocationRun.State
LIMIT = 60  # seconds for the engine
MOST_ATTEMPTS = 3
SEATS_MORE = 4  # "Wat vier stoelen erbij doen"
BOTTLENECKS = 5
LOOK_LIMIT = 15  # seconds for each of those
LOOK_BACK = timedelta(hours=6)  # an older proof is not worth the work


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
    with hold(f"signups.allocationrun:{run_id}") as mine:
        held = _begin(run_id, now=now) if mine else None
        return _carry_out(held, now=now) if held else None


def _carry_out(held: AllocationRun, *, now: datetime) -> AllocationRun | None:
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
    except Crashed:
        reason = _(
            "Het rekenen is afgebroken. Probeer het nog eens."
            " Lukt het weer niet? Vraag de beheerder."
        )
        return _end(held, State.FAILED, began=began, now=now, trouble=[{"text": reason}])
    except NothingFound:
        reason = _("Er is in een minuut geen verdeling gevonden. Probeer het nog eens.")
        return _end(held, State.FAILED, began=began, now=now, trouble=[{"text": reason}])
    if result.status == "infeasible":
        trouble = trouble_of_clashes(held.round, problem, result.conflict)
        return _end(held, State.INFEASIBLE, began=began, now=now, trouble=trouble)
    return _end(held, State.PREVIEW, began=began, now=now, result=result)


def waiting_runs() -> Iterator[int]:
    """Runs that are not done: never started, at work, or left behind by a killed worker."""
    for state in (State.QUEUED, State.RUNNING):
        yield from (
            AllocationRun.objects.filter(state=state)
            .order_by("pk")
            .values_list("pk", flat=True)
        )


@write_transaction()
def _begin(run_id: int, *, now: datetime) -> AllocationRun | None:
    """Begin an attempt. A run that says it is at work was left behind, for we hold it."""
    run = AllocationRun.objects.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None or run.state not in {State.QUEUED, State.RUNNING}:
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


def look_further(*, now: datetime) -> bool:
    """Work out for one full workshop what a few seats more would do (X-24); False when done.

    One at a time, and only beside the last proof of a round: the worker has mail to send too,
    and nobody waits for this. The page shows what is there.
    """
    fresh = AllocationRun.objects.filter(state=State.PREVIEW, finished__gt=now - LOOK_BACK)
    run = fresh.exclude(result__has_key="looked_further").order_by("-pk").first()
    problem = read_rows(run.problem).problem if run else None
    if run is None or problem is None:
        return False
    result = from_json(run.result)
    rows: list[dict[str, Any]] = list(run.result.get("more_seats", []))
    seen = {row["session"] for row in rows}
    ahead = [name for name in bottlenecks(result, BOTTLENECKS) if name not in seen]
    if ahead:
        rows.append(_with_more(problem, result, ahead[0]))
    with write_transaction():
        held = AllocationRun.objects.select_for_update(of=("self",)).filter(pk=run.pk).first()
        if held is not None:
            done = {} if len(ahead) > 1 else {"looked_further": True}
            held.result = {**held.result, "more_seats": rows, **done}
            held.save(update_fields=["result"])
    return True


def _with_more(problem: Problem, result: Result, session: str) -> dict[str, Any]:
    try:
        found = with_more(problem, result, session, SEATS_MORE, limit=LOOK_LIMIT)
    except NothingFound:
        return {"session": session, "more": 0}
    return {
        "session": session,
        "more": found.more,
        "first_wishes": found.first_wishes,
        "winners": len(found.winners),
        "losers": len(found.losers),
    }
