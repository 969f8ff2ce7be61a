"""What a request looks like behind the door, and how somebody comes through it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django_htmx.middleware import HtmxDetails

from onderling.people.middleware import SESSION_KEY
from onderling.people.models import Person
from onderling.people.rules import has_full_rights

KNOWN = "__Host-bekend" if settings.SESSION_COOKIE_SECURE else "bekend"
SINCE = "since"  # in the session
LATELY = timedelta(hours=1)
YEAR_SECONDS = 365 * 24 * 3600


class PersonRequest(HttpRequest):
    """A request from someone who is signed in."""

    user: Person
    htmx: HtmxDetails


def enter(request: HttpRequest, person: Person, entry: str) -> None:
    """Open a session for somebody, under a new session id.

    Who is in already with full rights and opens the own personal link, keeps those rights.
    """
    held = request.session.get(SESSION_KEY, "")
    if request.user == person and has_full_rights(held) and not has_full_rights(entry):
        return
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    request.session[SESSION_KEY] = str(entry)
    note_entry(request)
    person.entry = str(entry)


def note_entry(request: HttpRequest) -> None:
    """Remember in the visit when somebody proved who they are."""
    request.session[SINCE] = now().isoformat()


def proved_lately(request: PersonRequest) -> bool:
    """Say whether somebody signed in within the hour, and not by a personal link alone.

    What can never be taken back, and everything at once, is for them only: a telephone that
    was left on a table is not enough.
    """
    since = request.session.get(SINCE, "")
    fresh = bool(since) and now() - datetime.fromisoformat(since) < LATELY
    return fresh and has_full_rights(request.user.entry)


def safe_path(path: str, default: str) -> str:
    """Return a path on this site, else the default: no open redirects."""
    if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return path
    return default


def know_browser(response: HttpResponse, person: Person) -> None:
    """Remember that this person signed in with this browser.

    A stranger who asks for codes in somebody's name uses up the hourly number; in a browser
    that we know the person still gets one.
    """
    response.set_signed_cookie(
        KNOWN,
        str(person.pk),
        salt="people.known",
        max_age=YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def who_was_here(request: HttpRequest) -> str:
    """Return the id of who signed in with this browser before; empty for nobody."""
    try:
        told = request.get_signed_cookie(KNOWN, "", salt="people.known", max_age=YEAR_SECONDS)
    except signing.BadSignature:
        return ""
    return told or ""
