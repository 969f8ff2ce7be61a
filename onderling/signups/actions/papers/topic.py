"""The sheet on which a topic is written down: one sheet of A4 for each (X-98)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from onderling.base.addresses import address_of
from onderling.base.qr import qr_picture
from onderling.base.written import name_list
from onderling.offers.models import Meeting
from onderling.rounds.models import Round
from onderling.signups.actions.letters import when_and_where
from onderling.signups.actions.papers.frame import frame_of

NOTES = 5  # as many as one may write down afterwards


def topic_facts(
    round: Round, meetings: Sequence[Meeting], *, base: str, printed: str
) -> dict[str, Any]:
    """Everything that stands on the sheets. `base` begins the address of the code."""
    return {
        **frame_of(round, _("Verslagblad"), printed=printed),
        "topics": [_topic(round, meeting, base) for meeting in meetings],
        "notes": NOTES,
        "words": {
            "by": _("Ingebracht door"),
            "note": _("Wat is er gezegd? Schrijf kort: één regel per punt."),
            "point": _("Punt"),
            "who": _("Wie schreef mee?"),
            "ask": _("Wat moet iemand hiermee doen, en wie?"),
        },
    }


def _topic(round: Round, meeting: Meeting, base: str) -> dict[str, Any]:
    address = base + address_of("outcomes:notes", meeting.pk)
    return {
        "title": meeting.offer.title,
        "about": meeting.offer.about,
        "when": when_and_where(meeting, round),
        "by": name_list([giving.person.name for giving in meeting.givings.all()]),
        "code": {
            "picture": qr_picture(address),
            "says": _("QR-code om het over te typen"),
            "scan": _("Typ het over, of laat dat doen: scan de code."),
        },
    }
