"""What the page of an allocation shows: numbers, bars, small groups, who got no wish."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from onderling.base.charts import Part
from onderling.base.written import capital, weekday
from onderling.offers.models import Giving, Meeting, Slot
from onderling.rounds.models import Round
from onderling.signups.actions.allocation_input import number_of
from onderling.signups.actions.publish import asked_minimum
from onderling.signups.models import (
    Absence,
    AllocationRun,
    Lock,
    Match,
    Participation,
)
from onderling.signups.queries import slots_of
from onderling.signups.views.allocation_small import Small, with_ways_out

FILLS = ("p1", "p2", "p3", "n1")
SHOWN = 8  # rows of "who got no wish" before "show all"


@dataclass
class Group:
    """One meeting as it would be: who sits there, by group."""

    meeting: Meeting
    paid: int = 0
    volunteer: int = 0
    size: int = 0

    @property
    def with_fewer(self) -> bool:
        """It goes on with fewer people than its giver asked for."""
        return self.size < self.meeting.offer.minimum


@dataclass
class Preview:
    """One run, read once; every question below is answered from what was read."""

    run: AllocationRun
    round: Round = field(init=False)

    def __post_init__(self) -> None:
        self.round = self.run.round

    @cached_property
    def matches(self) -> list[Match]:
        rows = self.run.matches.select_related(
            "participation__person", "meeting__offer", "meeting__slot", "meeting__last_slot"
        )
        return list(rows.order_by("participation__person__last_name", "participation", "pk"))

    @cached_property
    def meetings(self) -> list[Meeting]:
        rows = Meeting.objects.filter(offer__round=self.round, slot__isnull=False)
        return list(
            rows.select_related("offer", "slot", "last_slot", "room")
            .prefetch_related("givers")
            .annotate(first=Count("wishes", filter=_first_wish()))
            .order_by("slot__starts", "room__order", "pk")
        )

    @cached_property
    def slots(self) -> list[Slot]:
        return list(self.round.slots.filter(kind=Slot.Kind.WORKSHOPS))

    @cached_property
    def people(self) -> list[Participation]:
        """Everybody this run placed, by name."""
        ids = [number_of(row["id"]) for row in self.run.problem.get("people", [])]
        rows = self.round.participations.filter(pk__in=ids).select_related("person")
        return list(rows)

    @cached_property
    def taken(self) -> Counter[int]:
        return Counter(match.meeting_id for match in self.matches)

    @cached_property
    def kinds(self) -> Counter[str]:
        return Counter(_kind(match) for match in self.matches)

    @property
    def total(self) -> int:
        return len(self.matches)

    @property
    def first(self) -> int:
        return self.kinds["1"]

    @property
    def no_wish(self) -> int:
        return self.kinds["none"]

    @property
    def wishes(self) -> int:
        return self.total - self.no_wish

    @property
    def later(self) -> int:
        return self.wishes - self.first

    @cached_property
    def bars(self) -> list[dict[str, Any]]:
        """Per part of the round how many got which wish, for `base/_bars.html`."""
        counts: dict[str, Counter[str]] = {self._part(slot): Counter() for slot in self.slots}
        for match in self.matches:
            if match.meeting.slot:
                counts[self._part(match.meeting.slot)][_kind(match)] += 1
        labels = [_("eerste wens"), _("tweede wens"), _("derde wens"), _("geen wens")]
        if self.kinds["more"]:
            labels[2] = _("derde wens of lager")
        rows = []
        for part, count in counts.items():
            numbers = [count["1"], count["2"], count["3"] + count["more"], count["none"]]
            parts = [Part(*row) for row in zip(labels, numbers, FILLS, strict=True)]
            rows.append({"label": part, "parts": parts, "total": sum(numbers)})
        return rows

    def _part(self, slot: Slot) -> str:
        """The slot, or its day where a round takes more days than one."""
        if not self.round.several_days:
            return slot.label
        return capital(weekday(slot.starts.astimezone(ZoneInfo(self.round.zone))))

    @cached_property
    def small(self) -> list[Small]:
        """Meetings that need people and have none. Those called off already are done."""
        wanted = {row["session"]: row["wanted"] for row in self.run.result.get("cancelled", [])}
        return [
            with_ways_out(meeting, wanted.get(f"m{meeting.pk}", 0), self.meetings, self.taken)
            for meeting in self._empty
            if meeting not in self.let_through
        ]

    @cached_property
    def let_through(self) -> list[Meeting]:
        """Meetings that may go on with fewer people since this run."""
        proof = self.run.state == AllocationRun.State.PREVIEW
        asked = asked_minimum(self.run) if proof else {}
        return [one for one in self._empty if one.minimum < asked.get(one.pk, 0)]

    @cached_property
    def _empty(self) -> list[Meeting]:
        """Meetings that need people, and have none in this run."""
        return [
            meeting
            for meeting in self.meetings
            if meeting.minimum
            and not self.taken[meeting.pk]
            and meeting.state != Meeting.State.CANCELLED
        ]

    @cached_property
    def busy(self) -> dict[tuple[int, int], Match | None]:
        """Who has something to do in which slot: a place, or a workshop they give."""
        found: dict[tuple[int, int], Match | None] = {}
        by_person = {who.person_id: who.pk for who in self.people}
        meetings = {meeting.pk: meeting for meeting in self.meetings}
        for giving in Giving.objects.filter(meeting__in=meetings):
            if giving.person_id in by_person:
                for slot in slots_of(meetings[giving.meeting_id], self.slots):
                    found[by_person[giving.person_id], slot.pk] = None
        for match in self.matches:
            for slot in slots_of(match.meeting, self.slots):
                found[match.participation_id, slot.pk] = match
        return found

    @cached_property
    def absent(self) -> set[tuple[int, int]]:
        rows = Absence.objects.filter(participation__round=self.round)
        return set(rows.values_list("participation", "slot"))

    @cached_property
    def locked(self) -> dict[tuple[int, int], str]:
        """Why somebody was fixed in a meeting, by participation and meeting."""
        rows = Lock.objects.filter(participation__round=self.round)
        return {
            (who, where): because
            for who, where, because in rows.values_list("participation", "meeting", "because")
        }

    def fixed(self, match: Match | None) -> str:
        return self.locked.get((match.participation_id, match.meeting_id), "") if match else ""

    @cached_property
    def without(self) -> list[Participation]:
        """People who are there, give nothing, and have no place in any slot."""
        placed = {who for who, _slot in self.busy}
        there = {
            who.pk
            for who in self.people
            if any((who.pk, slot.pk) not in self.absent for slot in self.slots)
        }
        return [who for who in self.people if who.pk in there - placed]

    @property
    def double(self) -> int:
        """How many people are in two places at once: never, and the page says so."""
        seats = Counter(
            (match.participation_id, slot.pk)
            for match in self.matches
            for slot in slots_of(match.meeting, self.slots)
        )
        return sum(number > 1 for number in seats.values())

    @cached_property
    def groups(self) -> dict[str, list[Group]]:
        """Per part of the round every meeting with people, and how mixed it is."""
        groups = {m.pk: Group(m) for m in self.meetings if self.taken[m.pk]}
        for match in self.matches:
            group = groups[match.meeting_id]
            group.size += 1
            group.paid += match.participation.group == "paid"
            group.volunteer += match.participation.group == "volunteer"
        by_part: dict[str, list[Group]] = defaultdict(list)
        for group in groups.values():
            if group.meeting.slot:
                by_part[self._part(group.meeting.slot)].append(group)
        return dict(by_part)

    @cached_property
    def more_seats(self) -> list[dict[str, Any]]:
        """What a few seats more would do, once it has been worked out."""
        known = {f"m{meeting.pk}": meeting for meeting in self.meetings}
        return [
            {**row, "meeting": known[row["session"]]}
            for row in self.run.result.get("more_seats", [])
            if row["more"] and row["session"] in known
        ]

    @cached_property
    def by_hand(self) -> list[Match]:
        return [match for match in self.matches if match.by_hand]


def _first_wish() -> Q:
    coming = Participation.State.COMING
    return Q(wishes__rank=1, wishes__participation__state=coming)


def _kind(match: Match) -> str:
    if match.kind != "wish" or not match.rank:
        return "none"
    return str(match.rank) if match.rank <= 3 else "more"
