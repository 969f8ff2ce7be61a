"""What I want to hear: the own switches for feedback and newsletter (X-31)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from onderling.base import audit
from onderling.base.once import once
from onderling.base.policy import SIGNED_IN, policy
from onderling.mail.actions.switches import set_switch, who_wants
from onderling.mail.rules import Purpose

ASKS = {
    Purpose.FEEDBACK: (
        gettext_lazy("Wat er gebeurde met wat u inbracht"),
        gettext_lazy("Dit krijgt u, tenzij u het hier uitzet."),
    ),
    Purpose.BULLETIN: (
        gettext_lazy("Wat er uit een dag kwam waarvoor u was uitgenodigd"),
        gettext_lazy("Dit krijgt u, ook als u er niet bij was, tenzij u het hier uitzet."),
    ),
    Purpose.NEWSLETTER: (
        gettext_lazy("Nieuws van het netwerk"),
        gettext_lazy("Dit krijgt u alleen als u het hier aanzet."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@once
def switches(request: HttpRequest) -> HttpResponse:
    me: Any = request.user
    asked = request.POST.get("doel", "")
    if request.method == "POST" and asked in set(ASKS):
        set_switch(me, Purpose(asked), on=request.POST.get("aan") == "ja", now=now())
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect("mail:switches")
    ref = audit.ref(me)
    rows = [
        {"purpose": purpose, "asks": asks, "rule": rule, "on": bool(who_wants({ref}, purpose))}
        for purpose, (asks, rule) in ASKS.items()
    ]
    return render(request, "mail/switches.html", {"rows": rows})
