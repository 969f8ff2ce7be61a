"""Pictures with posts: who may see the post sees the picture, until it is taken away."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.once import once
from onderling.base.pictures import SIZES, gone_answer, picture_answer
from onderling.base.policy import ANYONE, SIGNED_IN, policy
from onderling.discussion.actions.writing import withdraw_picture
from onderling.discussion.models import Comment, Picture, Thread
from onderling.discussion.rules import State
from onderling.people.http import PersonRequest
from onderling.people.models import Person


@require_safe
@policy(ANYONE)
def picture(request: HttpRequest, comment_id: int, size: str) -> HttpResponse:
    """Send a picture; one that is gone says so."""
    visitor = request.user if isinstance(request.user, Person) else None
    managed = Thread.objects.managed_by(visitor).values("pk")
    shown = Thread.objects.visible_to(request.user).values("pk")
    may_see = Q(comment__state=State.VISIBLE, comment__thread__in=shown)
    judges = Q(comment__thread__in=managed)
    own = Q(comment__person=visitor) if visitor else Q()
    gone = Q(gone__isnull=False, comment__thread__in=shown)
    found = get_object_or_404(
        Picture.objects.filter(may_see | judges | own | gone)
        if visitor
        else Picture.objects.filter(may_see | gone),
        comment=comment_id,
    )
    if size not in SIZES:
        raise Http404
    if found.gone or (found.covered and not _judges(found, visitor)):
        return gone_answer(request)
    return picture_answer(request, found.key, size)


def _judges(picture: Picture, visitor: Person | None) -> bool:
    here = Thread.objects.managed_by(visitor)
    return here.filter(comments=picture.comment_id).exists()


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@once
def away(request: PersonRequest, comment_id: int) -> HttpResponse:
    """Ask first, then take a picture away for good: by its sender, or by who moderates."""
    mine = Q(person=request.user) | Q(thread__in=Thread.objects.managed_by(request.user))
    posts = Comment.objects.filter(mine, picture__gone=None).select_related("thread", "picture")
    found = get_object_or_404(posts.exclude(picture=None), pk=comment_id)
    if request.method == "POST":
        withdraw_picture(found, by=request.user, now=now())
        messages.success(request, _("De foto is weg, overal."))
        return redirect(found.thread.url)
    return render(request, "discussion/picture_away.html", {"comment": found})
