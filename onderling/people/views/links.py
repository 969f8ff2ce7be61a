"""The page behind a personal link, and “ik ben mijn link kwijt”."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onderling.base.policy import ANYONE, policy
from onderling.base.resending import kept_form
from onderling.people.actions.links import find_link, known_by, mail_lost_link, use_link
from onderling.people.adapter import TOO_OFTEN
from onderling.people.forms import AddressForm
from onderling.people.http import enter, safe_path
from onderling.people.models import Person
from onderling.people.rules import Entry

MINE = "/mijn/"


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only pressing it lets somebody in. Mail scanners open every link."""
    found = find_link(token)
    if found is None:
        context = {"round": _round_to_ask(known_by(token))}
        return render(request, "people/link_gone.html", context, status=404)
    if request.method != "POST":
        where = safe_path(request.GET.get("naar", ""), "")
        context = {"person": found.person, "where": where}
        context["round"] = _round_to_ask(found.person)
        return render(request, "people/link.html", context)
    person = use_link(found, now=now())
    enter(request, person, Entry.LINK)
    if kept_form(request, now=now()):
        return redirect("base:again")
    return redirect(safe_path(request.POST.get("naar", ""), MINE))


def _round_to_ask(person: Person | None) -> Any:
    """The round whose coordinator stands at the foot of the page; settings name who knows."""
    return import_string(settings.ROUND_TO_ASK)(person, now=now())


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@never_cache
def lost_link(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "people/lost_link.html", {"form": form, "round": _round_to_ask(None)}
        )
    typed = form.cleaned_data["email"]
    if not ratelimit.consume(request, action="request_login_code", key=typed.casefold()):
        form.add_error(None, TOO_OFTEN)
        return render(
            request, "people/lost_link.html", {"form": form, "round": _round_to_ask(None)}
        )
    mail_lost_link(typed, now=now())
    return redirect("people:link_sent")


@require_http_methods(["GET", "HEAD"])
@policy(ANYONE)
def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/link_sent.html")
