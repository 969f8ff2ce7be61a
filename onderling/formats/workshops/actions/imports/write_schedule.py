"""Writing the programme of another program: parts of the day, rooms, workshops, givers."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Model

from onderling.base.written import capital, clock, weekday
from onderling.formats.workshops.actions.imports.writing import Writing
from onderling.formats.workshops.rules.schedule import PLENARY, EventPlan, Span
from onderling.offers.models import Giving, Meeting, Offer, Room, Slot, Theme, WorkingForm
from onderling.offers.rules import OfferState, next_code
from onderling.people.models import Person
from onderling.tables.fold import letters
from onderling.tables.names import split_name

CHUNK = 500
FEWEST = 6  # people for whom a workshop goes on, as a new one of ours begins
Named = TypeVar("Named", Theme, WorkingForm)
Rows = list[tuple[int, EventPlan]]


def write_schedule(writing: Writing) -> None:
    """Put every event that is not there yet in the programme."""
    rows: Rows = [
        (number, plan) for number, plan in writing.plans() if not plan.slot and not plan.meeting
    ]
    workshops = [(number, plan) for number, plan in rows if plan.sort == "workshop"]
    _parts(writing, [(number, plan) for number, plan in rows if plan.sort != "workshop"])
    slots = _slots(writing, workshops)
    rooms = _rooms(writing, workshops)
    offers = _offers(writing, workshops)
    meetings = _meetings(writing, workshops, slots, rooms, offers)
    _givings(writing, workshops, meetings)


def _parts(writing: Writing, rows: Rows) -> None:
    """The parts with everybody, and the breaks."""
    made = [
        (
            number,
            Slot(
                round=writing.round,
                kind=Slot.Kind.PLENARY if plan.sort == PLENARY else Slot.Kind.BREAK,
                label=plan.title,
                starts=plan.span[0],
                ends=plan.span[1],
                where=plan.room,
            ),
        )
        for number, plan in rows
    ]
    _make(writing, made, "label", "kind", "where")


def _slots(writing: Writing, rows: Rows) -> dict[Span, Slot]:
    """Return the slots by their time; new ones are numbered on, in the order of the day."""
    there: dict[Span, Slot] = {}
    for slot in writing.round.slots.filter(kind=Slot.Kind.WORKSHOPS):
        there.setdefault((slot.starts, slot.ends), slot)
    first: dict[Span, int] = {}
    for number, plan in rows:
        for span in (plan.first, plan.last):
            if span not in there:
                first.setdefault(span, number)
    count = max((slot.number for slot in there.values()), default=0)
    made = []
    for span in sorted(first):
        count += 1
        slot = Slot(
            round=writing.round,
            number=count,
            label=_label(writing, span, count),
            starts=span[0],
            ends=span[1],
        )
        there[span] = slot
        made.append((first[span], slot))
    _make(writing, made, "number", "label", "kind")
    return there


def _label(writing: Writing, span: Span, count: int) -> str:
    if not writing.round.several_days:
        return f"Ronde {count}"
    begins = span[0].astimezone(ZoneInfo(writing.round.zone))
    return f"{capital(weekday(begins))}, {clock(begins)} uur"


def _rooms(writing: Writing, rows: Rows) -> dict[str, Room]:
    there = {room.name.casefold(): room for room in writing.round.rooms.all()}
    order = max((room.order for room in there.values()), default=0)
    made = []
    for number, plan in rows:
        key = plan.room.casefold()
        if key and key not in there:
            order += 1
            room = Room(round=writing.round, name=plan.room, holds=plan.holds, order=order)
            there[key] = room
            made.append((number, room))
    _make(writing, made, "name", "holds")
    return there


def _offers(writing: Writing, rows: Rows) -> dict[int, Offer]:
    """Map each row to its workshop: what is the same in every word is given more than once."""
    themes = _named(writing, rows, Theme, "theme")
    forms = _named(writing, rows, WorkingForm, "working_form")
    known = Offer.objects.in_bulk([plan.offer for _number, plan in rows if plan.offer])
    new: dict[Any, Offer] = {}
    found, made = {}, []
    codes = _codes((offer.code for offer in writing.world.offers), prefix="ws")
    for number, plan in rows:
        if plan.offer:
            found[number] = known[plan.offer]
            continue
        key = (plan.title, tuple(sorted(plan.fields.items())))
        offer = new.get(key)
        if offer is None:
            words = dict(plan.fields)
            theme, form = words.pop("theme", ""), words.pop("working_form", "")
            offer = new[key] = Offer(
                round=writing.round,
                code=next(codes),
                title=plan.title,
                theme=themes.get(letters(theme)),
                working_form=forms.get(letters(form)),
                minimum=min(FEWEST, plan.holds),
                maximum=plan.holds,
                minutes=min(_minutes(plan.span), 32_000),
                state=OfferState.PUBLISHED,
                **words,
            )
            made.append((number, offer))
        found[number] = offer
    _make(writing, made, "title", "code", "state", "about", "afterwards")
    return found


def _named(writing: Writing, rows: Rows, model: type[Named], key: str) -> dict[str, Named]:
    """Themes and working forms by their bare letters; a programme may bring new ones."""
    there = {letters(one.name): one for one in model._default_manager.all()}
    made = []
    for number, plan in rows:
        name = plan.fields.get(key, "")
        if name and letters(name) not in there:
            there[letters(name)] = one = model(name=name)
            made.append((number, one))
    _make(writing, made, "name")
    return there


def _meetings(
    writing: Writing,
    rows: Rows,
    slots: dict[Span, Slot],
    rooms: dict[str, Room],
    offers: dict[int, Offer],
) -> dict[int, Meeting]:
    codes = _codes((meeting.code for meeting in writing.world.meetings), prefix="sd")
    made = []
    for number, plan in rows:
        room = rooms.get(plan.room.casefold())
        seats = room.holds if room else plan.holds
        first, last = slots[plan.first], slots[plan.last]
        meeting = Meeting(
            offer=offers[number],
            code=next(codes),
            slot=first,
            last_slot=last if last != first else None,
            room=room,
            room_holds=room.holds if room else None,
            seats=seats,
            minimum=min(FEWEST, seats),
        )
        made.append((number, meeting))
    _make(writing, made, "code", "slot", "last_slot", "room", "seats", "minimum", "offer")
    for number, meeting in made:
        writing.journal.is_about(number, meeting, made=True)
    return dict(made)


def _givings(writing: Writing, rows: Rows, meetings: dict[int, Meeting]) -> None:
    """Who gives it. Of somebody new we know a name, and nothing else."""
    new: dict[str, Person] = {}
    made = []
    for number, plan in rows:
        for name, known in plan.givers.items():
            if known is None and letters(name) not in new:
                new[letters(name)] = person = _person(name)
                made.append((number, person))
    _make(writing, made, "first_name", "infix", "last_name", "email")
    givings = [
        (number, Giving(meeting=meetings[number], person_id=person))
        for number, plan in rows
        for person in dict.fromkeys(
            known or new[letters(name)].pk for name, known in plan.givers.items()
        )
    ]
    _make(writing, givings, "person")


def _person(name: str) -> Person:
    parts = split_name(name)
    return Person(
        first_name=parts.first[:80],
        infix=parts.infix[:20],
        last_name=parts.last[:100],
        state=Person.State.GUEST,
        contact_by=Person.Contact.PHONE_POST,
    )


def _codes(there: Iterable[str], *, prefix: str) -> Iterator[str]:
    """Number on from what is there; each follows the one before it."""
    code = next_code(there, prefix=prefix)
    while True:
        yield code
        code = next_code([code], prefix=prefix)


def _minutes(span: Span) -> int:
    return int((span[1] - span[0]).total_seconds() // 60)


def _make(writing: Writing, made: Iterable[tuple[int, Any]], *fields: str) -> None:
    """Write new things of one kind, and note them so that they can be taken back."""
    things: list[tuple[int, Model]] = list(made)
    if not things:
        return
    model = type(things[0][1])
    model._default_manager.bulk_create([thing for _number, thing in things], batch_size=CHUNK)
    for number, thing in things:
        writing.journal.make(number, thing, *fields)
