"""The own data: see, change, say yes or no."""

import time
from typing import Any

from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code, generate_user_code
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.once import once
from onderling.base.policy import SIGNED_IN, policy
from onderling.people.actions.addresses import change_address, mail_address_code
from onderling.people.actions.consent import answer_consent, consents_of
from onderling.people.actions.persons import change_person
from onderling.people.adapter import TOO_OFTEN, WRONG_CODE
from onderling.people.forms import AddressForm, CodeForm, ConsentForm, MyDataForm
from onderling.people.http import PersonRequest
from onderling.people.models import Consent
from onderling.people.rules import has_full_rights

PENDING = "new_address"  # in the session: the address, its code, how often one tried
CODE_SECONDS = 900
TRIES = 5


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def mine(request: PersonRequest) -> HttpResponse:
    form = MyDataForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        change_person(request.user, by=request.user, now=now(), **form.cleaned_data)
        messages.success(request, _("Uw gegevens zijn bewaard."))
        return redirect("people:mine")
    # A form with faults has put what was typed on its instance; the page shows what is kept.
    request.user.refresh_from_db()
    context = {
        "form": form,
        "person": request.user,
        "affiliations": request.user.affiliations.current().select_related("organisation"),
        "purposes": _purposes(request),
        "history": request.user.consents.all(),
        "full_rights": has_full_rights(request.user.entry),
    }
    return render(request, "people/mine.html", context)


def _purposes(request: PersonRequest) -> list[dict[str, Any]]:
    """Put each purpose beside its question and the latest answer."""
    questions = {
        Consent.Purpose.PHOTO: _("Mag uw foto in het verslag van de dag?"),
        Consent.Purpose.QUOTE: _("Mogen wij opschrijven wat u zei, met uw voornaam erbij?"),
        Consent.Purpose.CONTACT: _("Mag iemand die u op de dag ontmoette u later mailen?"),
        Consent.Purpose.PANEL: _("Mogen wij u vragen voor een korte vragenlijst?"),
        Consent.Purpose.NEEDS: _("Mag wie uw workshop geeft, lezen wat u nodig hebt?"),
    }
    latest = consents_of(request.user)
    return [
        {"key": key.value, "label": key.label, "asks": asks, "last": latest.get(key.value)}
        for key, asks in questions.items()
    ]


@require_POST
@policy(SIGNED_IN)
@once
def consent(request: PersonRequest) -> HttpResponse:
    form = ConsentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Kies ja of nee."))
        return redirect("people:mine")
    given = answer_consent(
        request.user,
        form.cleaned_data["purpose"],
        form.cleaned_data["answer"],
        channel="web",
        now=now(),
    )
    if given.answer == Consent.Answer.GIVEN:
        messages.success(request, _("Uw toestemming is bewaard. U kunt haar altijd intrekken."))
    else:
        messages.success(request, _("Wij hebben bewaard dat u dit niet wilt."))
    return redirect("people:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
def address(request: PersonRequest) -> HttpResponse:
    """Ask for a new address and mail a code to it.

    A personal link alone may not move the address of somebody with a role: a leaked link
    would then be a way to all that the role may see.
    """
    if not has_full_rights(request.user.entry) and request.user.memberships.current():
        return render(request, "people/address_not_by_link.html")
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/address.html", {"form": form})
    typed = form.cleaned_data["email"]
    if not ratelimit.consume(request, action="request_login_code", key=typed.casefold()):
        form.add_error("email", TOO_OFTEN)
        return render(request, "people/address.html", {"form": form})
    code = generate_user_code(length=8, numeric=True)
    kept = mail_address_code(request.user, typed, code, now=now())
    request.session[PENDING] = {
        "address": typed,
        "code": kept,
        "until": time.time() + CODE_SECONDS,
        "tries": 0,
    }
    return redirect("people:address_code")


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
def address_code(request: PersonRequest) -> HttpResponse:
    pending = request.session.get(PENDING)
    if not pending or pending["until"] < time.time() or pending["tries"] >= TRIES:
        request.session.pop(PENDING, None)
        return redirect("people:address")
    form = CodeForm(request.POST or None)
    context = {"form": form, "address": pending["address"]}
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/address_code.html", context)
    if not compare_user_code(actual=form.cleaned_data["code"], expected=pending["code"]):
        request.session[PENDING] = {**pending, "tries": pending["tries"] + 1}
        form.add_error("code", WRONG_CODE)
        return render(request, "people/address_code.html", context)
    del request.session[PENDING]
    change_address(request.user, pending["address"], now=now())
    messages.success(request, _("Uw nieuwe e-mailadres is bewaard."))
    return redirect("people:mine")
