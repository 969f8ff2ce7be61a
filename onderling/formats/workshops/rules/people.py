"""Looking at a list of people: who is new, who is here already, what is odd."""

from collections import Counter
from dataclasses import dataclass, field, replace

from onderling.formats.workshops.rules.cells import (
    CONTACT_NAMES,
    GROUP_NAMES,
    contact_of,
    group_of,
)
from onderling.formats.workshops.rules.listed import Listed, Reading, readings
from onderling.formats.workshops.rules.matching_people import Earlier, find_person
from onderling.formats.workshops.rules.remarks import (
    Change,
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
from onderling.tables.spelling import nearest

# What the database can hold.
LENGTHS = {
    "phone": 30,
    "post_address": 200,
    "place": 80,
    "access_needs": 200,
    "diet": 120,
}


@dataclass
class PersonPlan:
    """What taking over one row of people writes."""

    person: int | None
    participation: int | None
    name: Name
    email: str
    fields: dict[str, str]
    organisation: int | None = None
    new_organisation: tuple[str, str] | None = None  # name, code
    group: str | None = None
    function: str = ""
    code: str = ""
    signed_up: bool = False
    wishes: list[SlotWishes] = field(default_factory=list)


def look_at_people(listed: Listed, world: World) -> Look:
    """Read the whole list; nothing is written, and no row goes without a word."""
    rows: list[RowLook] = []
    look = Look("people", rows)
    earlier = Earlier()
    news: Counter[str] = Counter()
    signed_up = bool(listed.wishes)
    for row in readings(listed, rows):
        name = _name(row)
        row.look.about = name.full
        if row.look.is_skipped:
            continue
        if not name.first and not name.last:
            row.refuse("no_name", "name" if listed.has("name") else "first_name")
            continue
        plan = _read(row, name, world)
        plan.signed_up = signed_up
        person = find_person(row, plan, world, earlier)
        if row.look.is_skipped:
            continue
        if person:
            address_stays(row)
        if plan.new_organisation:
            news[plan.new_organisation[0]] += 1
        if person and person.email and plan.email not in {"", person.email}:
            # Whoever sets an address can sign in as its owner: never by a list.
            row.say("email_stays", "email")
        _group_of(row, plan, person)
        _wishes(row, plan, world, person)
        row.look.plan = plan
        _compare(row.look, plan, person, world)
    look.general += _general(listed, world, news)
    return look


def _name(row: Reading) -> Name:
    if not row.listed.has("first_name"):
        name = split_name(row.get("name"))
    else:
        name = Name(row.get("first_name"), row.get("infix"), row.get("last_name"))
        if not name.first and not name.last:
            name = split_name(row.get("name"))
    if not name.first:  # a last name alone is what we call them
        name = Name(" ".join(part for part in (name.infix, name.last) if part))
    return Name(name.first[:80], name.infix[:20], name.last[:100])


def _read(row: Reading, name: Name, world: World) -> PersonPlan:
    email, odd = clean_address(row.raw("email"))
    for remark in odd:
        if remark != "anonymous":
            row.say(f"email_{remark}", "email", proposed=email)
    fields = {key: text for key, most in LENGTHS.items() if (text := row.get(key, most=most))}
    plan = PersonPlan(None, None, name, email, fields)
    wanted = row.get("contact_by")
    if wanted:
        contact = contact_of(wanted)
        if contact is None:
            row.say("unknown_contact", "contact_by")
        else:
            plan.fields["contact_by"] = contact
    plan.function = row.get("function", most=120)
    plan.code = row.get("code", most=20)
    _organisation(row, plan, world)
    return plan


def _organisation(row: Reading, plan: PersonPlan, world: World) -> None:
    known = world.organisation_called(row.get("organisation_code"))
    code = "" if known else row.get("organisation_code", most=20)
    name = row.get("organisation", most=120)
    if known is None and name:
        known = world.organisation_by_name.get(letters(name))
        if known is None:
            meant = nearest(name, tuple(other.name for other in world.organisations))
            if meant and meant.how != "typo":
                row.say("organisation_spelling", "organisation", proposed=meant.choice)
                known = world.organisation_by_name[letters(meant.choice)]
            elif meant:  # GGD is no slip of the pen for GGZ: a person decides
                row.say("organisation_alike", "organisation", proposed="", other=meant.choice)
    if known:
        plan.organisation = known.id
    elif name or code:
        plan.new_organisation = (name or code, code)


def address_stays(row: Reading) -> None:
    """Say of somebody we know that a wrong address changes nothing, not that it is missing."""
    row.look.remarks = [
        replace(remark, kind="email_invalid_here") if remark.kind == "email_invalid" else remark
        for remark in row.look.remarks
    ]


def _group_of(row: Reading, plan: PersonPlan, person: KnownPerson | None) -> None:
    text = row.get("group")
    group, as_we_write = group_of(text) if text else (None, True)
    if text and group is None:
        row.say("unknown_group", "group", proposed=GROUP_NAMES[Group.OTHER])
    elif text and group and not as_we_write:
        row.say("group_spelling", "group", proposed=GROUP_NAMES[group])
    elif not text and row.listed.has("group") and not (person and person.here):
        row.say("no_group", "group", proposed=GROUP_NAMES[Group.OTHER])
    plan.group = group
    if group is None and not (person and person.here):
        plan.group = Group.OTHER
    # Volunteers without an address are normal; with paid staff it is mostly a slip.
    if group == Group.PAID and row.listed.has("email") and not row.get("email"):
        row.say("no_email_here" if person and person.email else "no_email", "email")


def _wishes(row: Reading, plan: PersonPlan, world: World, person: KnownPerson | None) -> None:
    slots = sorted({slot for _, slot, _ in row.listed.wishes if slot in world.slot_by_number})
    own = person.organisation if person and not plan.new_organisation else None
    whose = Whose(person.id if person else None, plan.organisation or own)
    for slot in slots:
        keys = [(key, rank) for key, number, rank in row.listed.wishes if number == slot]
        found = read_wishes(row, world, slot=slot, columns=keys, whose=whose)
        if found.chosen:
            plan.wishes.append(found)


def _compare(look: RowLook, plan: PersonPlan, person: KnownPerson | None, world: World) -> None:
    """Say what changes for somebody who is here. A filled field never becomes empty.

    Somebody of another round is theirs: we fill what is empty there, and show nothing.
    """
    if person is None:
        look.status = Status.NEW
        return
    here = person.here
    if here is None:
        plan.fields = {
            key: value for key, value in plan.fields.items() if not person.fields.get(key)
        }
        look.status = Status.KNOWN
        return
    changes = look.changes
    old_name = Name(person.first, person.infix, person.last)
    if plan.name != old_name and letters(plan.name.full) != letters(old_name.full):
        changes.append(Change("name", old_name.full, plan.name.full))
    else:
        plan.name = old_name
    if plan.email and not person.email:
        changes.append(Change("email", "", plan.email))
    for key, value in plan.fields.items():
        old = person.fields.get(key, "")
        if value != old:
            shown = CONTACT_NAMES if key == "contact_by" else {}
            changes.append(Change(key, shown.get(old, old), shown.get(value, value)))
    _compare_place(changes, plan, person, world)
    for wishes in plan.wishes:
        after = wishes.after(here, world)
        before = (wishes.slot in here.absent, wishes_in(here, wishes.slot, world))
        if after != before:
            changes.append(Change(f"wishes-{wishes.slot}", "", ""))
    if plan.signed_up and here.state != "coming":
        changes.append(Change("state", here.state, "coming"))
    look.status = Status.CHANGED if changes else Status.SAME


def _compare_place(
    changes: list[Change], plan: PersonPlan, person: KnownPerson, world: World
) -> None:
    here = person.here
    if here is None:
        return
    names = {known.id: known.name for known in world.organisations}
    if plan.new_organisation or (plan.organisation and plan.organisation != here.organisation):
        new = (
            plan.new_organisation[0] if plan.new_organisation else names[plan.organisation or 0]
        )
        changes.append(Change("organisation", names.get(here.organisation or 0, ""), new))
    if plan.group and plan.group != here.group:
        old, new = (GROUP_NAMES[Group(group)] for group in (here.group, plan.group))
        changes.append(Change("group", old, new))
    if plan.function and plan.function != here.function:
        changes.append(Change("function", here.function, plan.function))
    if plan.code and plan.code != here.code:
        changes.append(Change("code", here.code, plan.code))


def _general(listed: Listed, world: World, news: Counter[str]) -> list[Remark]:
    """Say what holds for the whole list, once."""
    found = []
    if news:
        names = sorted(news)
        found.append(
            Remark(
                "new_organisations",
                Severity.NOTE,
                more={"count": str(len(names)), "names": "\n".join(names)},
            )
        )
    if not listed.has("group"):
        found.append(Remark("no_group_column", Severity.NOTE))
    if listed.wishes:
        found += about_rounds(listed, world)
    return found


def about_rounds(listed: Listed, world: World) -> list[Remark]:
    """Say which wishes cannot be kept, because the day has no such round or no programme."""
    if not world.meetings:
        return [Remark("no_programme", Severity.ATTENTION)]
    return [
        Remark("no_such_round", Severity.ATTENTION, more={"round": str(number)})
        for number in sorted({slot for _, slot, _ in listed.wishes if slot})
        if number not in world.slot_by_number
    ]
