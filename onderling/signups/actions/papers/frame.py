"""What stands around every paper: its title, its foot, whom to ring."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from onderling.base.language import html_language
from onderling.base.written import capital, moment
from onderling.rounds.models import Round


def frame_of(round: Round, title: str, *, printed: str) -> dict[str, Any]:
    """The facts that every template of ours needs."""
    return {
        "title": f"{title}: {round.name}",
        "network": settings.INSTALL.network_name,
        "foot": f"{round.name}. {printed}",
        "page": _("bladzijde"),
        "language": html_language(),
        "round": round.name,
        "when": day_of(round),
        "contact": _("Bel {name}: {phone}").format(
            name=round.contact_name, phone=round.contact_phone
        ),
    }


def day_of(round: Round) -> str:
    """Write “Donderdag 19 november 2026, Stadhuis”."""
    return ", ".join([capital(round.dates), *([round.venue] if round.venue else [])])


def printed_at(round: Round, *, now: datetime) -> str:
    """Say how old a paper is: lists change until the day itself."""
    return _("Gemaakt op {when}.").format(when=moment(now, ZoneInfo(round.zone)))
