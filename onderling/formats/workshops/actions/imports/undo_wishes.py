"""Giving people back the wishes they had before a list came in."""

from collections import defaultdict
from typing import Any

from onderling.offers.models import Meeting
from onderling.signups.models import Absence, Participation, Wish

CHUNK = 500
State = tuple[bool, tuple[tuple[Any, ...], ...]]


def put_wishes_back(rows: list[tuple[int, dict[str, Any]]]) -> tuple[set[int], int]:
    """Put back per person and round what stood there, where nobody changed it since.

    Returns the rows that stay as they are, and how many were put back.
    """
    told = [(number, one) for number, before in rows for one in before.get("wishes", [])]
    people = {one["participation"] for _, one in told}
    there = set(Participation.objects.filter(pk__in=people).values_list("pk", flat=True))
    now = _now(there)
    first: dict[tuple[int, int], State] = {}
    kept: set[int] = set()
    for number, one in told:
        place = (one["participation"], one["slot"])
        if place[0] not in there:
            continue
        if first.get(place, now[place]) == _state(one["after"]):
            first[place] = _state(one["before"])
        else:
            kept.add(number)
    _write(first, now)
    return kept, len(first)


def _now(people: set[int]) -> dict[tuple[int, int], State]:
    wishes: dict[tuple[int, int], list[tuple[Any, ...]]] = defaultdict(list)
    for person, slot, *wish in Wish.objects.filter(participation__in=people).values_list(
        "participation_id", "meeting__slot_id", "meeting_id", "opinion", "rank"
    ):
        wishes[person, slot].append(tuple(wish))
    absent = set(
        Absence.objects.filter(participation__in=people).values_list(
            "participation_id", "slot_id"
        )
    )
    found: dict[tuple[int, int], State] = defaultdict(lambda: (False, ()))
    for place in {*wishes, *absent}:
        found[place] = (place in absent, tuple(sorted(wishes[place], key=str)))
    return found


def _state(written: dict[str, Any]) -> State:
    return written["absent"], tuple(sorted((tuple(w) for w in written["wishes"]), key=str))


def _write(first: dict[tuple[int, int], State], now: dict[tuple[int, int], State]) -> None:
    slots = {slot for _, slot in first}
    people = {person for person, _ in first}
    gone = [
        key
        for key, person, slot in Wish.objects.filter(
            participation__in=people, meeting__slot__in=slots
        ).values_list("pk", "participation_id", "meeting__slot_id")
        if (person, slot) in first
    ]
    for start in range(0, len(gone), CHUNK):
        Wish.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    meetings = set(Meeting.objects.filter(slot__in=slots).values_list("pk", flat=True))
    Wish.objects.bulk_create(
        (
            Wish(participation_id=person, meeting_id=meeting, opinion=opinion, rank=rank)
            for (person, _), (_, wishes) in first.items()
            for meeting, opinion, rank in wishes
            if meeting in meetings
        ),
        batch_size=CHUNK,
    )
    back = [place for place, (absent, _) in first.items() if now[place][0] and not absent]
    for person, slot in back:
        Absence.objects.filter(participation=person, slot=slot).delete()
    Absence.objects.bulk_create(
        Absence(participation_id=person, slot_id=slot)
        for (person, slot), (absent, _) in first.items()
        if absent and not now[person, slot][0]
    )
