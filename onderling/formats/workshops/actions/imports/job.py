"""Taking a list over as a job: asked for, held by one, stopped, picked up after a kill."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.models import Import
from onderling.base.transactions import write_transaction
from onderling.formats.workshops.actions.imports.receive import (
    may_import,
    name_of,
    round_of,
    waiting,
)
from onderling.formats.workshops.rules.kinds import missing_in
from onderling.people.models import Person
from onderling.rounds.models import Round

State = Import.State
BUSY = frozenset({State.QUEUED, State.RUNNING})
AT_ONCE = 1000  # rows: a list of this size takes a second or two, so nobody waits for a worker
PATIENCE = timedelta(seconds=10)  # a list that waits longer lost its task
MOST_ATTEMPTS = 3


@write_transaction()
def ask(source: Import, *, by: Person, now: datetime) -> Import:
    """Ask for what the preview says. Asking again while it waits or runs gives that one."""
    round = Round.objects.lock(round_of(source).pk)
    source = Import.objects.select_for_update().get(pk=source.pk)
    if source.state in BUSY:
        return source
    source = waiting(source)
    may_import(round)
    columns = {int(index): key for index, key in source.columns.items()}
    if not source.kind or missing_in(source.kind, columns):
        said = _("Wijs in de lijst ‘{list}’ eerst de kolommen aan. Er mist nog een kolom.")
        raise Refused(said.format(list=name_of(source)))
    source.state, source.by_ref = State.QUEUED, audit.ref(by)
    source.asked, source.touched, source.attempts = now, now, 0
    source.progress, source.doing, source.trouble = 0, "", ""
    source.save()
    return source


@write_transaction()
def stop(source: Import, *, by: Person, now: datetime) -> None:
    """Let go of a list that waits or is being looked at. What is written, is written."""
    source = Import.objects.select_for_update().get(pk=source.pk)
    if source.state not in BUSY:
        said = _("De lijst ‘{list}’ wordt niet meer ingelezen. Stoppen hoeft niet.")
        raise Refused(said.format(list=name_of(source)))
    source.state, source.progress, source.doing = State.PREVIEW, 0, ""
    source.save(update_fields=["state", "progress", "doing"])
    audit.note(by, "stop_list", on=source, scope=round_of(source), now=now)


def waiting_lists(*, now: datetime) -> Iterator[int]:
    """Lists that are not done: their task got lost, they are at work, or left behind."""
    queued = Import.objects.filter(state=State.QUEUED, touched__lt=now - PATIENCE)
    running = Import.objects.filter(state=State.RUNNING)
    yield from queued.order_by("pk").values_list("pk", flat=True)
    yield from running.order_by("pk").values_list("pk", flat=True)


@write_transaction()
def begin(import_id: int, *, now: datetime) -> Import | None:
    """Begin an attempt, for who holds the work; None when the list is done or stopped."""
    source = Import.objects.select_for_update().filter(pk=import_id).first()
    if source is None or source.state not in BUSY:
        return None
    if source.attempts >= MOST_ATTEMPTS:
        source.state = State.PREVIEW
        source.trouble = _(
            "Het inlezen brak drie keer af. Meld dit aan wie de computer beheert."
        )
    else:
        source.state, source.attempts, source.touched = State.RUNNING, source.attempts + 1, now
    source.save(update_fields=["state", "attempts", "touched", "trouble"])
    return source if source.state == State.RUNNING else None


@write_transaction()
def say(held: Import, percent: int, text: str, *, now: datetime, began: float) -> None:
    """Tell on the page how far this attempt is."""
    at = now + timedelta(seconds=monotonic() - began)
    _mine(held).update(progress=percent, doing=text[:120], touched=at)


def still_mine(held: Import) -> Import | None:
    """Return the list, locked, as long as this attempt holds it."""
    return _mine(held).select_for_update().first()


def asker_of(source: Import) -> Person:
    """Return who asked for this list."""
    asker = Person.objects.filter(pk=source.by_ref.rpartition(":")[2] or 0).first()
    if asker is None:
        said = _("Wie om de lijst ‘{list}’ vroeg, staat niet meer in Onderling.")
        raise Refused(said.format(list=name_of(source)))
    return asker


def end(source: Import, *, now: datetime) -> None:
    """Say that all of it is in; part of the transaction that writes the rows."""
    source.state, source.at, source.progress, source.doing = State.DONE, now, 100, ""
    source.save(update_fields=["state", "at", "progress", "doing"])


@write_transaction()
def give_back(held: Import, *, because: str) -> None:
    """Put a list back to be looked at, with the reason why it did not come in."""
    _mine(held).update(state=State.PREVIEW, progress=0, doing="", trouble=because[:300])


def _mine(held: Import) -> QuerySet[Import]:
    """The row as long as this attempt holds it."""
    return Import.objects.filter(
        pk=held.pk, state=State.RUNNING, asked=held.asked, attempts=held.attempts
    )
