"""How a request names a thread, a comment, and the round that a wall is of."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from onderling.base.language import speak_as
from onderling.discussion.models import Comment, Thread, managed
from onderling.people.http import PersonRequest


def visible_round(request: HttpRequest, slug: str) -> Any:
    """Find the round of a wall, for who may see it; the page then says its u or je."""
    rounds = managed().objects.visible_to(request.user)
    found: Any = rounds.filter(slug=slug).select_related("programme__organisation").first()
    if found is None:
        raise Http404
    speak_as(found.programme.form_of_address)
    return found


def managed_round(request: PersonRequest, slug: str) -> Any:
    """Find a round for who moderates there. For others it does not exist."""
    rounds = managed().objects.managed_by(request.user)
    found: Any = rounds.filter(slug=slug).select_related("programme__organisation").first()
    if found is None:
        raise Http404
    return found


def visible_thread(request: HttpRequest, pk: int) -> Thread:
    return get_object_or_404(Thread.objects.visible_to(request.user), pk=pk)


def visible_comment(request: HttpRequest, pk: int) -> Comment:
    """Find a comment that stands on a page which this visitor may see."""
    here = Thread.objects.visible_to(request.user).values("pk")
    comments = Comment.objects.visible().filter(thread__in=here)
    return get_object_or_404(comments.select_related("thread", "picture"), pk=pk)


def judged_comment(request: PersonRequest, pk: int) -> Comment:
    """Find a comment for who moderates there."""
    here = Thread.objects.managed_by(request.user).values("pk")
    comments = Comment.objects.filter(thread__in=here).exclude(confirmed=None)
    return get_object_or_404(comments.select_related("thread", "picture"), pk=pk)
