"""The queue of a moderator, and a decision about one comment."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.discussion.actions import judging
from onderling.discussion.actions.desks import kept_desks
from onderling.discussion.actions.threads import about_of, set_thread
from onderling.discussion.forms import ReferForm, RejectForm, ThreadForm
from onderling.discussion.http import (
    PLACE,
    PUT_BACK,
    REFER,
    REJECT,
    Choice,
    asked_of,
    decided,
    judged_comment,
    managed_round,
)
from onderling.discussion.models import Comment, Thread
from onderling.discussion.queries import judged_in, manages_network, threads_in, waiting_for
from onderling.discussion.rules import Mode, points_at_somebody
from onderling.people.http import PersonRequest
from onderling.people.models import Person

PER_PAGE = 25


@require_safe
@policy(COORDINATOR)
def queue(request: PersonRequest, slug: str) -> HttpResponse:
    """What waits for a look in one round, what was decided, and how threads are set."""
    return _queue(request, managed_round(request, slug))


@require_safe
@policy(COORDINATOR)
def network_queue(request: PersonRequest) -> HttpResponse:
    """The same for what belongs to no round."""
    if not manages_network(request.user):
        raise Http404
    return _queue(request, None)


def _queue(request: PersonRequest, about: Any) -> HttpResponse:
    round_id = about.pk if about else None
    waiting = waiting_for(request.user, round_id=round_id)
    threads = threads_in(request.user, round_id=round_id)
    context = {
        "round": about,
        "page": Paginator(waiting, PER_PAGE).get_page(request.GET.get("pagina")),
        "judged": judged_in(request.user, round_id=round_id),
        "threads": [
            {
                "thread": one,
                "form": ThreadForm(
                    instance=one,
                    prefix=str(one.pk),
                    initial={"is_open": one.is_open},
                    label_suffix="",
                ),
            }
            for one in threads
        ],
    }
    return render(request, "discussion/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def judge(request: PersonRequest, comment_id: int) -> HttpResponse:
    """Look at one comment and decide: place, refuse, refer, or take a decision back."""
    comment = judged_comment(request, comment_id)
    asked = asked_of(request, {REJECT: RejectForm, REFER: ReferForm})
    if request.method == "POST" and decided(request, asked, _choices(request.user, comment)):
        return redirect(queue_of(comment.thread))
    context = {
        "round": about_of(comment.thread),
        "comment": comment,
        "reports": comment.reports.filter(settled=None),
        "careful": points_at_somebody(comment.text),
        "rejecting": asked.forms[REJECT],
        "referring": asked.forms[REFER],
        "desks": [kept.telephone for kept in kept_desks().values()],
        "queue": queue_of(comment.thread),
    }
    return render(request, "discussion/judge.html", context)


def _choices(by: Person, comment: Comment) -> dict[str, Choice]:
    at = now()
    return {
        PLACE: Choice(lambda _typed: judging.place(comment, by=by, now=at), _("Geplaatst.")),
        PUT_BACK: Choice(
            lambda _typed: judging.put_back(comment, by=by, now=at),
            _("Het besluit is teruggenomen. De reactie wacht weer."),
        ),
        REJECT: Choice(
            lambda typed: judging.reject(comment, typed["reason"], by=by, now=at),
            _("Niet geplaatst. Over vijf minuten krijgt de schrijver de reden te lezen."),
        ),
        REFER: Choice(
            lambda typed: judging.refer(comment, typed["desk"], by=by, now=at),
            _("Niet geplaatst. Over vijf minuten krijgt de schrijver het nummer."),
        ),
    }


def queue_of(thread: Thread) -> str:
    about = about_of(thread)
    if about is None:
        return reverse("discussion:network_queue")
    return reverse("discussion:queue", args=[about.slug])


@require_POST
@policy(COORDINATOR)
@once
def pin(request: PersonRequest, comment_id: int) -> HttpResponse:
    """Show a post on the page of the round, or no longer."""
    comment = judged_comment(request, comment_id)
    pinned = request.POST.get("voorop") == "ja"
    try:
        judging.pin(comment, pinned=pinned, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
    else:
        shown = _("Dit bericht staat nu ook op de pagina van de ronde.")
        messages.success(request, shown if pinned else _("Het staat daar niet meer."))
    return redirect(comment.thread.url)


@require_POST
@policy(COORDINATOR)
@once
def setting(request: PersonRequest, thread_id: int) -> HttpResponse:
    """Say when somebody looks, and whether one may write."""
    threads = Thread.objects.managed_by(request.user).filter(under=None)
    thread = get_object_or_404(threads, pk=thread_id)
    form = ThreadForm(request.POST, prefix=str(thread.pk))
    if form.is_valid():
        typed = form.cleaned_data
        set_thread(
            thread,
            mode=Mode(typed["mode"]),
            is_open=typed["is_open"],
            by=request.user,
            now=now(),
        )
        messages.success(request, _("De instelling is bewaard."))
    else:
        messages.error(request, _("Kies wanneer u kijkt."))
    return redirect(queue_of(thread))
