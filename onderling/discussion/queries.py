"""What pages show of threads and walls: always the same number of questions."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, F
from django.http import HttpRequest
from django.utils.module_loading import import_string

from onderling.discussion.forms import CommentForm, GuestForm
from onderling.discussion.models import Comment, CommentQuerySet, Thread, managed
from onderling.discussion.rules import Writers
from onderling.people.models import Person
from onderling.people.rules import Role, Scope

PER_PAGE = 50
ON_A_WALL = 20


@dataclass(frozen=True)
class Shown:
    """A thread as this visitor sees it: what was said, and whether they may write."""

    thread: Thread
    page: Page[Comment]
    visitor: Person | None
    manages: bool
    may_write: bool
    form: CommentForm | None
    guest_form: GuestForm | None


def shown(thread: Thread, request: HttpRequest) -> Shown:
    """Read a thread for a page of an upper room, which includes `discussion/_thread.html`."""
    visitor = request.user if isinstance(request.user, Person) else None
    comments = thread.comments.on_the_page().select_related("picture")
    page = Paginator(comments, PER_PAGE).get_page(request.GET.get("pagina"))
    writes = visitor is not None and may_write(thread, visitor)
    asks = visitor is None and thread.is_open and thread.writers == Writers.EVERYBODY
    return Shown(
        thread=thread,
        page=page,
        visitor=visitor,
        manages=manages(thread, visitor),
        may_write=writes,
        form=CommentForm(label_suffix="") if writes else None,
        guest_form=GuestForm(label_suffix="") if asks else None,
    )


def manages(thread: Thread, person: Any) -> bool:
    """Say whether somebody moderates here; also of a wall on which nothing hangs yet."""
    if not isinstance(person, Person) or not person.roles:
        return False
    if thread.scope != Scope.ROUND:
        return manages_network(person)
    mine = managed().objects.managed_by(person)
    return bool(mine.filter(pk=thread.scope_id).exists())


def manages_network(person: Person) -> bool:
    """Say whether somebody moderates what belongs to no round."""
    return person.holds(Role.OWNER) or Scope.NETWORK in person.scopes(Role.COORDINATOR)


def may_write(thread: Thread, person: Person) -> bool:
    """Say whether somebody who is signed in may write here."""
    if not thread.is_open:
        return False
    if thread.writers != Writers.MEMBERS or manages(thread, person):
        return True
    takes_part: bool = import_string(settings.TAKES_PART)(person, thread.scope_id)
    return takes_part


def posts_of(wall: Thread) -> CommentQuerySet:
    """The posts that everybody sees, the newest first, with the thread of each."""
    return wall.comments.visible().select_related("picture", "replies").order_by("-pk")


@dataclass(frozen=True)
class OnTheRound:
    """What the page of a round shows of its wall."""

    thread: Thread | None
    pinned: list[Comment]
    latest: list[Comment]

    @property
    def number(self) -> int:
        return self.thread.count if self.thread else 0


def wall_on_round(about: Any, *, most: int = 3) -> OnTheRound:
    """The pinned posts and the last ones: two questions, however full the wall is."""
    wall = Thread.objects.wall_of(about).exclude(state=Thread.State.HIDDEN).first()
    if wall is None:
        return OnTheRound(None, [], [])
    first = posts_of(wall).order_by("-pinned", "-pk")[: most * 3]
    pinned = [post for post in first if post.pinned]
    latest = [post for post in first if not post.pinned][:most]
    return OnTheRound(wall, pinned, latest)


def waiting_for(person: Person, *, round_id: int | None) -> CommentQuerySet:
    """What waits for this moderator: of one round, or (None) of the whole network."""
    here = Thread.objects.managed_by(person).filter(**_scope(round_id))
    waiting = Comment.objects.filter(thread__in=here).to_look_at()
    return waiting.select_related("thread", "picture").order_by(F("told").desc(), "pk")


def judged_in(person: Person, *, round_id: int | None, most: int = 20) -> list[Comment]:
    """What was decided last, so that it can be taken back."""
    here = Thread.objects.managed_by(person).filter(**_scope(round_id))
    judged = Comment.objects.filter(thread__in=here).exclude(judged=None)
    return list(judged.select_related("thread").order_by("-judged", "-pk")[:most])


def threads_in(person: Person, *, round_id: int | None, most: int = 20) -> list[Thread]:
    """The threads whose settings somebody may change; that of a post goes with its wall."""
    here = Thread.objects.managed_by(person).filter(under=None, **_scope(round_id))
    return list(here.exclude(state=Thread.State.HIDDEN).order_by("-pk")[:most])


def _scope(round_id: int | None) -> dict[str, Any]:
    if round_id is None:
        return {"scope": Scope.NETWORK}
    return {"scope": Scope.ROUND, "scope_id": round_id}


def number_waiting(round_ids: list[int]) -> dict[int, int]:
    """How many comments wait for a look, per round: one question for all of them."""
    here = Thread.objects.filter(scope=Scope.ROUND, scope_id__in=round_ids)
    waiting = Comment.objects.filter(thread__in=here).to_look_at()
    rows = waiting.order_by().values_list("thread__scope_id")
    return dict(rows.annotate(number=Count("pk")))
