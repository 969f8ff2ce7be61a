"""A calendar file as the answer to a request."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag

from onderling.base.calendar_file import Appointment, calendar_file, version_of

CALENDAR = "text/calendar; charset=utf-8"
FRESH = 900  # seconds a calendar may keep what it read


def answer(
    request: HttpRequest, title: str, rows: Iterable[Appointment], *, name: str, now: datetime
) -> HttpResponse:
    """Send a calendar file, or say that nothing changed since it was last read."""
    appointments = list(rows)
    version = quote_etag(version_of(title, appointments))
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response: HttpResponse
    if version in known:
        response = HttpResponseNotModified()
    else:
        response = calendar_response(title, appointments, name=name, now=now)
    response["ETag"] = version
    response["Cache-Control"] = f"private, max-age={FRESH}"
    return response


def calendar_response(
    title: str, appointments: Iterable[Appointment], *, name: str, now: datetime
) -> HttpResponse:
    """The file itself, to open or to keep."""
    content = calendar_file(title, appointments, now=now)
    response = HttpResponse(content, content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
