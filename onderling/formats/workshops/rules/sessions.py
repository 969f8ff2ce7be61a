"""Looking at a list of sessions: which workshop, when, where, given by whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onderling.formats.workshops.rules.cells import (
    clocks_in,
    number_in,
    rounds_in,
    yes_or_no,
)
from onderling.formats.workshops.rules.listed import Listed, Reading, readings
from onderling.formats.workshops.rules.remarks import Change, Look, RowLook, Status
from onderling.formats.workshops.rules.world import KnownMeeting, KnownPerson, World
from onderling.tables.fold import letters
from onderling.tables.names import split_name


@dataclass
class SessionPlan:
    """What taking over one session writes. New slots, rooms and workshops go by name."""

    meeting: int | None
    code: str
    offer: int | None
    offer_code: str
    title: str
    first: int
    last: int
    clocks: tuple[str, str] | None
    room: str
    giver: int | None
    minimum: int
    seats: int
    mixed: bool | None
    room_holds: int = 0


@dataclass
class Day:
    """What the rows above this one fill: rounds, rooms, givers, numbers."""

    codes: dict[str, int]
    clocks: dict[int, tuple[tuple[str, str], int]]
    rooms: dict[tuple[str, int], int]
    givers: dict[tuple[int, int], list[tuple[int, str]]]
    looks: dict[int, Reading]


def look_at_sessions(listed: Listed, world: World) -> Look:
    """Read the programme of the day, and tell who or what is in two places at once."""
    rows: list[RowLook] = []
    day = Day({}, {}, {}, defaultdict(list), {})
    for row in readings(listed, rows):
        row.look.about = row.get("title", most=120)
        if row.look.is_skipped:
            continue
        plan = _read(row, world, day)
        if plan is None:
            continue
        row.look.about = row.look.about or plan.title
        day.looks[row.look.number] = row
        row.look.plan = plan
        _room(row, plan, day)
        _giver(row, plan, world, day)
        _compare(row.look, plan, world)
    _tell_apart(day.looks.values())
    holds: dict[str, int] = defaultdict(int)
    plans = [row.plan for row in rows if row.plan]
    for plan in plans:
        holds[plan.room] = max(holds[plan.room], plan.seats)
    for plan in plans:
        plan.room_holds = holds[plan.room]
    return Look("sessions", rows)


def _tell_apart(rows: Iterable[Reading]) -> None:
    """Name a workshop that is given more than once with its round."""
    looks = [row.look for row in rows]
    times = Counter(look.about for look in looks)
    for look in looks:
        if times[look.about] > 1:
            look.about = f"{look.about}, ronde {look.plan.first}"


def _read(row: Reading, world: World, day: Day) -> SessionPlan | None:
    number = row.look.number
    code = row.get("code", most=20)
    above = day.codes.setdefault(code.casefold(), number) if code else number
    if above != number:
        row.refuse("same_code", "code", row=str(above))
        return None
    known = world.meeting_by_code.get(code.casefold()) if code else None
    rounds = rounds_in(row.get("slot"))
    if rounds is None or not 1 <= rounds[0] <= rounds[1] <= 99:
        row.refuse("unknown_round", "slot")
        return None
    clocks = _clocks(row, rounds, world, day)
    if rounds[0] not in world.slot_by_number and rounds[0] not in day.clocks:
        row.refuse("round_without_time", "time" if row.listed.has("time") else "slot")
        return None
    offer_code, title = row.get("offer_code", most=20), row.look.about
    offer = world.offer_by_code.get(offer_code.casefold()) if offer_code else None
    if offer is None:
        offer = world.offer_by_title.get(letters(title))
        if offer and offer_code and offer.code:  # the same title under another number
            offer = None
    if offer is None and not title:
        row.refuse("no_title", "title")
        return None
    if offer and title and letters(offer.title) != letters(title):
        row.say("other_title", "title", proposed=offer.title)
    seats, minimum = _seats(row, known)
    mixed = row.get("mixed")
    if mixed and yes_or_no(mixed) is None:
        row.say("unknown_yes_or_no", "mixed")
    return SessionPlan(
        meeting=known.id if known else None,
        code=code,
        offer=offer.id if offer else None,
        offer_code=offer_code,
        title=title or (offer.title if offer else ""),
        first=rounds[0],
        last=rounds[1],
        clocks=clocks,
        room=row.get("room", most=60),
        giver=None,
        minimum=minimum,
        seats=seats,
        mixed=yes_or_no(mixed) if mixed else None,
    )


def _clocks(
    row: Reading, rounds: tuple[int, int], world: World, day: Day
) -> tuple[str, str] | None:
    """Read the time; it belongs to the round of the day, so the rows must agree on it."""
    text = row.get("time")
    clocks = clocks_in(text) if text else None
    if text and clocks is None:
        row.say("unknown_time", "time")
    if clocks is None or rounds[0] != rounds[1]:
        return None
    first, above = day.clocks.setdefault(rounds[0], (clocks, row.look.number))
    slot = world.slot_by_number.get(rounds[0])
    if first != clocks:
        row.say("other_time", "time", proposed="–".join(first), row=str(above))
    elif slot and above == row.look.number and (slot.starts, slot.ends) != clocks:
        row.say("moves_slot", "time", proposed="–".join(clocks), slot=slot.label)
    return first


def _seats(row: Reading, known: KnownMeeting | None) -> tuple[int, int]:
    numbers = {}
    for key in ("maximum", "minimum"):
        text = row.get(key)
        numbers[key] = number_in(text)
        if text and numbers[key] is None:
            row.say("no_number", key)
    seats, minimum = numbers["maximum"], numbers["minimum"]
    if seats is None:
        seats = known.seats if known else 20
    if minimum is None:
        minimum = known.minimum if known else min(6, seats)
    if minimum > seats:
        row.say("minimum_above_maximum", "minimum", proposed=str(seats))
        minimum = seats
    return seats, minimum


def _room(row: Reading, plan: SessionPlan, day: Day) -> None:
    if not plan.room:
        return
    for slot in range(plan.first, plan.last + 1):
        above = day.rooms.setdefault((plan.room.casefold(), slot), row.look.number)
        if above != row.look.number:
            row.say("room_twice", "room", row=str(above), round=str(slot))


def _giver(row: Reading, plan: SessionPlan, world: World, day: Day) -> None:
    """Find the giver, and name it on both rows when they are in two places at once."""
    text = row.get("giver")
    if not text:
        return
    person = _person(text, world)
    if person is None:
        row.say("unknown_giver", "giver")
        return
    plan.giver = person.id
    for slot in range(plan.first, plan.last + 1):
        others = day.givers[person.id, slot]
        for above, title in others:
            row.say("giver_twice", "giver", row=str(above), round=str(slot), name=person.name)
            day.looks[above].say(
                "giver_twice",
                "giver",
                row=str(row.look.number),
                round=str(slot),
                name=person.name,
                title=title,
            )
        others.append((row.look.number, plan.title))
        if person.here and slot in person.here.absent:
            row.say("giver_absent", "giver", name=person.name, round=str(slot))


def _person(text: str, world: World) -> KnownPerson | None:
    if text.casefold() in world.by_code:
        return world.by_code[text.casefold()]
    if text.casefold() in world.by_email:
        return world.by_email[text.casefold()]
    alike = world.by_name.get(letters(split_name(text).full), [])
    return alike[0] if len(alike) == 1 else None


def _compare(look: RowLook, plan: SessionPlan, world: World) -> None:
    known = world.meeting_by_id.get(plan.meeting or 0)
    if known is None:
        return
    pairs = (
        ("slot", _rounds(known.first_slot, known.last_slot), _rounds(plan.first, plan.last)),
        ("room", known.room, plan.room or known.room),
        ("maximum", str(known.seats), str(plan.seats)),
        ("minimum", str(known.minimum), str(plan.minimum)),
    )
    changes = [Change(key, old, new) for key, old, new in pairs if old != new]
    if plan.offer is not None and plan.offer != known.offer:
        changes.append(Change("title", known.title, plan.title))
    offer = world.offer_by_id[known.offer]
    if plan.mixed is not None and offer.fields["mixed"] != _yes(plan.mixed):
        changes.append(Change("mixed", offer.fields["mixed"], _yes(plan.mixed)))
    if plan.giver is not None and plan.giver not in known.givers:
        old = ", ".join(sorted(world.person_by_id[giver].name for giver in known.givers))
        changes.append(Change("giver", old, world.person_by_id[plan.giver].name))
    slot = world.slot_by_number.get(plan.first)
    if plan.clocks and slot and plan.clocks != (slot.starts, slot.ends):
        changes.append(Change("time", f"{slot.starts}–{slot.ends}", "–".join(plan.clocks)))
    look.changes = changes
    look.status = Status.CHANGED if changes else Status.SAME


def _yes(mixed: bool) -> str:
    return "ja" if mixed else "nee"


def _rounds(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} en {last}"
