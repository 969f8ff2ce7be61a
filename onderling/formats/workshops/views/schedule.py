"""The timetable for other programs: apps, screens in the hall, calendars (X-66)."""

from collections.abc import Callable, Iterator

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    JsonResponse,
)
from django.utils.http import parse_etags, quote_etag
from django.utils.timezone import now
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from onderling.base.calendar_answer import calendar_response
from onderling.base.calendar_file import Appointment
from onderling.base.policy import ANYONE, policy
from onderling.formats.workshops.queries.kept import keep, versions_of
from onderling.formats.workshops.queries.schedule import schedule_of
from onderling.formats.workshops.queries.schedule_xml import xml_of
from onderling.formats.workshops.queries.timetable import Day, as_of, timetable_of
from onderling.offers.queries.appointments import meeting_appointment, slot_appointment
from onderling.rounds.http import visible_round
from onderling.rounds.models import Round

Make = Callable[[Round, list[Day]], HttpResponse]


@require_safe
@policy(ANYONE)
def schedule_json(request: HttpRequest, slug: str) -> HttpResponse:
    return _unless_known(
        request, slug, lambda round, days: JsonResponse(schedule_of(round, days))
    )


@require_safe
@policy(ANYONE)
def schedule_xml(request: HttpRequest, slug: str) -> HttpResponse:
    def make(round: Round, days: list[Day]) -> HttpResponse:
        content = xml_of(schedule_of(round, days))
        return HttpResponse(content, content_type="application/xml; charset=utf-8")

    return _unless_known(request, slug, make)


@require_safe
@policy(ANYONE)
def programme_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole programme as one calendar file."""

    def make(round: Round, days: list[Day]) -> HttpResponse:
        rows = list(_appointments(round, days))
        return calendar_response(round.name, rows, name=f"{round.slug}-programma", now=now())

    return _unless_known(request, slug, make)


def _appointments(round: Round, days: list[Day]) -> Iterator[Appointment]:
    for day in days:
        for line in day.lines:
            row = (
                meeting_appointment(line.meeting, round)
                if line.meeting
                else slot_appointment(line.slot, round)
            )
            if row:
                yield row


def _unless_known(request: HttpRequest, slug: str, make: Make) -> HttpResponse:
    """Make the file, unless nothing at all happened here since it was last read.

    For another program it is made once, as long as the programme stays as it is.
    """
    round = _round(request, slug)
    version = quote_etag(f"{round.pk}-{as_of()}")
    response: HttpResponse
    if version in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        made = keep(
            ("file", request.path, get_language()),
            versions_of(round.pk),
            lambda: make(*_days_of(round)),
        )
        response = HttpResponse(made.content, headers=dict(made.items()))
    response["ETag"] = version
    response["Cache-Control"] = "no-cache"  # keep it, and ask whether it still holds
    return response


def _round(request: HttpRequest, slug: str) -> Round:
    return visible_round(request, slug)


def _days_of(round: Round) -> tuple[Round, list[Day]]:
    days = timetable_of(round)
    if not days:
        raise Http404  # no programme yet
    return round, days
