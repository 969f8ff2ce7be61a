"""The texts of a round's messages: read ours, write one's own, go back (X-33)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.mail.actions.texts import (
    Text,
    change_text,
    is_changeable,
    reset_text,
    texts_of,
)
from onderling.mail.forms import explained, words_form
from onderling.mail.http import managed_scope

# The templates that the deeds of a round use today; the others wait for their room.
IN_USE = (
    "uitnodiging herinnering_kiezen wens_ontvangen wens_ingevuld plaatsing plaatsing_brief"
    " geen_plek geen_plek_brief verdeling_ongedaan plek_bevestigd wachtlijst_vrij"
    " plek_wachtlijst plek_afgemeld herinnering_week herinnering_dag uitnodiging_festival"
)


@require_safe
@policy(COORDINATOR)
def texts(request: HttpRequest, slug: str) -> HttpResponse:
    managed = managed_scope(request, slug)
    found = _texts(managed)
    context = {"round": managed, "texts": [found[key] for key in IN_USE.split()]}
    return render(request, "mail/texts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def text(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Change one text for this round, or go back to ours."""
    managed = managed_scope(request, slug)
    found = _texts(managed).get(key)
    if found is None or not is_changeable(key):
        raise Http404
    me: Any = request.user
    form = words_form(found, request.POST or None)
    if request.method == "POST" and request.POST.get("terug"):
        reset_text(managed, key, by=me, now=now())
        messages.success(request, _("U gebruikt weer onze tekst."))
        return redirect("mail:texts", slug)
    if request.method == "POST" and form.is_valid():
        change_text(managed, key, **form.cleaned_data, by=me, now=now())
        messages.success(request, _("De tekst is bewaard. Nieuwe berichten gebruiken hem."))
        return redirect("mail:texts", slug)
    context = {
        "round": managed,
        "text": found,
        "form": form,
        "explained": explained(found.takes),
    }
    return render(request, "mail/text.html", context)


def _texts(managed: Any) -> dict[str, Text]:
    return dict(texts_of(managed, form=managed.programme.form_of_address).of)
