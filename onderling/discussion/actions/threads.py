"""Threads: opened for a thing of an upper room, counted, set by who moderates."""

from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.discussion.models import Comment, Thread, managed
from onderling.discussion.rules import Mode, Writers
from onderling.people.models import Person
from onderling.people.rules import Scope


@write_transaction()
def open_thread(  # noqa: PLR0913 -- a thread has this many sides; all but two by keyword
    title: str,
    url: str,
    *,
    scope: str,
    scope_id: int = 0,
    mode: str = Mode.BEFORE,
    writers: str = Writers.EVERYBODY,
    now: datetime,
) -> Thread:
    """Begin a thread, for the deed that makes the thing it is about."""
    return Thread.objects.create(
        title=title[:200],
        url=url,
        scope=scope,
        scope_id=scope_id,
        mode=mode,
        writers=writers,
        made=now,
    )


@write_transaction()
def open_wall(about: Any, *, now: datetime) -> Thread:
    """Find the wall of a round, or begin it: its posts are looked at first."""
    return Thread.objects.get_or_create(
        scope=Scope.ROUND,
        scope_id=about.pk,
        wall=True,
        defaults={
            "title": about.name[:200],
            "url": reverse("discussion:wall", args=[about.slug]),
            "mode": Mode.BEFORE,
            "writers": Writers.MEMBERS,
            "made": now,
        },
    )[0]


def about_of(thread: Thread) -> Any:
    """The round that a thread belongs to; None for one of the whole network."""
    if thread.scope != Scope.ROUND:
        return None
    return managed().objects.filter(pk=thread.scope_id).first()


def scope_of(thread: Thread) -> models.Model:
    """Whose coordinators read the log: the round, else the thread itself."""
    about: models.Model | None = about_of(thread)
    return about or thread


def recount(thread_id: int) -> None:
    """Count the visible comments, under the lock of the thread that the deed holds."""
    number = Comment.objects.filter(thread=thread_id).visible().count()
    Thread.objects.filter(pk=thread_id).update(count=number)


def held_thread(pk: int) -> Thread:
    """Lock a thread: two deeds in it wait for each other, so that the count is right."""
    return Thread.objects.select_for_update(of=("self",)).get(pk=pk)


@write_transaction()
def set_thread(
    thread: Thread, *, mode: str, is_open: bool, by: Person, now: datetime
) -> Thread:
    """Say when somebody looks, and whether one may write. On a wall: for its posts too."""
    thread = held_thread(thread.pk)
    state = Thread.State.OPEN if is_open else Thread.State.CLOSED
    if (thread.mode, thread.state) == (mode, state):
        return thread
    old = {"mode": thread.mode, "state": thread.state}
    thread.mode, thread.state = mode, state
    thread.save(update_fields=["mode", "state"])
    if thread.wall:
        Thread.objects.filter(under__thread=thread).update(mode=mode, state=state)
    new = {"mode": str(mode), "state": str(state)}
    audit.note(by, "set_thread", on=thread, scope=scope_of(thread), now=now, old=old, new=new)
    return thread


def said_of(thread: Thread) -> str:
    """Name a thread for who moderates it."""
    return _("prikbord van {name}").format(name=thread.title) if thread.wall else thread.title
