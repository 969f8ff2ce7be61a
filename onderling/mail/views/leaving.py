"""Ending one kind of mail with one press, without signing in (S2-17, RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from onderling.base.policy import ANYONE, policy
from onderling.mail.actions.switches import set_switch, switch_behind
from onderling.mail.rules import Purpose
from onderling.mail.views.switches import ASKS

BACK = "weer"


@policy(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_exempt  # a mail program presses too; the signed address is the proof
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; pressing it ends this kind of mail. Mail scanners open every link.

    The answer is a page and not a redirect, which a mail program need not follow.
    """
    switch = switch_behind(token)
    if switch is None or switch.purpose is Purpose.SERVICE:
        return render(request, "mail/leave_gone.html", status=404)
    if request.method == "POST":
        set_switch(switch.person, switch.purpose, on=BACK in request.POST, now=now())
    context = {"token": token, "asks": ASKS[switch.purpose][0], "on": switch.on}
    return render(request, "mail/leave.html", context)
