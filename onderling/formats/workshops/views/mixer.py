"""Tables composed beforehand for one workshop, on the screen and on paper (X-97)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onderling.base.language import speak_as
from onderling.base.policy import SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.formats.workshops.rules.mixer import Seated, Turn, met_again, mixed_tables
from onderling.people.http import PersonRequest
from onderling.rounds.rules import Deed
from onderling.signups.queries.attendance import comers_of, meetings_with_door

AT_A_TABLE = 6  # people, unless somebody asks for another number of tables
TURNS = 3
MOST = 120  # people whose tables are made while somebody waits
LARGEST = 30  # tables


@require_safe
@policy(SIGNED_IN)
@never_cache
def mixer(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """For who gives it, the door and the coordinator. The lot of the round decides."""
    meeting = get_object_or_404(
        meetings_with_door(request.user, now=now()).select_related(
            "offer__round__programme__organisation", "slot", "last_slot", "room"
        ),
        pk=meeting_id,
    )
    round = meeting.offer.round
    speak_as(round.programme.form_of_address)
    comers = comers_of(meeting)[:MOST] if round.allows(Deed.CHECK_IN) else []
    asked = whole_number(request.GET.get("tafels"))
    tables = min(asked or -(-len(comers) // AT_A_TABLE), LARGEST)
    people = [
        Seated(
            one.signup.participation_id,
            one.group,
            one.signup.participation.organisation_id,
        )
        for one in comers
    ]
    turns: tuple[Turn, ...] = ()
    if people:
        seed = f"{round.seed}:{meeting.pk}"
        turns = mixed_tables(people, tables=tables, turns=TURNS, seed=seed)
    names = {one.signup.participation_id: one.name for one in comers}
    context = {
        "round": round,
        "meeting": meeting,
        "tables": len(turns[0]) if turns else 0,
        "people": len(comers),
        "turns": [_named(turn, names) for turn in turns],
        "again": met_again(turns),
    }
    return render(request, "workshops/mixer.html", context)


def _named(turn: Turn, names: Mapping[int, str]) -> list[dict[str, Any]]:
    return [
        {"host": names[table[0]], "guests": sorted(names[one] for one in table[1:])}
        for table in turn
    ]
