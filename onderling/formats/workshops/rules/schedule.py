"""Looking at the programme of another program: each row an event with a day and a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onderling.formats.workshops.rules.cells import number_in
from onderling.formats.workshops.rules.listed import Listed, Reading, readings
from onderling.formats.workshops.rules.remarks import Look, Remark, RowLook, Severity, Status
from onderling.formats.workshops.rules.world import KnownMeeting, World
from onderling.tables.fold import letters

# Words that our own file uses where something is empty: it must hold something there.
NO_ROOM, EVERYBODY = "Zaal volgt", "Iedereen"
PLENARY, PAUSE = "meeting", "other"
LANGUAGES = {
    "nl": "Nederlands",
    "en": "Engels",
    "fr": "Frans",
    "de": "Duits",
    "uk": "Oekraïens",
    "ar": "Arabisch",
    "tr": "Turks",
    "pl": "Pools",
    "es": "Spaans",
}
HOLDS = 20  # places, when the file does not say how many a room has
Span = tuple[datetime, datetime]
Parts = Mapping[tuple[Span, str], int]
Meetings = Mapping[tuple[int, Span, str], KnownMeeting]


@dataclass
class EventPlan:
    """What taking over one event writes. A part of the day has no workshop in it."""

    title: str
    span: Span
    sort: str
    room: str
    holds: int
    fields: dict[str, str]
    givers: dict[str, int | None]  # by name; None is somebody new
    first: Span
    last: Span
    offer: int | None = None
    meeting: int | None = None
    slot: int | None = None


@dataclass
class Seen:
    """What the rows above this one fill."""

    names: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)


def look_at_schedule(listed: Listed, world: World) -> Look:
    """Read every event; say what is new, and what we leave out."""
    rows: list[RowLook] = []
    look = Look("schedule", rows)
    found: list[Reading] = []
    seen = Seen()
    for row in readings(listed, rows):
        row.look.about = row.get("title", most=120)
        if row.look.is_skipped:
            continue
        row.look.plan = plan = _read(row, world)
        for name in row.get("untaken_all", lines=True).splitlines():
            seen.names.add(name)
        if plan is None:
            continue
        if untaken := row.get("untaken", lines=True):
            row.note("untaken", names=", ".join(untaken.splitlines()))
        if _outside(plan, world):
            seen.outside.add(plan.span[0].date().isoformat())
        found.append(row)
    _lay_out([row.look.plan for row in found])
    parts, meetings = _parts(world), _meetings(world)
    for row in found:
        _known(row.look, world, parts, meetings)
    for kind, names in (("untaken_all", seen.names), ("other_days", seen.outside)):
        if names:
            mild = Severity.NOTE if kind == "untaken_all" else Severity.ATTENTION
            look.general.append(Remark(kind, mild, more={"names": "\n".join(sorted(names))}))
    return look


def parts_of_day(spans: Iterable[Span]) -> dict[Span, tuple[Span, Span]]:
    """Say of each stretch of time in which part of the day it begins and in which it ends.

    A stretch that begins with one shorter stretch and ends with another one later takes both,
    and what lies between: that is a workshop of two rounds. Every other one is a part itself.
    """
    all_of = set(spans)
    from_here: dict[datetime, Span] = {}
    until_here: dict[datetime, Span] = {}
    for span in sorted(all_of, key=lambda s: s[1] - s[0], reverse=True):
        from_here[span[0]] = until_here[span[1]] = span  # the shortest comes last
    parts = {}
    for span in all_of:
        first, last = from_here[span[0]], until_here[span[1]]
        taken = first != span != last and first[1] <= last[0]
        parts[span] = (first, last) if taken else (span, span)
    return parts


def _read(row: Reading, world: World) -> EventPlan | None:
    if not row.look.about:
        row.refuse("no_title", "title")
        return None
    begins, ends = _instant(row.get("begins")), _instant(row.get("ends"))
    if begins is None:
        row.refuse("unknown_moment", "begins")
        return None
    if ends is None or ends <= begins:
        row.refuse("unknown_moment", "ends")
        return None
    sort = row.get("sort")
    part = sort in {PLENARY, PAUSE}
    room = row.get("room", most=80 if part else 60)
    capacity = number_in(row.get("holds"))
    if capacity is None and row.get("holds"):
        row.say("no_number", "holds")
    span = (begins, ends)
    plan = EventPlan(
        title=row.look.about[:80] if part else row.look.about,
        span=span,
        sort=sort if part else "workshop",
        room="" if room in {NO_ROOM, EVERYBODY} else room,
        holds=capacity or HOLDS,
        fields={} if part else _fields(row),
        givers={},
        first=span,
        last=span,
    )
    if part:
        return plan
    for name in row.get("givers", lines=True).splitlines():
        alike = world.by_name.get(letters(name), [])
        if len(alike) > 1:
            row.say("two_givers", "givers", name=name)
        else:
            plan.givers[name] = alike[0].id if alike else None
    return plan


def _fields(row: Reading) -> dict[str, str]:
    language = row.get("language", most=40)
    code = language.casefold().partition("-")[0]
    told = {
        "theme": row.get("theme", most=60),
        "working_form": row.get("working_form", most=60),
        "afterwards": row.get("afterwards", most=200),
        "about": row.get("about", most=1000, lines=True),
        "language": LANGUAGES.get(code, language),
    }
    return {key: text for key, text in told.items() if text}


def _instant(text: str) -> datetime | None:
    """Read a moment that says how far it is from UTC; any other could be anywhere."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _outside(plan: EventPlan, world: World) -> bool:
    first, last = world.first_day, world.last_day
    if first is None or last is None:
        return False
    return not first <= plan.span[0].date() <= last


def _lay_out(plans: list[EventPlan]) -> None:
    workshops = [plan for plan in plans if plan.sort == "workshop"]
    parts = parts_of_day(plan.span for plan in workshops)
    for plan in workshops:
        plan.first, plan.last = parts[plan.span]


def _known(look: RowLook, world: World, parts: Parts, meetings: Meetings) -> None:
    """Find what a former reading of this programme made, so that it comes in once."""
    plan: EventPlan = look.plan
    if plan.sort != "workshop":
        plan.slot = parts.get((plan.span, plan.title))
        look.status = Status.SAME if plan.slot else Status.NEW
        return
    offer = world.offer_by_title.get(letters(plan.title))
    plan.offer = offer.id if offer else None
    meeting = meetings.get((plan.offer or 0, plan.span, plan.room.casefold()))
    if meeting:
        plan.meeting = meeting.id
        look.status = Status.SAME


def _parts(world: World) -> Parts:
    return {
        ((slot.begins, slot.until), slot.label): slot.id
        for slot in world.parts
        if slot.begins and slot.until
    }


def _meetings(world: World) -> Meetings:
    found: dict[tuple[int, Span, str], KnownMeeting] = {}
    for known in world.meetings:
        first = world.slot_by_number.get(known.first_slot)
        last = world.slot_by_number.get(known.last_slot)
        if first and last and first.begins and last.until:
            found[known.offer, (first.begins, last.until), known.room.casefold()] = known
    return found
