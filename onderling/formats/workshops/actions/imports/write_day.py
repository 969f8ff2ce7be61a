"""Writing a programme: rounds of the day, rooms, workshops in them, and who gives them."""

from collections.abc import Collection, Iterable
from datetime import time
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from onderling.formats.workshops.actions.imports.writing import Writing
from onderling.formats.workshops.rules.sessions import SessionPlan
from onderling.offers.models import Giving, Meeting, Offer, Room, Slot
from onderling.offers.rules import OfferState, instant, next_code
from onderling.tables.fold import letters

MEETING = ("slot", "last_slot", "room", "room_holds", "seats", "minimum", "offer")
KEYS = {"slot", "last_slot", "room", "offer"}
WAITING = {OfferState.DRAFT, OfferState.SUBMITTED, OfferState.CHANGES_ASKED}
Rows = list[tuple[int, SessionPlan]]


def write_sessions(writing: Writing) -> None:
    """Put the day on the board as the list has it."""
    rows: Rows = list(writing.plans())
    slots = _slots(writing, rows)
    rooms = _rooms(writing, rows)
    offers = _offers(writing, rows)
    meetings = _meetings(writing, rows, slots, rooms, offers)
    _givings(writing, rows, meetings)


def _slots(writing: Writing, rows: Rows) -> dict[int, Slot]:
    """Return the slots by number; new ones get the time of the list, old ones follow it."""
    there = {
        slot.number: slot
        for slot in writing.round.slots.filter(kind=Slot.Kind.WORKSHOPS).order_by("-starts")
    }
    changed = set()
    for number, plan in rows:
        if plan.clocks is None:
            continue
        slot = there.get(plan.first)
        zone = writing.round.zone
        day = writing.round.starts_on
        if slot:
            day = slot.starts.astimezone(ZoneInfo(zone)).date()
        starts, ends = (instant(day, time.fromisoformat(c), zone) for c in plan.clocks)
        if slot is None:
            slot = Slot.objects.create(
                round=writing.round,
                number=plan.first,
                label=f"Ronde {plan.first}",
                starts=starts,
                ends=ends,
            )
            writing.journal.make(number, slot, "number", "label", "kind")
            there[plan.first] = slot
        elif (slot.starts, slot.ends) != (starts, ends):
            for field, moment in (("starts", starts), ("ends", ends)):
                writing.journal.change(number, slot, field, moment)
            changed.add(slot.pk)
    for slot in there.values():
        if slot.pk in changed:
            slot.save(update_fields=["starts", "ends"])
    moved_with(changed)
    return there


def _rooms(writing: Writing, rows: Rows) -> dict[str, Room]:
    there = {room.name.casefold(): room for room in writing.round.rooms.all()}
    order = max((room.order for room in there.values()), default=0)
    new: list[tuple[int, Room]] = []
    for number, plan in rows:
        if plan.room and plan.room.casefold() not in there:
            order += 1
            room = Room(round=writing.round, name=plan.room, holds=plan.room_holds, order=order)
            there[plan.room.casefold()] = room
            new.append((number, room))
    Room.objects.bulk_create([room for _, room in new])
    for number, room in new:
        writing.journal.make(number, room, "name", "holds")
    return there


def _offers(writing: Writing, rows: Rows) -> dict[int, Offer]:
    """Map each row to its workshop. What stands in a programme is published by that."""
    known = Offer.objects.in_bulk([plan.offer for _, plan in rows if plan.offer])
    new: dict[str, Offer] = {}
    first: dict[str, int] = {}
    changed: dict[int, Offer] = {}
    found = {}
    for number, plan in rows:
        if plan.offer is None:
            key = plan.offer_code.casefold() or letters(plan.title)
            offer = new.get(key)
            if offer is None:
                offer = new[key] = _new_offer(writing, plan)
                first[key] = number
            offer.maximum = max(offer.maximum, plan.seats)
            offer.minimum = min(offer.minimum, plan.minimum)
        else:
            offer = known[plan.offer]
            differs = [
                offer.state in WAITING
                and writing.journal.change(number, offer, "state", str(OfferState.PUBLISHED)),
                plan.mixed is not None
                and writing.journal.change(number, offer, "mixed", plan.mixed),
            ]
            if any(differs):
                changed[offer.pk] = offer
        found[number] = offer
    Offer.objects.bulk_create(new.values())
    for key, offer in new.items():
        writing.journal.make(first[key], offer, "title", "code", "state", "minimum", "maximum")
    Offer.objects.bulk_update(changed.values(), ["state", "mixed"], batch_size=500)
    return found


def _new_offer(writing: Writing, plan: SessionPlan) -> Offer:
    return Offer(
        round=writing.round,
        code=plan.offer_code,
        title=plan.title,
        minimum=plan.minimum,
        maximum=plan.seats,
        mixed=True if plan.mixed is None else plan.mixed,
        maker_id=plan.giver,
        state=OfferState.PUBLISHED,
    )


def _meetings(
    writing: Writing,
    rows: Rows,
    slots: dict[int, Slot],
    rooms: dict[str, Room],
    offers: dict[int, Offer],
) -> dict[int, Meeting]:
    known = {meeting.pk: meeting for meeting in Meeting.objects.lock(*_numbers(rows))}
    codes = [meeting.code for meeting in writing.world.meetings] + [p.code for _, p in rows]
    found, made, changed = {}, [], []
    for number, plan in rows:
        slot, last = slots[plan.first], slots.get(plan.last)
        room = rooms.get(plan.room.casefold())
        values = {
            "slot": slot.pk,
            "last_slot": last.pk if last and last != slot else None,
            "room": room.pk if room else None,
            "room_holds": room.holds if room else None,
            "seats": plan.seats,
            "minimum": plan.minimum,
            "offer": offers[number].pk,
        }
        meeting = known.get(plan.meeting or 0)
        if meeting is None:
            code = plan.code or next_code(codes, prefix="sd")
            codes.append(code)
            meeting = Meeting(code=code)
            for field, value in values.items():
                setattr(meeting, f"{field}_id" if field in KEYS else field, value)
            made.append((number, meeting))
        else:
            if not plan.room:
                values = {k: v for k, v in values.items() if not k.startswith("room")}
            if meeting.taken:  # nobody loses a place by a list
                values = {"seats": max(plan.seats, meeting.taken), "minimum": plan.minimum}
            before = _where(meeting)
            if writing.journal.change_all(number, meeting, values):
                changed.append(meeting)
            if _where(meeting) != before:
                meeting.sequence += 1
            writing.journal.is_about(number, meeting, made=False)
        found[number] = meeting
    Meeting.objects.bulk_create([meeting for _, meeting in made], batch_size=500)
    for number, meeting in made:
        writing.journal.make(number, meeting, "code", *MEETING)
        writing.journal.is_about(number, meeting, made=True)
    Meeting.objects.bulk_update(changed, [*MEETING, "sequence"], batch_size=500)
    return found


def moved_with(slots: Collection[int]) -> None:
    """Tell the calendars of people that the time of these slots changed."""
    if slots:
        there = Meeting.objects.filter(Q(slot__in=slots) | Q(last_slot__in=slots))
        there.update(sequence=F("sequence") + 1)


def _where(meeting: Meeting) -> tuple[int | None, ...]:
    return meeting.slot_id, meeting.last_slot_id, meeting.room_id


def _numbers(rows: Rows) -> Iterable[int]:
    return [plan.meeting for _, plan in rows if plan.meeting]


def _givings(writing: Writing, rows: Rows, meetings: dict[int, Meeting]) -> None:
    """Add who gives it. Another name where there was one giver takes that place."""
    there: dict[int, list[Giving]] = {}
    for giving in Giving.objects.filter(meeting__in=[m.pk for m in meetings.values()]):
        there.setdefault(giving.meeting_id, []).append(giving)
    made, changed = [], []
    for number, plan in rows:
        if plan.giver is None:
            continue
        givings = there.get(meetings[number].pk, [])
        if plan.giver in {giving.person_id for giving in givings}:
            continue
        if len(givings) == 1:
            writing.journal.change(number, givings[0], "person", plan.giver)
            changed.append(givings[0])
        else:
            made.append((number, Giving(meeting=meetings[number], person_id=plan.giver)))
    Giving.objects.bulk_create([giving for _, giving in made], batch_size=500)
    for number, giving in made:
        writing.journal.make(number, giving, "person")
    Giving.objects.bulk_update(changed, ["person"], batch_size=500)
