"""Where a long form brings what is being typed; the script drafts.js calls it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from onderling.base import drafts, once
from onderling.base.dutch import clock
from onderling.base.errors import Refused
from onderling.base.policy import SIGNED_IN, policy
from onderling.base.templatetags.ond import on_the_wall

OF, AWAY = "concept-van", "concept-weg"
# What the form needs to be sent, and nobody typed.
NOT_TYPED = {"csrfmiddlewaretoken", once.FIELD, drafts.FIELD, OF, AWAY}


@require_POST
@policy(SIGNED_IN)
def draft(request: HttpRequest) -> HttpResponse:
    """Keep a half-filled form, or throw it away. Says in a sentence what happened."""
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
