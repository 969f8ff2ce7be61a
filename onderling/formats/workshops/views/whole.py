"""The whole page as somebody sees it of whom we know nothing: drawn once for all of them."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.timezone import now
from django.utils.translation import get_language

from onderling.base.once import FIELD, new_key
from onderling.formats.workshops.forms.programme import day_of
from onderling.formats.workshops.queries.kept import keep
from onderling.formats.workshops.queries.programme import FRESH, Edition, kept_programme
from onderling.formats.workshops.rules.browsing import Filters

# What is of one visitor only: the token against forgery, and the key of the form.
OWN = re.compile(
    rf'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="{FIELD}" value=")[^"]*'
)


@dataclass(frozen=True)
class Whole:
    """A drawn page, cut where a visitor's own keys go; `mark` tells it from any other."""

    pieces: list[str]
    mark: str


def not_known(request: HttpRequest) -> bool:
    """Say whether this visitor brings no session and no messages: a token or a language."""
    same = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}  # kept per language
    return not request.COOKIES.keys() - same


def same_for_all(
    request: HttpRequest, of: Edition, wanted: Filters, draw: Callable[[], str]
) -> HttpResponse:
    """Answer with the page as it was drawn for somebody else, and the visitor's own keys.

    Who has it already, with the token that goes with their cookie, hears only that.
    """
    phase = kept_programme(of).wishing(now())
    key = (
        "page",
        request.path,
        wanted,
        *which(request).values(),
        request.GET.urlencode(),
        phase and phase.pk,
        get_language(),
    )
    whole = keep(key, of.at, lambda: _cut(draw()), seconds=FRESH * 2)
    etag = None
    if cookie := request.COOKIES.get(settings.CSRF_COOKIE_NAME):
        etag = quote_etag(f"{whole.mark}-{_mark(cookie)}")
    answer = get_conditional_response(request, etag=etag) if etag else None
    if answer is None:
        own = {"t": get_token(request), "k": new_key()}
        answer = HttpResponse("".join(own.get(piece, piece) for piece in whole.pieces))
    if etag:
        answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _cut(page: str) -> Whole:
    """Cut the page where a visitor's own keys go."""
    pieces, at = [], 0
    for found in OWN.finditer(page):
        before = page[at : found.start()]
        pieces += [before, "t" if before.endswith('csrfmiddlewaretoken" value="') else "k"]
        at = found.end()
    pieces.append(page[at:])
    return Whole(pieces, _mark("".join(pieces)))


def which(request: HttpRequest) -> dict[str, Any]:
    """Which days of what fits: from a day on, or all of it on one page."""
    since = day_of(request.GET.get("vanaf", ""))
    return {"since": since, "whole": request.GET.get("toon") == "alles"}
