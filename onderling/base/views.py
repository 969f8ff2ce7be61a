"""What was typed and is not saved yet: kept while typing, and sent again after a stop."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from onderling.base import drafts, once
from onderling.base.errors import Refused
from onderling.base.models import Upload
from onderling.base.policy import ANYONE, SIGNED_IN, policy
from onderling.base.resending import by_a_page_of_ours, kept_form, sent_with
from onderling.base.templatetags.ond import on_the_wall
from onderling.base.uploads import upload_answer
from onderling.base.written import clock

OF, AWAY = "concept-van", "concept-weg"
# What the form needs to be sent, and nobody typed.
NOT_TYPED = {"csrfmiddlewaretoken", once.FIELD, drafts.FIELD, OF, AWAY}


@require_POST
@policy(SIGNED_IN)
def draft(request: HttpRequest) -> HttpResponse:
    """Keep a half-filled form, or throw it away. Says in a sentence what happened.

    The script drafts.js calls it.
    """
    person: Any = request.user
    form = request.POST.get(OF, "")
    if not form.startswith("/") or len(form) > 300:
        return JsonResponse({"said": _("Dit is geen formulier.")}, status=400)
    if AWAY in request.POST:
        drafts.drop_draft(person, form)
        return JsonResponse({"said": _("Weggegooid.")})
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
        for value in values
    ]
    at = now()
    try:
        drafts.keep_draft(person, form, typed, key=request.POST.get(once.FIELD, ""), now=at)
    except Refused as refusal:
        return JsonResponse({"said": str(refusal)}, status=400)
    said = _("Uw tekst is bewaard om {time} uur.").format(time=clock(on_the_wall(at, None)))
    return JsonResponse({"said": said})


@require_safe
@policy(SIGNED_IN)
@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """Show a form that came while its visitor was signed out, with a button to send it."""
    return render(request, "base/again.html", {"sent": kept_form(request, now=now())})


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page was opened in an earlier visit. Django calls this for 403.

    A page of ours that stood open too long may be sent after one look. A form from elsewhere
    gets no such button: that would be the trick that the check is there to stop.
    """
    if not by_a_page_of_ours(request) or not request.POST:
        return render(request, "403_csrf.html", status=403)
    context = {"sent": sent_with(request), "stale": True}
    return render(request, "base/again.html", context, status=403)


@require_safe
@policy(ANYONE)
def upload(request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """Send a file that somebody gave and an editor placed; its address cannot be guessed."""
    found = Upload.objects.filter(key=token).first()
    if found is None:
        raise Http404
    if not found.is_to_be_had:
        return render(request, "base/upload_gone.html", status=410)
    return upload_answer(found)
