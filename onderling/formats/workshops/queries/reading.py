"""The whole programme of a round, read in six queries however many workshops it has."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from onderling.base import written
from onderling.formats.workshops.rules.browsing import ONLINE, Entry
from onderling.offers.models import Giving, Meeting, Offer, Slot
from onderling.offers.queries.audience import in_short
from onderling.people.models import Person
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Audience
from onderling.signups.models import ChoiceRule
from onderling.tables.fold import words

OFFER = {
    "offer": "pk",
    "title": "title",
    "about": "about",
    "afterwards": "afterwards",
    "preparation": "preparation",
    "minutes": "minutes",
    "least": "minimum",
    "most": "maximum",
    "accessible": "accessible",
    "theme": "theme__name",
    "form": "working_form__name",
    "organisation": "organisation__name",
    "place": "organisation__place",
    "only": "audience",
    "formality": "formality",
}
MEETING = {
    "meeting": "pk",
    "held_in": "room__name",
    "slot": "slot_id",
    "starts": "slot__starts",
    "number": "slot__number",
    "until": "last_slot__ends",
    **{name: f"offer__{field}" for name, field in OFFER.items()},
}


@dataclass(frozen=True)
class Read:
    """What the programme of a round says, without who comes."""

    entries: list[Entry]
    slots: list[Slot]
    phases: list[Phase]
    one_list: bool  # wishes are one list over the whole programme

    def wishing(self, now: datetime) -> Phase | None:
        """The phase in which people pass on wishes, when that is now."""
        return next(
            (p for p in self.phases if p.kind == Phase.Kind.WISHING and p.is_open(now=now)),
            None,
        )


def read_programme(round: Round) -> Read:
    """Read everything that is published and goes on, in the order of the day."""
    zone = ZoneInfo(round.zone)
    chosen = Meeting.objects.chosen_from().filter(offer__round=round)
    rows = list(_values(chosen.order_by("slot__starts", "room__order", "pk"), MEETING))
    placed = {row["offer"] for row in rows}
    waiting = Meeting.objects.on().filter(offer__round=round, slot=None)
    loose = (
        Offer.objects.published()
        .filter(round=round)
        .filter(Q(meetings=None) | Q(pk__in=waiting.values("offer")))
        .order_by("title", "pk")
    )
    rest = [row for row in _values(loose, OFFER) if row["offer"] not in placed]
    by_meeting, by_offer = _givers(round)
    entries = [_entry(row, by_meeting[row["meeting"]], round, zone) for row in rows]
    seen: set[int] = set()
    for row in rest:  # one line, however often it waits for a time
        if row["offer"] not in seen:
            seen.add(row["offer"])
            entries.append(_entry(row, by_offer[row["offer"]], round, zone))
    one_list = ChoiceRule.objects.filter(round=round, per_slot=False).exists()
    return Read(entries, list(round.slots.all()), list(round.phases.all()), one_list)


def _values(rows: Any, names: dict[str, str]) -> Iterable[dict[str, Any]]:
    """Read plain values under our own names; a model instance costs ten times as much."""
    fields = list(names.values())
    own = list(names)
    return (dict(zip(own, row, strict=True)) for row in rows.values_list(*map(F, fields)))


def _givers(round: Round) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    by_meeting: dict[int, list[str]] = defaultdict(list)
    by_offer: dict[int, list[str]] = defaultdict(list)
    rows = (
        Giving.objects.filter(meeting__offer__round=round)
        .order_by("pk")
        .values_list(
            "meeting_id",
            "meeting__offer_id",
            "person__first_name",
            "person__infix",
            "person__last_name",
        )
    )
    for meeting, offer, first, infix, last in rows:
        name = Person(first_name=first, infix=infix, last_name=last).name
        by_meeting[meeting].append(name)
        if name not in by_offer[offer]:
            by_offer[offer].append(name)
    return by_meeting, by_offer


def _entry(row: dict[str, Any], givers: list[str], round: Round, zone: ZoneInfo) -> Entry:
    starts = row.get("starts")
    about = row.pop("about")
    room = row.pop("held_in", None) or ""
    told = (row["title"], about, row["afterwards"], row["organisation"] or "", *givers)
    for name in ("theme", "form", "organisation", "place"):
        row[name] = row[name] or ""
    if row["only"] == Audience.EVERYONE:
        row["only"] = ""
    else:
        host = row["organisation"] or round.programme.organisation.name
        row["only"] = in_short(row["only"], host)
    row["formality"] = row["formality"] or round.formality
    row["number"] = str(row.get("number") or "")
    row["place"] = ONLINE if room.casefold() == ONLINE else row["place"]
    return Entry(
        **row,
        room=room,
        givers=written.name_list(givers),
        day=starts.astimezone(zone).date() if starts else None,
        text=words(" ".join(told)),
    )
