"""A round as a problem for the engine: who comes, what they wish, what is fixed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from onderling.offers.models import Giving, Meeting
from onderling.rounds.models import Round
from onderling.signups.models import (
    Absence,
    AllocationRun,
    ChoiceRule,
    Lock,
    Match,
    Pair,
    Participation,
    Wish,
)
from onderling.signups.queries import Doors, doors_of, slots_of
from onderling.signups.rules import Opinion

# A seat that was promised is worth this much more than another of the same wish, so that a
# cancellation moves few people. Before anything is published nobody was promised anything.
PROMISED = 10
PAIRS = {
    Pair.Kind.LIKE: "soft_together",
    Pair.Kind.TOGETHER: "together",
    Pair.Kind.APART: "apart",
}


@dataclass
class Input:
    """What is read from the database, by meeting and by participation."""

    round: Round
    rule: ChoiceRule
    meetings: list[Meeting]
    people: list[Participation]
    doors: Doors
    givings: dict[int, list[Meeting]] = field(default_factory=dict)  # person -> meetings
    absent: dict[int, set[int]] = field(default_factory=dict)  # participation -> slots
    wishes: dict[int, list[Wish]] = field(default_factory=dict)
    locks: dict[int, list[int]] = field(default_factory=dict)  # participation -> meetings
    takes: dict[int, set[int]] = field(default_factory=dict)  # meeting -> slots


def person_id(participation: int) -> str:
    """How a participation is called in a problem."""
    return f"p{participation}"


def meeting_id(meeting: int) -> str:
    """How a meeting is called in a problem."""
    return f"m{meeting}"


def number_of(name: str) -> int:
    """The primary key behind a name in a problem."""
    return int(name[1:])


def problem_of(round: Round) -> dict[str, Any]:
    """Write the round as a problem file (schemas/problem.schema.json of matching)."""
    read = _read(round)
    ids = {participation.pk for participation in read.people}
    problem: dict[str, Any] = {
        "version": 1,
        "name": round.name,
        "seed": round.seed,
        "objective": _objective(read.rule),
        "rules": {"fill_slots": read.rule.per_slot},
        "sessions": [_session(meeting, read) for meeting in read.meetings],
        "people": [_person(participation, read) for participation in read.people],
        "locked": [lock for who in read.people for lock in _locks(who, read)],
    }
    problem |= _pairs(round, ids)
    former, promised = _former(round)
    known = {meeting.pk for meeting in read.meetings}
    problem["former"] = [
        {"person": person_id(who), "session": meeting_id(where)}
        for who, where in former
        if who in ids and where in known
    ]
    if promised:
        problem["objective"]["stay"] = PROMISED
    return problem


def people_of(round: Round, rule: ChoiceRule) -> list[Participation]:
    """Everybody the run places: who comes, and is not on the late list.

    Who never chose takes part when the rule of the round says so (X-133).
    """
    people = round.participations.coming().filter(Q(late=False) | Q(late_accepted=True))
    if rule.unanswered == ChoiceRule.Unanswered.NOT_PLACED:
        people = people.filter(chosen__isnull=False)
    return list(people.select_related("person", "affiliation").order_by("pk"))


def rule_of(round: Round) -> ChoiceRule:
    """How people choose in this round; the usual way when nobody wrote it down."""
    return ChoiceRule.objects.filter(round=round).first() or ChoiceRule(round=round)


def _read(round: Round) -> Input:
    rule = rule_of(round)
    meetings = list(
        Meeting.objects.chosen_from()
        .filter(offer__round=round)
        .select_related("offer", "slot", "last_slot")
        .order_by("slot__starts", "code", "pk")
    )
    read = Input(round, rule, meetings, people_of(round, rule), doors_of(round))
    known = {meeting.pk: meeting for meeting in meetings}
    read.givings = _grouped(
        (giving.person_id, known[giving.meeting_id])
        for giving in Giving.objects.filter(meeting__in=known).order_by("pk")
    )
    for own in read.givings.values():
        own.sort(key=meetings.index)
    for absence in Absence.objects.filter(participation__round=round):
        read.absent.setdefault(absence.participation_id, set()).add(absence.slot_id)
    read.wishes = _grouped(
        (wish.participation_id, wish)
        for wish in Wish.objects.filter(participation__round=round, meeting__in=known)
    )
    locks = Lock.objects.filter(participation__round=round, meeting__in=known)
    fixed = set(locks.values_list("participation", "meeting")) | {
        place for place in moved_by_hand(round) if place[1] in known
    }
    read.locks = _grouped(sorted(fixed))
    slots = list(round.slots.all())
    read.takes = {
        meeting.pk: {slot.pk for slot in slots_of(meeting, slots)} for meeting in meetings
    }
    return read


def moved_by_hand(round: Round) -> dict[tuple[int, int], str]:
    """The places a coordinator gave by hand in the last run, with why. A new run keeps them."""
    last = last_run(round)
    rows = last.matches.filter(by_hand=True) if last else Match.objects.none()
    return {(row.participation_id, row.meeting_id): row.because for row in rows}


def last_run(round: Round) -> AllocationRun | None:
    """The last run that gave an outcome, published or not."""
    states = AllocationRun.State
    known = [states.PREVIEW, states.PUBLISHED, states.UNDONE]
    return round.runs.filter(state__in=known).order_by("-pk").first()


def _objective(rule: ChoiceRule) -> dict[str, Any]:
    chosen: dict[str, Any] = {"without": rule.without, "order": rule.order}
    if rule.points:
        chosen["points"] = [int(points) for points in rule.points]
    return chosen


def _session(meeting: Meeting, read: Input) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": meeting_id(meeting.pk),
        "start": _local(meeting.starts, read.round),
        "end": _local(meeting.ends, read.round),
        "minimum": meeting.minimum,
        "maximum": meeting.seats - meeting.for_door(read.round),
        "activity": f"o{meeting.offer_id}",
    }
    if meeting.offer.mixed:
        mix = {"paid": read.rule.mix_paid, "volunteer": read.rule.mix_volunteer}
        row["at_least"] = {group: number for group, number in mix.items() if number}
    return row


def _local(moment: datetime | None, round: Round) -> str:
    """Local time without offset, as the contract asks; `chosen_from` always has a slot."""
    if moment is None:
        raise ValueError("A meeting people choose from has a slot.")
    return moment.astimezone(ZoneInfo(round.zone)).strftime("%Y-%m-%dT%H:%M:%S")


def _person(who: Participation, read: Input) -> dict[str, Any]:
    away = read.absent.get(who.pk, set())
    missed = {pk for pk, slots in read.takes.items() if away & slots}
    given = {meeting.pk for meeting in read.givings.get(who.person_id, [])}
    shut = read.doors.shut_to(who.organisation_id)
    closed = missed | given | shut.keys()
    wishes = [wish for wish in read.wishes.get(who.pk, []) if wish.meeting_id not in closed]
    cannot = {wish.meeting_id for wish in wishes if wish.opinion == Opinion.CANNOT}
    slots = {meeting.slot_id for meeting in read.meetings}
    most = read.rule.most + len(_giver_locks(who, read)) if read.rule.most else len(slots)
    return {
        "id": person_id(who.pk),
        "group": who.group,
        "most": max(most, len(_locks(who, read))),
        "anywhere": read.rule.anywhere or who.chosen is None,
        "wishes": [[meeting_id(w.meeting_id), w.rank] for w in wishes if w.rank],
        "also_good": _opinions(wishes, Opinion.ALSO_GOOD),
        "rather_not": _opinions(wishes, Opinion.RATHER_NOT),
        "cannot": sorted(meeting_id(pk) for pk in closed | cannot),
    }


def _opinions(wishes: list[Wish], opinion: Opinion) -> list[str]:
    return [meeting_id(wish.meeting_id) for wish in wishes if wish.opinion == opinion]


def _giver_locks(who: Participation, read: Input) -> list[Meeting]:
    """The meetings somebody gives, one at a time: who is booked twice gives the first."""
    kept: list[Meeting] = []
    for meeting in read.givings.get(who.person_id, []):
        if not any(_share_time(meeting, other) for other in kept):
            kept.append(meeting)
    return kept


def _share_time(one: Meeting, other: Meeting) -> bool:
    return bool(
        one.starts
        and one.ends
        and other.starts
        and other.ends
        and one.starts < other.ends
        and other.starts < one.ends
    )


def _locks(who: Participation, read: Input) -> list[dict[str, Any]]:
    given = {meeting.pk for meeting in read.givings.get(who.person_id, [])}
    # Nobody is fixed where their organisation may not come: the deed that locks refuses it.
    shut = read.doors.shut_to(who.organisation_id).keys() | given
    fixed = [pk for pk in read.locks.get(who.pk, []) if pk not in shut]
    name = person_id(who.pk)
    return [
        *(
            {"person": name, "session": meeting_id(meeting.pk), "counts": False}
            for meeting in _giver_locks(who, read)
        ),
        *({"person": name, "session": meeting_id(pk), "counts": True} for pk in fixed),
    ]


def _pairs(round: Round, ids: set[int]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {kind: [] for kind in PAIRS.values()}
    for pair in round.pairs.all():
        if {pair.one_id, pair.other_id} <= ids:
            names = [person_id(pair.one_id), person_id(pair.other_id)]
            found[PAIRS[Pair.Kind(pair.kind)]].append(names)
    return found


def _former(round: Round) -> tuple[list[tuple[int, int]], bool]:
    """The places of the last run, and whether people were promised them (X-25)."""
    last = last_run(round)
    if last is None:
        return [], False
    places = Match.objects.filter(run=last).values_list("participation", "meeting")
    return sorted(places), last.published is not None


def _grouped(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found
