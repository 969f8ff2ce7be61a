"""Does mail work here? For the owner: the settings in words, the queue, a mail to oneself."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onderling.base.once import once
from onderling.base.policy import OWNER, policy
from onderling.mail.actions.check import last_check, mail_myself
from onderling.mail.queries import state_of_mail


@require_safe
@policy(OWNER)
def check(request: HttpRequest) -> HttpResponse:
    me: Any = request.user
    context = {
        "mail": state_of_mail(now=now()),
        "proof": last_check(me),
        "host": settings.EMAIL_HOST,
        "demo": settings.DEMO,
        "port": settings.EMAIL_PORT,
        "safe": settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "address": me.email,
    }
    return render(request, "mail/check.html", context)


@require_POST
@policy(OWNER)
@once
def proof(request: HttpRequest) -> HttpResponse:
    """Queue a mail to who asks, through the same outbox as all mail."""
    me: Any = request.user
    sent = mail_myself(me, now=now())
    if sent is None:
        messages.warning(request, _("Dat was vaak. Probeer het over een uur opnieuw."))
    else:
        messages.success(request, _("De proefmail staat klaar. Ververs deze pagina zo."))
    return redirect("mail:check")
