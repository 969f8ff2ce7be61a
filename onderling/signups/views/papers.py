"""The papers of a day: to the printer, to a screen, and to Excel (X-74)."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onderling.base.language import speak_to_all
from onderling.base.paper import pdf_of
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.offers.models import Meeting, Slot
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.papers.day import (
    Guest,
    group_name,
    guests_of,
    people_of,
    without_mail,
)
from onderling.signups.actions.papers.door import door_facts, door_lists, door_table
from onderling.signups.actions.papers.frame import day_of, printed_at
from onderling.signups.actions.papers.lunch import (
    how_many,
    kitchen_facts,
    kitchen_of,
    kitchen_table,
    kitchen_tables,
)
from onderling.signups.actions.papers.people import (
    badge_facts,
    people_table,
    programme_facts,
)
from onderling.signups.queries.topics import brought_topics
from onderling.tables.write import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 250  # people in one file: made within a second, while somebody waits


def _managed(request: PersonRequest, slug: str) -> Round:
    return get_object_or_404(
        Round.objects.managed_by(request.user).select_related("programme__organisation"),
        slug=slug,
    )


def _printed(request: PersonRequest, slug: str) -> Round:
    """Find the round, and go on in the language and the u or je of what hangs on its doors."""
    round = _managed(request, slug)
    speak_to_all(round.programme.form_of_address)
    return round


@require_safe
@policy(COORDINATOR)
@never_cache
def papers(request: PersonRequest, slug: str) -> HttpResponse:
    """Everything there is to print, and how much of it."""
    round = _managed(request, slug)
    people = people_of(round)
    context = {
        "round": round,
        "doors": Meeting.objects.chosen_from().filter(offer__round=round).count(),
        "rounds": _rounds(round),
        "guests": len(people),
        "without_mail": sum(not person.email for person in people),
        "parts": parts_of(people),
        "topics": brought_topics().filter(offer__round=round).count(),
    }
    return render(request, "signups/papers.html", context)


def parts_of(people: Sequence[Person]) -> list[dict[str, Any]]:
    """Cut a long list in parts of one file each, named after who begins and who ends it."""
    if len(people) <= AT_ONCE:
        return []
    parts = [people[start : start + AT_ONCE] for start in range(0, len(people), AT_ONCE)]
    return [
        {
            "number": number,
            "first": part[0].last_name or part[0].first_name,
            "last": part[-1].last_name or part[-1].first_name,
        }
        for number, part in enumerate(parts, 1)
    ]


def _rounds(round: Round) -> list[Slot]:
    """The rounds of the day, when there is more than one to print."""
    slots = list(round.slots.filter(kind=Slot.Kind.WORKSHOPS))
    return slots if len(slots) > 1 else []


@require_safe
@policy(COORDINATOR)
@never_cache
def doors(request: PersonRequest, slug: str) -> HttpResponse:
    round = _managed(request, slug)
    context = {"round": round, "doors": door_lists(round), "when": day_of(round)}
    return render(request, "signups/papers_doors.html", context)


@require_safe
@policy(COORDINATOR)
@never_cache
def doors_pdf(request: PersonRequest, slug: str) -> HttpResponse:
    """Every door; `?ronde=` for those of one part of the day."""
    round = _printed(request, slug)
    slot = round.slots.filter(pk=whole_number(request.GET.get("ronde")) or 0).first()
    facts = door_facts(
        round, door_lists(round, slot=slot), printed=printed_at(round, now=now())
    )
    return _pdf(round, "deurlijsten", pdf_of("signups/papers/door.typ", facts))


@require_safe
@policy(COORDINATOR)
@never_cache
def badges_pdf(request: PersonRequest, slug: str) -> HttpResponse:
    round = _printed(request, slug)
    facts = badge_facts(round, _asked(request, round), printed=printed_at(round, now=now()))
    return _pdf(round, "badges", pdf_of("signups/papers/badges.typ", facts))


@require_safe
@policy(COORDINATOR)
@never_cache
def programmes_pdf(request: PersonRequest, slug: str) -> HttpResponse:
    """Everybody's own day; `?wie=zonder-mail` for who cannot read it on a screen."""
    round = _printed(request, slug)
    facts = programme_facts(round, _asked(request, round), printed=printed_at(round, now=now()))
    return _pdf(round, "programmas", pdf_of("signups/papers/programmes.typ", facts))


@require_safe
@policy(COORDINATOR)
@never_cache
def people(request: PersonRequest, slug: str) -> HttpResponse:
    """Everybody's day in one list, to print from the browser; a long one in parts."""
    round = _managed(request, slug)
    guests = guests_of(round)
    number = whole_number(request.GET.get("deel")) or 1
    context = {
        "round": round,
        "guests": [
            (guest, group_name(guest.group), [part for part in guest.parts if part.own])
            for guest in guests[(number - 1) * AT_ONCE : number * AT_ONCE]
        ],
        "parts": parts_of([guest.person for guest in guests]),
        "number": number,
        "when": day_of(round),
    }
    return render(request, "signups/papers_people.html", context)


@require_safe
@policy(COORDINATOR)
@never_cache
def lunch(request: PersonRequest, slug: str) -> HttpResponse:
    round = _managed(request, slug)
    kitchen = kitchen_of(round, guests_of(round))
    context = {
        "round": round,
        "tables": kitchen_tables(kitchen),
        "says": how_many(kitchen),
        "when": day_of(round),
    }
    return render(request, "signups/papers_lunch.html", context)


@require_safe
@policy(COORDINATOR)
@never_cache
def lunch_pdf(request: PersonRequest, slug: str) -> HttpResponse:
    round = _printed(request, slug)
    kitchen = kitchen_of(round, guests_of(round))
    facts = kitchen_facts(round, kitchen, printed=printed_at(round, now=now()))
    return _pdf(round, "lunch", pdf_of("signups/papers/lunch.typ", facts))


@require_safe
@policy(COORDINATOR)
@never_cache
def sheets(request: PersonRequest, slug: str) -> HttpResponse:
    """The same lists as one workbook."""
    round = _managed(request, slug)
    guests = guests_of(round)
    tables = [
        door_table(door_lists(round)),
        people_table(round, guests),
        kitchen_table(kitchen_of(round, guests)),
    ]
    response = HttpResponse(write_xlsx(tables), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{round.slug}-lijsten.xlsx"'
    return response


def _asked(request: PersonRequest, round: Round) -> list[Guest]:
    """Who is to be printed: everybody, who has no mail, or one part of a long list."""
    guests = guests_of(round)
    if request.GET.get("wie") == "zonder-mail":
        guests = without_mail(guests)
    start = ((whole_number(request.GET.get("deel")) or 1) - 1) * AT_ONCE
    return guests[start : start + AT_ONCE]


def _pdf(round: Round, name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{round.slug}-{name}.pdf"'
    return response
