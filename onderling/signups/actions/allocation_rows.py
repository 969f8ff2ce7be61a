"""The outcome of the engine as rows: who sits where, and why a wish was missed."""

from typing import Any

from onderling.matching.result import Numbers, Result
from onderling.matching.result import Reason as EngineReason
from onderling.matching.rules import seat_number
from onderling.offers.models import Meeting
from onderling.signups.actions.allocation_input import moved_by_hand, number_of, person_id
from onderling.signups.models import AllocationRun, Match, Reason, Wish
from onderling.signups.queries import doors_of
from onderling.signups.rules import Opinion


def write_outcome(run: AllocationRun, result: Result) -> None:
    """Write the matches and reasons of a run, in the transaction of its end.

    A giver's own session is not a match: it takes no seat.
    """
    giving = {
        (lock["person"], lock["session"])
        for lock in run.problem.get("locked", [])
        if not lock.get("counts", True)
    }
    by_hand = moved_by_hand(run.round)
    run.matches.all().delete()
    run.reasons.all().delete()
    matches = []
    for seat in result.seats:
        if (seat.person, seat.session) in giving:
            continue
        place = (number_of(seat.person), number_of(seat.session))
        matches.append(
            Match(
                run=run,
                participation_id=place[0],
                meeting_id=place[1],
                kind=seat.kind,
                rank=seat.rank,
                by_hand=place in by_hand,
                because=by_hand.get(place, ""),
            )
        )
    Match.objects.bulk_create(matches, batch_size=500)
    titles = {
        f"m{pk}": title
        for pk, title in Meeting.objects.filter(offer__round=run.round).values_list(
            "pk", "offer__title"
        )
    }
    reasons = [
        Reason(
            run=run,
            participation_id=number_of(reason.person),
            meeting_id=number_of(reason.session),
            because=reason.because,
            numbers=numbers_for_people(reason, run, giving, titles),
        )
        for reason in result.reasons
        if reason.session is not None
    ]
    Reason.objects.bulk_create([*reasons, *_not_for_them(run)], batch_size=500)


def _not_for_them(run: AllocationRun) -> list[Reason]:
    """Say why somebody cannot have a wish of which the workshop is not for everyone."""
    doors = doors_of(run.round)
    if not doors.reserved:
        return []
    there = {row["id"] for row in run.problem.get("people", [])}
    wishes = Wish.objects.filter(
        participation__round=run.round,
        opinion=Opinion.RANKED,
        meeting__in={pk for of in doors.meetings.values() for pk in of},
    )
    rows = wishes.order_by("participation", "rank").values_list(
        "participation", "participation__affiliation__organisation", "meeting", "rank"
    )
    return [
        Reason(
            run=run,
            participation_id=who,
            meeting_id=meeting,
            because="audience",
            numbers={"audience": one.audience, "name": one.name, "rank": rank},
        )
        for who, organisation, meeting, rank in rows
        for one in [doors.shut_to(organisation).get(meeting)]
        if one and person_id(who) in there
    ]


def numbers_for_people(
    reason: EngineReason,
    run: AllocationRun,
    giving: set[tuple[str, str]],
    titles: dict[str, str],
) -> dict[str, Any]:
    """The numbers of a reason without the names of others; titles instead of codes.

    The result of the run keeps them all, so that anybody with the run can check them.
    """
    numbers: Numbers = reason.numbers
    if reason.because == "overlap":
        named = numbers["with"]
        others = list(named) if isinstance(named, list) else []
        activities = {row["id"]: row.get("activity") for row in run.problem["sessions"]}
        same = [o for o in others if activities.get(o) == activities.get(str(reason.session))]
        return {
            "with": [number_of(name) for name in others],
            "titles": [titles[name] for name in others],
            "gives": any((reason.person, name) in giving for name in others),
            "same_offer": bool(same),
        }
    if reason.because == "cannot":
        return {"rule": numbers["rule"]}
    if reason.because in ("full", "lottery"):
        lot = seat_number(run.seed, reason.person, str(reason.session))
        return {**numbers, "lot": lot}
    return dict(numbers)
