"""Badges and own programmes: everybody's day on a card and on a sheet."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from onderling.rounds.models import Round
from onderling.signups.actions.papers.day import Guest, Part, begin_of, group_name, period_of
from onderling.signups.actions.papers.frame import frame_of
from onderling.tables.write import Table


def badge_facts(round: Round, guests: Sequence[Guest], *, printed: str) -> dict[str, Any]:
    """What the template of the badges needs."""
    return {
        **frame_of(round, _("Badges"), printed=printed),
        "people": [
            {
                "name": guest.person.name,
                "organisation": guest.organisation,
                "gives": guest.gives,
                "parts": [
                    {
                        "begins": begin_of(round, part.slot),
                        "title": part.title,
                        "room": part.room,
                    }
                    for part in guest.parts
                    if part.own and not part.goes_on
                ],
            }
            for guest in guests
        ],
        "words": {"gives": _("geeft een workshop")},
    }


def programme_facts(round: Round, guests: Sequence[Guest], *, printed: str) -> dict[str, Any]:
    """What the template of the own programmes needs."""
    return {
        **frame_of(round, _("Programma per persoon"), printed=printed),
        "people": [
            {
                "name": guest.person.name,
                "organisation": guest.organisation,
                "parts": [_line(round, part) for part in guest.parts],
            }
            for guest in guests
        ],
        "words": {
            "cannot": _("Kunt u toch niet? Laat het weten. Dan kan een ander op uw plek.")
        },
    }


def _line(round: Round, part: Part) -> dict[str, Any]:
    return {
        "time": period_of(round, part.slot.starts, part.slot.ends),
        "title": part.title,
        "room": part.room,
        "says": part.says,
        "own": part.own,
    }


def people_table(round: Round, guests: Sequence[Guest]) -> Table:
    """Everybody with a place per part of the day, as one sheet for Excel."""
    slots = [slot for slot in round.slots.all() if slot.kind == slot.Kind.WORKSHOPS]
    header = [_("Naam"), _("Organisatie"), _("Rol"), _("E-mail"), _("Telefoon")]
    return Table(
        _("Deelnemers"),
        [*header, *(slot.label for slot in slots)],
        [
            [
                guest.person.sorted_name,
                guest.organisation,
                group_name(guest.group),
                guest.person.email or "",
                guest.person.phone,
                *(_where(guest, slot.pk) for slot in slots),
            ]
            for guest in guests
        ],
    )


def _where(guest: Guest, slot: int) -> str:
    part = next((part for part in guest.parts if part.slot.pk == slot), None)
    if part is None:
        return ""
    if not part.own:
        return part.says
    return f"{part.title} ({part.room})" if part.room else part.title
