"""The programme as a booklet: what stands in it, in the order of the day."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from onderling.base.language import html_language
from onderling.base.written import capital, clock, name_list, period, weekday
from onderling.formats.workshops.queries.timetable import Day, Line
from onderling.offers.models import Meeting
from onderling.rounds.models import Round
from onderling.signups.actions.papers.frame import day_of


def booklet_of(round: Round, timetable: list[Day]) -> dict[str, Any]:
    """What the template of the booklet needs."""
    return {
        "title": f"{_('Programma')}: {round.name}",
        "network": settings.INSTALL.network_name,
        "foot": round.name,
        "page": _("bladzijde"),
        "language": html_language(),
        "round": round.name,
        "when": day_of(round),
        "intro": round.intro,
        "contact": _("Komt u er niet uit? Bel {name}: {phone}.").format(
            name=round.contact_name, phone=round.contact_phone
        ),
        "days": [
            {"name": capital(weekday(day.date)), "parts": _parts(day)} for day in timetable
        ],
        "words": {
            "contents": _("In dit boekje"),
            "afterwards": _("Na afloop"),
            "preparation": _("Voorbereiding:"),
        },
    }


def _parts(day: Day) -> list[dict[str, Any]]:
    """The parts of one day: workshops that begin together stand together."""
    parts = []
    for slot, lines in groupby(day.lines, key=lambda line: line.slot):
        of_part = list(lines)
        first = of_part[0]
        where = slot.where if first.meeting is None else ""
        zone = first.starts.tzinfo
        times = period(slot.starts.astimezone(zone), slot.ends.astimezone(zone))
        parts.append(
            {
                "name": slot.label,
                "says": ", ".join(filter(None, [times, where])),
                "workshops": [
                    _workshop(line, line.meeting) for line in of_part if line.meeting
                ],
            }
        )
    return parts


def _workshop(line: Line, meeting: Meeting) -> dict[str, str]:
    offer = meeting.offer
    longer = meeting.last_slot is not None
    says = [
        line.where,
        _("tot {time} uur").format(time=clock(line.ends)) if longer else "",
        name_list([person.name for person in meeting.givers.all()]),
        str(offer.organisation or ""),
        str(offer.working_form or ""),
        "" if offer.accessible else _("niet met een rolstoel"),
    ]
    return {
        "title": offer.title,
        "says": ", ".join(filter(None, says)),
        "about": offer.about,
        "afterwards": offer.afterwards,
        "preparation": offer.preparation,
    }
