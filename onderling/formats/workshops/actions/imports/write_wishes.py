"""Writing wishes and absences of many people at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from onderling.formats.workshops.actions.imports.writing import Writing
from onderling.formats.workshops.rules.wishes import WishesPlan
from onderling.formats.workshops.rules.wishing import SlotWishes, wishes_in
from onderling.formats.workshops.rules.world import KnownParticipation
from onderling.people.models import Affiliation, Person
from onderling.people.rules import Group
from onderling.signups.models import Absence, Participation, Wish

CHUNK = 1000
Chosen = dict[int, tuple[str, int | None]]
Told = list[tuple[int, Participation, list[SlotWishes]]]  # row, whose, what


def write_wishes(writing: Writing) -> None:
    """Keep what people wish; somebody whom we did not know takes part from now on."""
    rows: list[tuple[int, WishesPlan]] = list(writing.plans())
    parts = _participations(writing, rows)
    save_wishes(writing, [(number, parts[number], plan.wishes) for number, plan in rows])


def _participations(
    writing: Writing, rows: list[tuple[int, WishesPlan]]
) -> dict[int, Participation]:
    strangers: dict[str, tuple[int, WishesPlan, Person]] = {}
    for number, plan in rows:
        if plan.person is None and plan.name.full not in strangers:
            person = Person(
                first_name=plan.name.first or plan.name.last,
                infix=plan.name.infix,
                last_name=plan.name.last if plan.name.first else "",
                state=Person.State.GUEST,
                contact_by=Person.Contact.PHONE_POST,
            )
            strangers[plan.name.full] = (number, plan, person)
    Person.objects.bulk_create([person for *_, person in strangers.values()], batch_size=CHUNK)
    made: dict[int, tuple[int, Participation]] = {}
    for number, plan, person in strangers.values():
        writing.journal.make(number, person, "first_name", "infix", "last_name", "email")
        made[person.pk] = (number, _new(writing, person.pk, plan))
    bonds = _only_bonds([plan.person for _, plan in rows if plan.participation is None])
    for number, plan in rows:
        if plan.person and plan.participation is None and plan.person not in made:
            part = _new(writing, plan.person, plan, bonds.get(plan.person))
            made[plan.person] = (number, part)
    Participation.objects.bulk_create([part for _, part in made.values()], batch_size=CHUNK)
    for number, part in made.values():
        writing.journal.make(number, part, "group", "code", "state")
    known = Participation.objects.in_bulk(
        [plan.participation for _, plan in rows if plan.participation]
    )
    found = {}
    changed: dict[int, Participation] = {}
    for number, plan in rows:
        if plan.participation:
            part = known[plan.participation]
            if writing.journal.change(number, part, "state", str(Participation.State.COMING)):
                changed[part.pk] = part
        else:
            part = made[plan.person or strangers[plan.name.full][2].pk][1]
        found[number] = part
        is_new = (number, part) in made.values()
        writing.journal.is_about(number, part, made=is_new)
    _update(changed, state=Participation.State.COMING)
    return found


def _update(parts: Iterable[int], **values: Any) -> None:
    keys = list(parts)
    for start in range(0, len(keys), CHUNK):
        Participation.objects.filter(pk__in=keys[start : start + CHUNK]).update(**values)


def _only_bonds(people: Iterable[int | None]) -> dict[int, Affiliation]:
    """Map people of the network to their organisation; who has several can be there for any."""
    found: dict[int, list[Affiliation]] = defaultdict(list)
    for bond in Affiliation.objects.filter(until=None, person__in={*people} - {None}):
        found[bond.person_id].append(bond)
    return {person: bonds[0] for person, bonds in found.items() if len(bonds) == 1}


def _new(
    writing: Writing, person: int, plan: WishesPlan, bond: Affiliation | None = None
) -> Participation:
    group = bond.group if bond and plan.group == Group.OTHER else plan.group
    return Participation(
        round=writing.round,
        person_id=person,
        affiliation=bond,
        group=group,
        state=Participation.State.COMING,
        source="import",
        entered_by=writing.by,
    )


def save_wishes(writing: Writing, told: Told) -> None:
    """Replace absence and wishes per person and round of the day; note both states."""
    world = writing.world
    slots = {slot.number: slot.id for slot in world.slots}
    before = {person.here.id: person.here for person in world.people if person.here}
    after = dict(before)
    chose: dict[int, Participation] = {}
    for number, part, several in told:
        here = after.get(part.pk) or _nothing(part)
        for wishes in several:
            was = (wishes.slot in here.absent, wishes_in(here, wishes.slot, world))
            absent, chosen = wishes.after(here, world)
            if was == (absent, chosen):
                continue
            writing.journal.wish(
                number,
                participation=part.pk,
                slot=slots[wishes.slot],
                before=_written(*was),
                after=_written(absent, chosen),
            )
            here = _with(here, wishes.slot, was[1], absent, chosen)
        after[part.pk] = here
        if several and (part.chosen is None or here != before.get(part.pk)):
            writing.journal.change(number, part, "chosen", writing.now.isoformat())
            part.chosen = writing.now
            writing.journal.change(number, part, "entered_by", writing.by.pk)
            chose[part.pk] = part
    _replace(before, after, slots)
    # One value for all of them: a statement per thousand people.
    _update(chose, chosen=writing.now, entered_by=writing.by)


def _nothing(part: Participation) -> KnownParticipation:
    return KnownParticipation(
        part.pk, part.code, part.group, part.state, None, None, "", frozenset(), {}
    )


def _with(
    here: KnownParticipation, slot: int, was: Chosen, absent: bool, chosen: Chosen
) -> KnownParticipation:
    others = {meeting: wish for meeting, wish in here.wishes.items() if meeting not in was}
    away = here.absent | {slot} if absent else here.absent - {slot}
    return replace(here, absent=away, wishes=others | chosen)


def _replace(
    before: dict[int, KnownParticipation],
    after: dict[int, KnownParticipation],
    slots: dict[int, int],
) -> None:
    """Write only what differs: rows that go, then rows that come."""
    touched = [key for key, here in after.items() if here != before.get(key)]
    gone = [
        (key, meeting)
        for key in touched
        if key in before
        for meeting, wish in before[key].wishes.items()
        if after[key].wishes.get(meeting) != wish
    ]
    _delete(Wish, "meeting_id", gone)
    Wish.objects.bulk_create(
        (
            Wish(participation_id=key, meeting_id=meeting, opinion=wish[0], rank=wish[1])
            for key in touched
            for meeting, wish in after[key].wishes.items()
            if key not in before or before[key].wishes.get(meeting) != wish
        ),
        batch_size=CHUNK,
    )
    none: frozenset[int] = frozenset()
    back = [
        (key, slots[number])
        for key in touched
        if key in before
        for number in before[key].absent - after[key].absent
    ]
    _delete(Absence, "slot_id", back)
    Absence.objects.bulk_create(
        (
            Absence(participation_id=key, slot_id=slots[number])
            for key in touched
            for number in after[key].absent - (before[key].absent if key in before else none)
        ),
        batch_size=CHUNK,
    )


def _delete(
    model: type[Wish] | type[Absence], field: str, pairs: Iterable[tuple[int, int]]
) -> None:
    wanted = set(pairs)
    people = {person for person, _ in wanted}
    rows = model._default_manager.filter(participation__in=people).values_list(
        "pk", "participation_id", field
    )
    keys = [pk for pk, person, other in rows if (person, other) in wanted]
    for start in range(0, len(keys), CHUNK):
        model._default_manager.filter(pk__in=keys[start : start + CHUNK]).delete()


def _written(absent: bool, chosen: Chosen) -> dict[str, object]:
    return {
        "absent": absent,
        "wishes": sorted([meeting, *wish] for meeting, wish in chosen.items()),
    }
