"""Looking at a list of special wishes: together, apart, and who is fixed where."""

from dataclasses import dataclass

from onderling.formats.workshops.rules.listed import Listed, Reading, readings
from onderling.formats.workshops.rules.remarks import Change, Look, RowLook, Status
from onderling.formats.workshops.rules.world import KnownMeeting, KnownPerson, World
from onderling.tables.fold import letters
from onderling.tables.names import split_name

PAIRS = {
    "graagsamen": "like",
    "samen": "like",
    "altijdsamen": "together",
    "nietsamen": "apart",
    "apart": "apart",
}


@dataclass
class SpecialPlan:
    """What taking over one row writes: a pair of participations, or somebody in a meeting."""

    kind: str
    one: int
    other: int
    because: str
    gives: bool = False  # fixed because they give it: they are then a giver as well
    person: int = 0


def look_at_special(listed: Listed, world: World) -> Look:
    """Read who should, must or must not be together, and who is fixed in a workshop."""
    rows: list[RowLook] = []
    seen: dict[object, int] = {}
    fixed: dict[tuple[int, int], tuple[Reading, KnownMeeting]] = {}
    for row in readings(listed, rows):
        sort = row.get("sort")
        row.look.about = _named(row, world)
        if row.look.is_skipped:
            continue
        one = _person(row, "one", world)
        if letters(sort).startswith("vast"):
            plan = _lock(row, sort, one, world, fixed)
        elif letters(sort) in PAIRS:
            plan = _pair(row, PAIRS[letters(sort)], one, world)
        else:
            row.refuse("unknown_sort", "sort")
            continue
        if plan is None:
            continue
        thing = (
            (plan.one, plan.other, "lock")
            if plan.kind == "lock"
            else frozenset((plan.one, plan.other))
        )
        above = seen.setdefault(thing, row.look.number)
        if above != row.look.number:
            row.say("same_thing", row=str(above))
            row.look.status = Status.SKIPPED
            continue
        row.look.plan = plan
        _compare(row.look, plan, world)
    return Look("special", rows)


def _named(row: Reading, world: World) -> str:
    """Name who and what a row is about, as far as we know them; else what was typed."""
    named = []
    for key in ("one", "other"):
        text = row.get(key).casefold()
        known = world.by_code.get(text)
        meeting = world.meeting_by_code.get(text) if key == "other" else None
        named.append(known.name if known else meeting.title if meeting else row.get(key))
    return " – ".join(name for name in named if name)


def _person(row: Reading, key: str, world: World) -> KnownPerson | None:
    """Find somebody of this round by number or by name; refuse the row when there is none."""
    text = row.get(key)
    person = world.by_code.get(text.casefold()) if text else None
    if person is None and text:
        alike = [p for p in world.by_name.get(letters(split_name(text).full), []) if p.here]
        person = alike[0] if len(alike) == 1 else None
    if person is None:
        row.refuse("unknown_person", key)
    return person


def _pair(row: Reading, kind: str, one: KnownPerson | None, world: World) -> SpecialPlan | None:
    other = _person(row, "other", world)
    if one is None or other is None or one.here is None or other.here is None:
        return None
    row.look.about = f"{one.name} – {other.name}"
    if one.id == other.id:
        row.refuse("with_oneself", "other")
        return None
    everywhere = set(world.slot_by_number)
    if kind != "apart" and everywhere and everywhere <= one.here.absent | other.here.absent:
        row.say("never_together", one=one.name, other=other.name)
    return SpecialPlan(kind, one.here.id, other.here.id, row.get("because", most=200))


def _lock(
    row: Reading,
    sort: str,
    one: KnownPerson | None,
    world: World,
    fixed: dict[tuple[int, int], tuple[Reading, KnownMeeting]],
) -> SpecialPlan | None:
    text = row.get("other")
    meeting = world.meeting_by_code.get(text.casefold()) if text else None
    if meeting is None:
        row.refuse("unknown_meeting", "other")
        return None
    if one is None or one.here is None:
        return None
    row.look.about = f"{one.name} – {meeting.title}"
    gives = "gever" in sort.casefold()
    for slot in range(meeting.first_slot, meeting.last_slot + 1):
        if slot in one.here.absent:
            row.say("fixed_while_absent", "one", name=one.name, round=str(slot))
        above = fixed.setdefault((one.id, slot), (row, meeting))
        if above[1].id != meeting.id:
            for this, that in ((row, above[0]), (above[0], row)):
                this.say(
                    "fixed_twice",
                    "other",
                    name=one.name,
                    round=str(slot),
                    row=str(that.look.number),
                )
    if gives and one.id not in meeting.givers:
        row.say("not_the_giver", "one", name=one.name, title=meeting.title)
    because = row.get("because", most=200) or sort
    return SpecialPlan("lock", one.here.id, meeting.id, because, gives, one.id)


def _compare(look: RowLook, plan: SpecialPlan, world: World) -> None:
    if plan.kind == "lock":
        because = world.locks.get((plan.one, plan.other))
        if because is not None:
            if plan.because != because:
                look.changes.append(Change("because", because, plan.because))
            look.status = Status.CHANGED if look.changes else Status.SAME
        return
    known = world.pairs.get(frozenset((plan.one, plan.other)))
    if known is None:
        return
    kind, because = known
    if kind != plan.kind:
        look.changes.append(Change("sort", kind, plan.kind))
    if plan.because and because != plan.because:
        look.changes.append(Change("because", because, plan.because))
    look.status = Status.CHANGED if look.changes else Status.SAME
