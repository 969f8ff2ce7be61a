"""Looking at a list of wishes: one row per person, or one per person and round."""

from dataclasses import dataclass, field

from onderling.formats.workshops.rules.cells import GROUP_NAMES, group_of, rounds_in, yes_or_no
from onderling.formats.workshops.rules.listed import Listed, Reading, readings
from onderling.formats.workshops.rules.people import about_rounds, address_stays
from onderling.formats.workshops.rules.remarks import (
    Change,
    Choice,
    Look,
    Remark,
    RowLook,
    Severity,
    Status,
)
from onderling.formats.workshops.rules.wishing import SlotWishes, Whose, read_wishes, wishes_in
from onderling.formats.workshops.rules.world import KnownPerson, World
from onderling.people.rules import Group
from onderling.tables.fold import letters
from onderling.tables.names import Name, clean_address, split_name


@dataclass
class WishesPlan:
    """What taking over one row of wishes writes. `person` is None for somebody new."""

    person: int | None
    participation: int | None
    name: Name
    group: str = Group.OTHER
    wishes: list[SlotWishes] = field(default_factory=list)


def look_at_wishes(listed: Listed, world: World) -> Look:
    """Read the whole list against the programme and the people of the round."""
    rows: list[RowLook] = []
    look = Look("wishes", rows)
    seen: dict[tuple[object, int], int] = {}
    anonymous = False
    for row in readings(listed, rows):
        person, name, is_anonymous = _who(row, world)
        anonymous = anonymous or is_anonymous
        row.look.about = person.name if person else name.full or row.get("code")
        if row.look.status != Status.NEW:
            continue
        slots = _slots(row, world)
        if listed.has("slot") and slots:  # somebody has a row for each round
            row.look.about += f", {world.slot_by_number[slots[0]].label}"
        who: object = person.id if person else letters(name.full)
        above = next((seen[who, s] for s in slots if (who, s) in seen), None)
        if above:
            row.say(
                "same_person_and_round" if listed.has("slot") else "same_person", row=str(above)
            )
            if row.ask(Choice.SKIP, Choice.TAKE) == Choice.SKIP:
                row.look.status = Status.SKIPPED
                continue
        seen |= {(who, slot): row.look.number for slot in slots}
        here = person.here if person else None
        plan = WishesPlan(person.id if person else None, here.id if here else None, name)
        plan.wishes = [
            wishes for slot in slots if (wishes := _in_slot(row, world, slot, person))
        ]
        plan.group = _group(row, person)
        row.look.plan = plan
        _compare(row.look, plan, person, world)
    if anonymous:
        look.general.append(Remark("anonymous", Severity.NOTE, listed.label("email")))
    look.general += about_rounds(listed, world)
    return look


def _who(row: Reading, world: World) -> tuple[KnownPerson | None, Name, bool]:
    """Find the person by number, by address, then by name."""
    email, odd = clean_address(row.raw("email"))
    for remark in odd:
        if remark != "anonymous":
            row.say(f"email_{remark}", "email", proposed=email)
    name = split_name(row.get("name"))
    code = row.get("code")
    person = world.by_code.get(code.casefold()) if code else None
    if person is None and code and not row.listed.has("name"):  # who has no number
        here = [one for one in world.by_name.get(letters(code), []) if one.here]
        if len(here) > 1:
            row.refuse("two_with_this_name", "code")
        person = here[0] if len(here) == 1 else world.by_email.get(code.casefold())
    if person is None and email:
        person = world.by_email.get(email)
    if person is None and name.full:
        person = _by_name(row, name, world)
    if person:
        address_stays(row)
    if person is None and row.look.status == Status.NEW and not name.full:
        row.refuse("unknown_person" if code or email else "no_name", "code" if code else "name")
    return person, name, "anonymous" in odd


def _by_name(row: Reading, name: Name, world: World) -> KnownPerson | None:
    """Find somebody of this round by name; a name that only resembles is asked about."""
    here = [person for person in world.by_name.get(letters(name.full), []) if person.here]
    if len(here) == 1:
        return here[0]
    if len(here) > 1:
        row.refuse("two_with_this_name", "name")
        return None
    short_names = world.by_short_name.get(letters(f"{name.first} {name.last}"), [])
    short = [person for person in short_names if person.here]
    same = world.by_name.get(letters(name.full), []) or short_names
    elsewhere = [person for person in same if not person.here]
    if len(short) != 1 and elsewhere:
        return _from_elsewhere(row, elsewhere)
    meant = short[0] if len(short) == 1 else world.alike_here(name.full)
    if meant is None:
        row.say("unknown_name", "name")
        _choose(row, Choice.TAKE, Choice.SKIP)
        return None
    row.say("name_alike", "name", proposed=meant.name)
    options = (Choice.SAME, Choice.TAKE, Choice.SKIP)
    return meant if _choose(row, *options, same_as=meant.name) == Choice.SAME else None


def _from_elsewhere(row: Reading, alike: list[KnownPerson]) -> KnownPerson | None:
    """Propose somebody of the network who has this name. Only a person can say it is them.

    Somebody of another round is theirs, so no more is told than the name that was typed.
    """
    if len(alike) > 1:
        row.say("names_elsewhere", "name")
        _choose(row, Choice.TAKE, Choice.SKIP)
        return None
    row.say("name_elsewhere", "name")
    options = (Choice.TAKE, Choice.SAME, Choice.SKIP)
    return alike[0] if _choose(row, *options) == Choice.SAME else None


def _choose(row: Reading, *options: Choice, same_as: str = "") -> Choice:
    choice = row.ask(*options, same_as=same_as)
    if choice == Choice.SKIP:
        row.look.status = Status.SKIPPED
    return choice


def _slots(row: Reading, world: World) -> list[int]:
    """Which rounds this row is about: its own column, or those in the headers."""
    if not row.listed.has("slot"):
        return sorted({s for _, s, _ in row.listed.wishes if s in world.slot_by_number})
    found = rounds_in(row.get("slot"))
    if found is None or found[0] not in world.slot_by_number:
        row.refuse("unknown_round", "slot")
        return []
    return [found[0]]


def _in_slot(
    row: Reading, world: World, slot: int, person: KnownPerson | None
) -> SlotWishes | None:
    by_row = row.listed.has("slot")
    keys = [(key, rank) for key, number, rank in row.listed.wishes if number == slot or by_row]
    giver = person.id if person else None
    whose = Whose(giver, person.organisation if person else None)
    wishes = read_wishes(row, world, slot=slot, columns=keys, whose=whose)
    present = row.get("present")
    if present:
        is_here = yes_or_no(present)
        if is_here is None:
            row.say("unknown_presence", "present")
        else:
            wishes.absent = not is_here
    if wishes.absent:
        if wishes.chosen:
            row.say("wishes_while_absent", "present")
        gives = [m for m in world.given_by.get(giver or 0, []) if m.takes(slot)]
        for meeting in gives:
            row.say("absent_giver", "present", title=meeting.title, code=meeting.code)
    return wishes if wishes.chosen or wishes.absent is not None else None


def _group(row: Reading, person: KnownPerson | None) -> str:
    text = row.get("group")
    group, as_we_write = group_of(text) if text else (None, True)
    if text and group is None:
        row.say("unknown_group", "group", proposed=GROUP_NAMES[Group.OTHER])
    elif group and not as_we_write:
        row.say("group_spelling", "group", proposed=GROUP_NAMES[group])
    if group and person and person.here and person.here.group != group:
        row.say("other_group", "group", proposed=GROUP_NAMES[Group(person.here.group)])
    return str(group or Group.OTHER)


def _compare(look: RowLook, plan: WishesPlan, person: KnownPerson | None, world: World) -> None:
    """Say what changes for this person; somebody who was only invited now comes."""
    if look.status == Status.REFUSED or person is None:
        return
    here = person.here
    if here is None:
        look.status = Status.KNOWN
        return
    had_nothing = True
    for wishes in plan.wishes:
        before = (wishes.slot in here.absent, wishes_in(here, wishes.slot, world))
        had_nothing = had_nothing and before == (False, {})
        if wishes.after(here, world) != before:
            look.changes.append(Change(f"wishes-{wishes.slot}", "", ""))
    if here.state != "coming":
        look.changes.append(Change("state", here.state, "coming"))
    if not look.changes:
        look.status = Status.SAME
    elif not had_nothing or here.state == "coming":
        look.status = Status.CHANGED
