"""The second step of signing in: switch it on, renew the recovery codes, switch it off."""

import base64

from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.policy import SIGNED_IN, policy
from onderling.people.actions.second_step import (
    add_second_step,
    drop_second_step,
    has_second_step,
    recovery_codes_left,
    renew_recovery_codes,
)
from onderling.people.adapter import SecondStep
from onderling.people.forms import NewSecondStepForm, SecondCodeForm
from onderling.people.http import PersonRequest, safe_path
from onderling.people.rules import has_full_rights

MINE = "/mijn/"


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
def second_factor(request: PersonRequest) -> HttpResponse:
    """Ask friendly, or show that it is on. A personal link alone cannot lock somebody out."""
    if not has_full_rights(request.user.entry):
        where = urlencode({"next": request.path})
        return redirect(f"/inloggen/?{where}")
    if has_second_step(request.user):
        return _show(request, SecondCodeForm(user=request.user))
    later = safe_path(request.GET.get("naar", request.POST.get("naar", "")), MINE)
    form = NewSecondStepForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        codes = add_second_step(request.user, form.secret, now=now())
        update_session_auth_hash(request, request.user)  # this session may stay
        clear_totp_secret(request)
        return render(request, "people/recovery_codes.html", {"codes": codes, "next": later})
    adapter = SecondStep()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, form.secret))
    context = {
        "form": form,
        "later": later,
        "picture": base64.b64encode(picture.encode()).decode(),
        "secret": " ".join(form.secret[i : i + 4] for i in range(0, len(form.secret), 4)),
    }
    return render(request, "people/second_factor_new.html", context)


@require_POST
@policy(SIGNED_IN)
@never_cache
def second_factor_change(request: PersonRequest) -> HttpResponse:
    """Renew the codes or switch off; both need a code from the app."""
    if not has_full_rights(request.user.entry):
        raise Http404
    if not has_second_step(request.user):
        return redirect("people:second_factor")
    form = SecondCodeForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show(request, form)
    if request.POST.get("wat") == "uit":
        drop_second_step(request.user, now=now())
        update_session_auth_hash(request, request.user)
        messages.success(request, _("De tweede stap staat uit."))
        return redirect("people:second_factor")
    codes = renew_recovery_codes(request.user, now=now())
    return render(request, "people/recovery_codes.html", {"codes": codes, "next": MINE})


def _show(request: PersonRequest, form: SecondCodeForm) -> HttpResponse:
    context = {"form": form, "left": recovery_codes_left(request.user)}
    return render(request, "people/second_factor.html", context)
