"""Is this somebody whom we know? Proposed to a person; nothing is merged by itself."""

from dataclasses import dataclass, field
from typing import Protocol

from onderling.formats.workshops.rules.listed import Reading
from onderling.formats.workshops.rules.remarks import Choice, Status
from onderling.formats.workshops.rules.world import KnownPerson, World
from onderling.tables.fold import letters
from onderling.tables.names import Name
from onderling.tables.spelling import nearest


class Somebody(Protocol):
    """What a row says about a person."""

    person: int | None
    participation: int | None
    name: Name
    email: str
    code: str
    organisation: int | None
    new_organisation: tuple[str, str] | None


@dataclass
class Earlier:
    """The rows above this one: who stood where."""

    emails: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)

    def remember(self, row: int, somebody: Somebody) -> None:
        if somebody.email:
            self.emails.setdefault(somebody.email, row)
        if somebody.code:
            self.codes.setdefault(somebody.code.casefold(), row)
        if somebody.person is not None:
            self.people.setdefault(somebody.person, row)
        self.names.setdefault(letters(somebody.name.full), row)


def find_person(
    row: Reading, somebody: Somebody, world: World, earlier: Earlier
) -> KnownPerson | None:
    """Return who this row is about, None for somebody new, and fill in the plan.

    The row's status becomes skipped when that is what was chosen, or proposed.
    """
    person = None
    if row.look.choice == Choice.TAKE:  # the same row once more, and yet somebody else
        _without_what_is_taken(row, somebody, world, earlier)
    elif not _again_in_the_list(row, somebody, earlier):
        person = _known(row, somebody, world, earlier)
    if row.look.is_skipped:
        return None
    if person is None:
        _without_what_is_taken(row, somebody, world, earlier)
    else:
        somebody.person = person.id
        somebody.participation = person.here.id if person.here else None
    earlier.remember(row.look.number, somebody)
    return person


def _decide(row: Reading, *options: Choice, person: KnownPerson | None = None) -> Choice:
    choice = row.ask(*options, same_as=person.name if person and person.here else "")
    if choice == Choice.SKIP:
        row.look.status = Status.SKIPPED
    return choice


def _again_in_the_list(row: Reading, somebody: Somebody, earlier: Earlier) -> bool:
    """Ask when somebody stands in the list twice; say whether that settles it."""
    above = earlier.emails.get(somebody.email)
    if above:
        row.say("same_email", "email", row=str(above))
        _decide(row, Choice.SKIP, Choice.TAKE)
        return True
    above = earlier.names.get(letters(somebody.name.full))
    if above:
        key = "name" if row.listed.has("name") else "first_name"
        row.say("same_name", key, row=str(above))
        _decide(row, Choice.TAKE, Choice.SKIP)
        return row.look.is_skipped
    return False


def _known(
    row: Reading, somebody: Somebody, world: World, earlier: Earlier
) -> KnownPerson | None:
    for find in (_by_code, _by_email, _by_name):
        person, settled = find(row, somebody, world)
        if person and person.id in earlier.people:
            row.say("same_person", row=str(earlier.people[person.id]))
            _decide(row, Choice.SKIP, Choice.TAKE)
            return None
        if settled:
            return person
    return None


Answer = tuple[KnownPerson | None, bool]


def _by_code(row: Reading, somebody: Somebody, world: World) -> Answer:
    person = world.by_code.get(somebody.code.casefold()) if somebody.code else None
    if person is None:
        return None, False
    if (somebody.email and somebody.email == person.email) or _alike(somebody, person):
        return person, True
    row.say("code_of_other", "code", name=person.name)
    if _decide(row, Choice.TAKE, Choice.SAME, Choice.SKIP, person=person) == Choice.SAME:
        return person, True
    return None, True


def _by_email(row: Reading, somebody: Somebody, world: World) -> Answer:
    person = world.by_email.get(somebody.email) if somebody.email else None
    if person is None:
        return None, False
    if _alike(somebody, person):
        return person, True
    row.say("email_of_other", "email", name=person.name if person.here else "")
    options = (Choice.SAME, Choice.TAKE, Choice.SKIP)
    if _decide(row, *options, person=person) != Choice.SAME:
        return None, True
    # Two people behind one address: the name that is here stays.
    somebody.name = Name(person.first, person.infix, person.last)
    return person, True


def _by_name(row: Reading, somebody: Somebody, world: World) -> Answer:
    alike = world.by_name.get(letters(somebody.name.full), [])
    if not alike:
        return None, False
    key = "name" if row.listed.has("name") else "first_name"
    colleagues = [person for person in alike if somebody.organisation in person.organisations]
    if len(colleagues) != 1:
        row.say("name_is_known", key)
        if len(alike) == 1:
            options = (Choice.TAKE, Choice.SAME, Choice.SKIP)
            if _decide(row, *options, person=alike[0]) == Choice.SAME:
                return alike[0], True
        return None, True
    (person,) = colleagues
    if somebody.email and person.email:  # else the address would have found them
        row.say("name_with_other_email", key)
        options = (Choice.TAKE, Choice.SAME, Choice.SKIP)
    else:
        row.note("known_by_name", key)
        options = (Choice.SAME, Choice.TAKE, Choice.SKIP)
    return (person if _decide(row, *options, person=person) == Choice.SAME else None), True


def _alike(somebody: Somebody, person: KnownPerson) -> bool:
    typed = somebody.name
    short = letters(f"{typed.first} {typed.last}")
    if short == letters(f"{person.first} {person.last}"):
        return True
    return nearest(typed.full, (person.name,)) is not None


def _without_what_is_taken(
    row: Reading, somebody: Somebody, world: World, earlier: Earlier
) -> None:
    """Somebody new cannot have the address or the number of another."""
    if somebody.email in earlier.emails or somebody.email in world.by_email:
        row.note("without_email", "email")
        somebody.email = ""
    code = somebody.code.casefold()
    if code and (code in earlier.codes or code in world.by_code):
        row.note("without_code", "code")
        somebody.code = ""
