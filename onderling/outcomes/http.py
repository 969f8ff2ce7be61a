"""What pages of this room share: finding a meeting through who writes for it, and tabs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.shortcuts import get_object_or_404

from onderling.base.language import speak_as
from onderling.offers.models import Meeting, MeetingQuerySet
from onderling.outcomes.queries.notes import meetings_to_appoint, meetings_to_note
from onderling.people.http import PersonRequest


def meeting_to_note(request: PersonRequest, meeting_id: int) -> Meeting:
    """One whose notes and photos this person adds; for others it does not exist."""
    return _found(meetings_to_note(request.user), meeting_id)


def meeting_to_appoint(request: PersonRequest, meeting_id: int) -> Meeting:
    """One of which this person says who writes."""
    return _found(meetings_to_appoint(request.user), meeting_id)


def _found(among: MeetingQuerySet, meeting_id: int) -> Meeting:
    found: Meeting = get_object_or_404(
        among.select_related(
            "offer__round__programme__organisation", "offer__theme", "slot", "last_slot", "room"
        ),
        pk=meeting_id,
    )
    speak_as(found.offer.round.programme.form_of_address)
    return found


def tabs(
    labels: Mapping[str, str], groups: Mapping[str, Sequence[Any]], shown: str
) -> list[dict[str, Any]]:
    """A tab for each group, with how many are in it. `shown` is the one that is open."""
    return [
        {
            "label": f"{labels[name]} ({len(rows)})",
            "url": f"?toon={name}",
            "current": name == shown,
        }
        for name, rows in groups.items()
    ]
