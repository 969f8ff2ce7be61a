"""A form that came while its visitor was signed out: kept a while, and sent again by hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from onderling.base.typed import KEY

KEPT = "verstuurd"  # in the session
AGAIN = "opnieuw"  # the hidden field of a form that is sent again
LARGEST = 50_000  # characters: who is signed out may fill no disk
HOUR = timedelta(hours=1)
NOT_TYPED = {"csrfmiddlewaretoken", "versie", "concept", AGAIN, KEY}


@dataclass(frozen=True)
class Sent:
    """One form as it was sent: where to, and its fields in order."""

    path: str
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """What somebody typed; without the keys and numbers that a form carries by itself."""
        return [
            value
            for name, value in self.fields
            if name not in NOT_TYPED and any(sign.isalpha() for sign in value)
        ]


def sent_with(request: HttpRequest) -> Sent:
    """Read the form in a request. Files are not in it: a browser must choose them again."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", AGAIN}
        for value in values
    ]
    return Sent(request.get_full_path(), fields)


def by_a_page_of_ours(request: HttpRequest) -> bool:
    """Say whether a page of this site sent this form; a browser lets no other page claim it."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def keep_sent(request: HttpRequest, *, now: datetime) -> bool:
    """Keep a form until its visitor has signed in. Says whether there was something to keep."""
    # A script that saves in the background has its text still on the page.
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return False
    sent = sent_with(request)
    length = sum(len(name) + len(value) for name, value in sent.fields)
    if not sent.fields or length > LARGEST:
        return False
    request.session[KEPT] = {"path": sent.path, "fields": sent.fields, "at": now.isoformat()}
    return True


def kept_form(request: HttpRequest, *, now: datetime) -> Sent | None:
    """Find the form that waits in this visit; None when there is none, or it is too old."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if kept is None:
        return None
    sent = Sent(kept["path"], [(name, value) for name, value in kept["fields"]])
    old = now - datetime.fromisoformat(kept["at"]) > HOUR
    # At a shared computer somebody else may sign in: whose page it was, stands in its key.
    if old or not _is_of(sent, request.user):
        forget_sent(request)
        return None
    return sent


def mark_of(token: str, person: Any) -> str:
    """Mark a key as made for this person, or for who is not signed in (None, or without pk).

    Nobody can make it for somebody else.
    """
    whose = getattr(person, "pk", None) or ""
    return salted_hmac("onderling.form", f"{token}:{whose}").hexdigest()[:20]


def _is_of(sent: Sent, person: Any) -> bool:
    key = dict(sent.fields).get(KEY, "")
    token, _point, mark = key.partition(".")
    # A page that was drawn for nobody is of whoever signs in next with this browser.
    of = [mark_of(token, person), mark_of(token, None)]
    return any(constant_time_compare(mark, one) for one in of)


def forget_sent(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)
