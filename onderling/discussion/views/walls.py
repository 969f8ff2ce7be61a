"""The wall of a round: posts, a form of one minute, and one post with its comments (S3e)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.pictures import Drawn
from onderling.base.policy import ANYONE, SIGNED_IN, policy
from onderling.discussion.actions.threads import open_wall
from onderling.discussion.actions.writing import WithPicture, write_comment
from onderling.discussion.forms import AGREED, PostForm
from onderling.discussion.http import visible_round
from onderling.discussion.models import Comment, Thread
from onderling.discussion.queries import ON_A_WALL, manages, may_write, posts_of, shown
from onderling.discussion.rules import State
from onderling.discussion.views.writing import said_of
from onderling.people.http import PersonRequest
from onderling.people.models import Person


@require_safe
@policy(ANYONE)
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was put up, the newest first."""
    round = visible_round(request, slug)
    thread = Thread.objects.wall_of(round).exclude(state=Thread.State.HIDDEN).first()
    posts = posts_of(thread) if thread else Comment.objects.none()
    visitor = request.user if isinstance(request.user, Person) else None
    context = {
        "round": round,
        "thread": thread,
        "page": Paginator(posts, ON_A_WALL).get_page(request.GET.get("pagina")),
        "visitor": visitor,
        "may_write": visitor is not None and _may_post(thread, round, visitor),
        "manages": thread is not None and manages(thread, visitor),
        "waiting": _own_waiting(thread, visitor),
    }
    return render(request, "discussion/wall.html", context)


def _own_waiting(thread: Thread | None, visitor: Person | None) -> list[Comment]:
    """What this person put up and nobody has looked at yet."""
    if thread is None or visitor is None:
        return []
    return list(thread.comments.filter(person=visitor, state=State.HELD).order_by("-pk")[:5])


def _may_post(thread: Thread | None, round: Any, visitor: Person) -> bool:
    return may_write(thread or _unbegun(round), visitor)


def _unbegun(round: Any) -> Thread:
    """The wall as it would be: nobody put anything up yet, and looking makes no row."""
    return Thread(scope="round", scope_id=round.pk, writers="members", wall=True)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """Put something up: a text, with a picture or a link if one likes."""
    round = visible_round(request, slug)
    thread = Thread.objects.wall_of(round).first()
    if not _may_post(thread, round, request.user):
        raise Http404
    form = PostForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        drawn = form.drawn()  # slow, and done before the transaction begins
        if form.is_valid():
            return _put_up(request, round, form, drawn)
    return _show_form(request, round, form)


@once
def _put_up(
    request: PersonRequest, round: Any, form: PostForm, drawn: Drawn | None
) -> HttpResponse:
    typed, at = form.cleaned_data, now()
    thread = open_wall(round, now=at)
    picture = WithPicture(drawn, typed["alt"], str(AGREED)) if drawn else None
    try:
        made = write_comment(
            thread,
            typed["text"],
            by=request.user,
            manages=manages(thread, request.user),
            link=typed["link"],
            picture=picture,
            now=at,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show_form(request, round, form)
    messages.success(request, said_of(made))
    return redirect("discussion:wall", round.slug)


def _show_form(request: PersonRequest, round: Any, form: PostForm) -> HttpResponse:
    return render(request, "discussion/new_post.html", {"round": round, "form": form})


@require_safe
@policy(ANYONE)
def post(request: HttpRequest, slug: str, comment_id: int) -> HttpResponse:
    """One post with what people say about it."""
    round = visible_round(request, slug)
    here = Thread.objects.wall_of(round).exclude(state=Thread.State.HIDDEN).values("pk")
    posts = Comment.objects.visible().filter(thread__in=here)
    found = get_object_or_404(
        posts.select_related("thread", "replies", "picture"), pk=comment_id
    )
    context = {
        "round": round,
        "post": found,
        "shown": shown(found.replies, request) if found.replies else None,
        "own": request.user.is_authenticated and found.person_id == request.user.pk,
    }
    return render(request, "discussion/post.html", context)
