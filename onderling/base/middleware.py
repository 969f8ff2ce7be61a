"""The outermost answers: a database that is away, a full queue, a refusal nobody caught."""

import sys
from collections.abc import Callable

from django.db import DataError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from onderling.base.errors import Busy, Refused
from onderling.base.once import FIELD
from onderling.base.resending import sent_with

AWAY = (OperationalError, InterfaceError)
# A number or a sign that no database takes. People cannot type these; forged forms hold them.
UNFIT = (OverflowError, DataError)


class AwayMiddleware:
    """Bridges a short absence of the database; stands outside session and sign-in.

    Reading is tried once more at once. Writing is, too, when the form carries its key: the
    receipt makes a second try harmless. After that the visitor gets 503 with Retry-After.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not getattr(response, "database_away", False):
            return response
        connection.close()
        if request.method in {"GET", "HEAD"} or FIELD in request.POST:
            response = self.get_response(request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Busy):
            return later(request)
        if isinstance(error, Refused):
            return refused(request, str(error), status=409)
        if isinstance(error, UNFIT):
            reason = _("In dit formulier staat iets wat wij niet kunnen bewaren.")
            return refused(request, reason, status=400)
        return None


def refused(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    """Say why not, above what was typed: nobody has to think of it twice."""
    context = {"reason": reason, "sent": sent_with(request)}
    return render(request, "base/refused.html", context, status=status)


def later(request: HttpRequest) -> HttpResponse:
    """Answer 503: keep what was typed on the page, with a button that sends it again."""
    token = request.POST.get("csrfmiddlewaretoken", "")  # of the form that was sent
    context = {"sent": sent_with(request), "path": request.path, "token": token}
    # Without a request, so without context processors: those ask the database.
    response = render(None, "503.html", context, status=503)
    response["Retry-After"] = "2"
    return response


def something_broke(request: HttpRequest) -> HttpResponse:
    """Answer for every error nobody caught. Django calls this as `handler500`."""
    kind = sys.exc_info()[0]
    if kind is not None and issubclass(kind, AWAY):
        response = later(request)
        response.database_away = True  # type: ignore[attr-defined]  # read by AwayMiddleware
        return response
    return render(None, "500.html", status=500)
