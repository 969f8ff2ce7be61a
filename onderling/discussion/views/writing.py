"""Writing a comment: signed in, or as a guest with a button behind a mail."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import ANYONE, SIGNED_IN, policy
from onderling.discussion.actions.writing import (
    comment_behind,
    confirm_comment,
    take_away,
    write_as_guest,
    write_comment,
)
from onderling.discussion.forms import CommentForm, GuestForm
from onderling.discussion.http import visible_thread
from onderling.discussion.models import Comment, Thread
from onderling.discussion.queries import PER_PAGE, manages, may_write
from onderling.people.adapter import TOO_OFTEN
from onderling.people.http import PersonRequest

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_POST
@policy(SIGNED_IN)
@once
def comment(request: PersonRequest, thread_id: int) -> HttpResponse:
    """Write under a page. Who signed in meanwhile, sends here what was typed before."""
    thread = visible_thread(request, thread_id)
    if thread.wall or not may_write(thread, request.user):
        raise Http404
    form = CommentForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            made = write_comment(
                thread,
                form.cleaned_data["text"],
                by=request.user,
                manages=manages(thread, request.user),
                now=now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said_of(made))
            return redirect(place_of(made))
    context = {"thread": thread, "form": form, "address": "discussion:comment"}
    return render(request, "discussion/write.html", context)


def said_of(made: Comment) -> str:
    """What happened with what somebody just wrote."""
    if made.is_visible:
        return _("Uw tekst staat erop. Dank u wel.")
    return _("Dank u wel. Iemand leest uw tekst eerst. Daarna komt hij erop.")


def place_of(made: Comment) -> str:
    """Where a comment stands, or would stand: its page, and itself on it."""
    url = made.thread.url
    if not made.is_visible:
        return f"{url}#reacties"
    earlier = made.thread.comments.on_the_page().filter(pk__lt=made.pk).count()
    page = earlier // PER_PAGE + 1
    return f"{url}{f'?pagina={page}' if page > 1 else ''}#reactie-{made.pk}"


@require_POST
@policy(ANYONE)
@once
def guest(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Keep what a guest wrote, and mail a button."""
    thread = visible_thread(request, thread_id)
    form = GuestForm(request.POST, label_suffix="")
    if form.is_valid() and not form.is_by_a_robot:
        _keep_of_guest(request, thread, form)
    if not form.is_valid():
        context = {"thread": thread, "form": form, "address": "discussion:guest"}
        return render(request, "discussion/write.html", context)
    # A robot hears the same, and nothing was kept.
    said = _("Kijk in uw mail. Druk daar op de knop: dan pas gaat uw reactie door.")
    messages.success(request, said)
    return redirect(f"{thread.url}#reacties")


def _keep_of_guest(request: HttpRequest, thread: Thread, form: GuestForm) -> None:
    if not ratelimit.consume(request, action="guest_comment"):
        form.add_error(None, TOO_OFTEN)
        return
    typed = form.cleaned_data
    try:
        write_as_guest(
            thread, typed["text"], name=typed["name"], email=typed["email"], now=now()
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))


@require_http_methods(READ_OR_SEND)
@policy(ANYONE)
@never_cache
@once
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a guest what they wrote, with a button; later, with a button to take it away."""
    found = comment_behind(token)
    if found is None or found.is_gone:
        return render(request, "discussion/confirm_gone.html", status=404)
    if request.method == "POST" and "weg" in request.POST:
        take_away(found, by=found.person, now=now())
        messages.success(request, _("Uw reactie is weg."))
        return redirect(found.thread.url)
    if request.method == "POST":
        made = confirm_comment(found, now=now())
        messages.success(request, said_of(made))
        return redirect(place_of(made))
    return render(request, "discussion/confirm.html", {"comment": found, "token": token})


@require_http_methods(READ_OR_SEND)
@policy(SIGNED_IN)
@once
def away(request: PersonRequest, comment_id: int) -> HttpResponse:
    """Ask first, then take the own comment away."""
    own = Comment.objects.filter(person=request.user).select_related("thread", "picture")
    found = get_object_or_404(own, pk=comment_id)
    if request.method == "POST":
        take_away(found, by=request.user, now=now())
        messages.success(request, _("Uw tekst is weg."))
        return redirect(found.thread.url)
    return render(request, "discussion/away.html", {"comment": found})
