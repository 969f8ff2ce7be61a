"""The choice of a language: in this browser, and in mail for who is signed in (X-8)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from onderling.base.language import language_now
from onderling.base.once import once
from onderling.base.policy import ANYONE, policy
from onderling.people.actions.persons import change_person
from onderling.people.http import safe_path


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@once
def language(request: HttpRequest) -> HttpResponse:
    back = safe_path(request.POST.get("terug") or request.GET.get("terug", ""), "/")
    chosen = request.POST.get("taal", "")
    if chosen not in dict(settings.LANGUAGES):
        context: dict[str, Any] = {"back": back, "now": language_now(), "all": OFFERED}
        return render(request, "people/language.html", context)
    if request.user.is_authenticated:
        change_person(request.user, by=request.user, now=now(), language=chosen)
    response = redirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


# Each says in its own words what pressing it does: who cannot read this page can read that.
OFFERED = [
    ("nl", "nl", "Lees in het Nederlands"),
    ("nl-be", "nl-BE", "Lees in het Vlaams"),
    ("en", "en", "Read in English"),
]
