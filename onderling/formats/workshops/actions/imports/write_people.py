"""Writing people: persons, their organisation and role, their part in the round."""

from typing import Any

from onderling.formats.workshops.actions.imports.write_wishes import save_wishes
from onderling.formats.workshops.actions.imports.writing import Writing
from onderling.formats.workshops.rules.people import PersonPlan
from onderling.people.models import Affiliation, Organisation, Person
from onderling.people.rules import Group
from onderling.signups.models import Participation
from onderling.tables.fold import letters

CHUNK = 1000
PERSON = (
    "first_name",
    "infix",
    "last_name",
    "email",
    "phone",
    "post_address",
    "contact_by",
    "place",
    "access_needs",
    "diet",
)
NAME = {"first_name": "first", "infix": "infix", "last_name": "last"}
Bond = tuple[int, int, str]  # person, organisation, group
Rows = list[tuple[int, PersonPlan]]


def write_people(writing: Writing) -> None:
    """Make who is new, change who is here, and keep the wishes that stand in the list."""
    rows: Rows = list(writing.plans())
    organisations = _organisations(writing, rows)
    people = _people(writing, rows)
    bonds = _bonds(writing, rows, people, organisations)
    parts = _participations(writing, rows, people, bonds)
    save_wishes(
        writing, [(number, parts[number], plan.wishes) for number, plan in rows if plan.wishes]
    )


def _organisations(writing: Writing, rows: Rows) -> dict[int, int]:
    """Map each row to its organisation, the new ones included."""
    new: dict[str, Organisation] = {}
    first: dict[str, int] = {}
    for number, plan in rows:
        if plan.new_organisation:
            name, code = plan.new_organisation
            new.setdefault(letters(name), Organisation(name=name, code=code))
            first.setdefault(letters(name), number)
    Organisation.objects.bulk_create(new.values(), batch_size=CHUNK)
    for bare, organisation in new.items():
        writing.journal.make(first[bare], organisation, "name", "code")
    found = {}
    for number, plan in rows:
        if plan.new_organisation:
            found[number] = new[letters(plan.new_organisation[0])].pk
        elif plan.organisation:
            found[number] = plan.organisation
    return found


def _people(writing: Writing, rows: Rows) -> dict[int, Person]:
    """Map each row to its person, made or found."""
    known = Person.objects.in_bulk([plan.person for _, plan in rows if plan.person])
    people, changed, made = {}, [], []
    for number, plan in rows:
        if plan.person is None:
            person = _new_person(plan)
            made.append((number, person))
        else:
            person = known[plan.person]
            if writing.journal.change_all(number, person, _values(plan, person)):
                changed.append(person)
        people[number] = person
    Person.objects.bulk_create([person for _, person in made], batch_size=CHUNK)
    for number, person in made:
        writing.journal.make(number, person, *PERSON)
    Person.objects.bulk_update(changed, PERSON, batch_size=CHUNK)
    return people


def _new_person(plan: PersonPlan) -> Person:
    person = Person(
        first_name=plan.name.first,
        infix=plan.name.infix,
        last_name=plan.name.last,
        email=plan.email or None,
        state=Person.State.GUEST,
        **plan.fields,
    )
    if not plan.email and "contact_by" not in plan.fields:
        phone = plan.fields.get("phone")
        person.contact_by = Person.Contact.PHONE if phone else Person.Contact.PHONE_POST
    return person


def _values(plan: PersonPlan, person: Person) -> dict[str, str]:
    """Say what changes for somebody whom we know.

    Somebody of another round keeps their name. An address is only filled in where none is:
    whoever sets an address can sign in as its owner.
    """
    values = dict(plan.fields)
    if plan.participation:
        values |= {field: getattr(plan.name, part) for field, part in NAME.items()}
    if plan.email and not person.email:
        values["email"] = plan.email
    return values


def _bonds(
    writing: Writing, rows: Rows, people: dict[int, Person], organisations: dict[int, int]
) -> dict[int, Affiliation]:
    """Map each row to the affiliation under which the person comes."""
    there: dict[Bond, Affiliation] = {
        (bond.person_id, bond.organisation_id, bond.group): bond
        for bond in Affiliation.objects.filter(
            person__in={person.pk for person in people.values()}
        )
    }
    made: list[tuple[int, Affiliation]] = []
    changed: list[Affiliation] = []
    found = {}
    for number, plan in rows:
        wanted = _wanted_bond(writing, number, plan, people, organisations)
        if wanted is None:
            continue
        bond = there.get(wanted)
        if bond is None:
            person, organisation, group = wanted
            bond = there[wanted] = Affiliation(
                person_id=person,
                organisation_id=organisation,
                group=group,
                function=plan.function,
            )
            made.append((number, bond))
        elif bond.pk:
            new: dict[str, Any] = {"until": None}
            if plan.function:
                new["function"] = plan.function
            if writing.journal.change_all(number, bond, new):
                changed.append(bond)
        found[number] = bond
    Affiliation.objects.bulk_create([bond for _, bond in made], batch_size=CHUNK)
    for number, bond in made:
        writing.journal.make(number, bond, "function", "until")
    Affiliation.objects.bulk_update(changed, ["function", "until"], batch_size=CHUNK)
    return found


def _wanted_bond(
    writing: Writing,
    number: int,
    plan: PersonPlan,
    people: dict[int, Person],
    organisations: dict[int, int],
) -> Bond | None:
    person = people[number]
    known = writing.world.person_by_id.get(person.pk)
    here = known.here if known else None
    organisation = organisations.get(number) or (here.organisation if here else None)
    group = plan.group or (here.group if here else Group.OTHER)
    return (person.pk, organisation, group) if organisation else None


def _participations(
    writing: Writing,
    rows: Rows,
    people: dict[int, Person],
    bonds: dict[int, Affiliation],
) -> dict[int, Participation]:
    """Map each row to the part that person takes in the round."""
    known = Participation.objects.in_bulk(
        [plan.participation for _, plan in rows if plan.participation]
    )
    fields = ("affiliation", "group", "code", "state")
    found: dict[int, Participation] = {}
    made, changed = [], []
    for number, plan in rows:
        bond = bonds.get(number)
        state = Participation.State.COMING if plan.signed_up else Participation.State.INVITED
        if plan.participation is None:
            part = Participation(
                round=writing.round,
                person=people[number],
                affiliation=bond,
                group=plan.group or Group.OTHER,
                code=plan.code,
                state=state,
                source="import",
                entered_by=writing.by,
            )
            made.append((number, part))
        else:
            part = known[plan.participation]
            new: dict[str, Any] = {"affiliation": bond.pk} if bond else {}
            new |= {"group": plan.group} if plan.group else {}
            new |= {"code": plan.code} if plan.code else {}
            new |= {"state": str(state)} if plan.signed_up else {}
            if writing.journal.change_all(number, part, new):
                changed.append(part)
        found[number] = part
    Participation.objects.bulk_create([part for _, part in made], batch_size=CHUNK)
    Participation.objects.bulk_update(changed, fields, batch_size=CHUNK)
    for number, part in found.items():
        writing.journal.is_about(number, part, made=False)
    for number, part in made:
        writing.journal.make(number, part, *fields)
        writing.journal.is_about(number, part, made=True)
    return found
