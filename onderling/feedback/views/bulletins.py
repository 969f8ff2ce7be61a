"""Writing a bulletin, publishing it, and sending it after a look at who gets it (X-30)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.feedback.actions.bulletins import (
    begin_newer,
    begun,
    drop_draft,
    save_bulletin,
    show_bulletin,
)
from onderling.feedback.actions.sending import Telling, send_bulletin
from onderling.feedback.actions.telling import own_answers
from onderling.feedback.forms import BulletinForm
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.bulletins import at_work_on
from onderling.feedback.queries.content import content_of, sizes_of
from onderling.feedback.queries.coverage import told_coverage
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def manage(request: PersonRequest, slug: str) -> HttpResponse:
    round = managed_round(request, slug)
    bulletin = begun(round)
    form = BulletinForm(request.POST or None, instance=bulletin)
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("title", "intro")}
        save_bulletin(round, **typed, parts=form.parts(), by=request.user, now=now())
        messages.success(request, _("De terugkoppeling is bewaard."))
        return redirect("feedback:manage", slug)
    context = {
        "round": round,
        "bulletin": bulletin,
        "published": bulletin.state == Bulletin.State.PUBLISHED,
        "form": form,
        "places": form.places(sizes_of(bulletin)),
        "content": content_of(bulletin),
        "coverage": told_coverage(round),
    }
    return render(request, "feedback/manage.html", context)


@require_POST
@policy(COORDINATOR)
@once
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """Publish the page, or take it back."""
    round = managed_round(request, slug)
    shown = request.POST.get("toon") != "nee"
    try:
        show_bulletin(round, shown=shown, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
    else:
        said = _("De pagina staat open voor iedereen.") if shown else _("De pagina is dicht.")
        messages.success(request, said)
    return redirect("feedback:manage", slug)


@require_POST
@policy(COORDINATOR)
@once
def newer(request: PersonRequest, slug: str) -> HttpResponse:
    """Begin the one that will follow the published one, or throw that draft away."""
    round = managed_round(request, slug)
    if request.POST.get("weg"):
        drop_draft(round, by=request.user, now=now())
        messages.success(request, _("Het concept is weg. De gepubliceerde pagina blijft."))
    else:
        begin_newer(round, by=request.user, now=now())
        said = _("Dit is een nieuw concept. De oude pagina blijft staan tot u dit publiceert.")
        messages.success(request, said)
    return redirect("feedback:manage", slug)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def send(request: PersonRequest, slug: str) -> HttpResponse:
    """Who gets it, who does not and why, and how one of them reads it; then one button."""
    round = managed_round(request, slug)
    bulletin = at_work_on(round)
    if bulletin is None:
        raise Http404
    changed = False
    if request.method == "POST":
        digest = request.POST.get("groep", "")
        try:
            sent = send_bulletin(bulletin, digest=digest, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
            return redirect("feedback:manage", slug)
        if sent:
            said = _(
                "De berichten staan klaar. Ze gaan over 5 minuten weg. Zo lang kunt u stoppen."
            )
            messages.success(request, said)
            return redirect("mail:outbox", slug)
        changed = True
    telling = Telling(bulletin)
    reader = next(iter(telling.reach.everybody), None)
    asked = own_answers(round)
    asker = next(iter(asked.reach.everybody), None)
    hidden = _("(hier staat een eigen link)")
    context = {
        "round": round,
        "bulletin": bulletin,
        "reach": telling.reach,
        "reader": reader,
        "letter": telling.letter(reader, link=hidden, leave=hidden) if reader else None,
        "asked": asked,
        "asker": asker,
        "own_letter": asked.letter(asker, page=hidden, leave=hidden) if asker else None,
        "changed": changed,
    }
    return render(request, "feedback/send.html", context)
