"""Thousands of invented people for the festival: the same ones at every building."""

import json
from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.demo.actions.lists import FOLDER, GROUPS, rows_of
from onderling.demo.models import Example
from onderling.demo.rules import address_of, made_up_number
from onderling.people.models import Affiliation, Organisation, Person

PLACES = ("Havermonde", "Oosterwaal", "Broekerveen", "Zandwolde", "Nieuw-Lindehout")
NEEDS = (
    "rolstoel",
    "slechthorend: graag vooraan zitten",
    "rustige ruimte",
    "begeleider komt mee",
)
DIETS = ("vegetarisch", "halal", "glutenvrij", "veganistisch", "geen noten")
INFIXES = (
    "van den", "van der", "van de", "van ’t", "op den", "in ’t",
    "van", "de", "den", "ter", "el",
)  # fmt: skip
BATCH = 500


@write_transaction()
def make_crowd(example: Example, *, now: datetime) -> None:
    """Bring the network to as many people as the festival asks, in a few large writes.

    One line in the log for all of them: they are a list that somebody brought in.
    """
    rows = rows_of("personen")
    number = example.people - len(rows)
    if number <= 0:
        return
    bonds = list(_bonds(example, number))
    people = list(_people(bonds, number))
    Person.objects.bulk_create((person for person, _bond in people), batch_size=BATCH)
    Affiliation.objects.bulk_create(
        (
            Affiliation(
                person=person,
                organisation_id=bond["organisation"].pk,
                group=bond["group"],
                function=bond["function"],
            )
            for person, bond in people
        ),
        batch_size=BATCH,
    )
    first = len(rows) + 1
    for rank, (person, _bond) in enumerate(people, first):
        example.rows[f"p-{rank:03}"] = person.pk
    example.save(update_fields=["rows"])
    audit.note(None, "make_crowd", on=example, now=now, new={"people": number})


def _bonds(example: Example, number: int) -> Iterator[dict[str, Any]]:
    """Say for whom each new person works or volunteers: as in the list, larger ones more."""
    chance = Random("wie waar")  # noqa: S311 -- the same invented people every time
    rows = rows_of("personen")
    codes = {row["organisatie_id"] for row in rows}
    keys = {code: example.rows.get(code) or example.rows[f"={code}"] for code in codes}
    known = Organisation.objects.in_bulk(keys.values())
    hosts = {
        row["organisatie_id"]: row["email"].partition("@")[2] for row in rows if row["email"]
    }
    for row in chance.choices(rows, k=number):
        code = row["organisatie_id"]
        yield {
            "organisation": known[keys[code]],
            "group": GROUPS[row["groep"]],
            "function": row["functie"],
            "host": hosts[code],
            "place": row["plaats"],
        }


def _people(
    bonds: list[dict[str, Any]], number: int
) -> Iterator[tuple[Person, dict[str, Any]]]:
    chance = Random("wie heet hoe")  # noqa: S311 -- as above
    taken = {row["email"] for row in rows_of("personen")}
    rung = 100
    for bond, (first, infix, last) in zip(bonds, _names(chance, number), strict=True):
        person = Person(
            first_name=first,
            infix=infix,
            last_name=last,
            state=Person.State.GUEST,
            place=bond["place"] if chance.random() < 0.7 else chance.choice(PLACES),
        )
        if chance.random() < 0.03:  # who has no mail is rung up
            rung += 1
            person.phone = made_up_number(rung)
            person.contact_by = Person.Contact.PHONE
        else:
            person.email = address_of((first, infix, last), bond["host"], taken)
            taken.add(person.email)
        if chance.random() < 0.04:
            person.access_needs = chance.choice(NEEDS)
        if chance.random() < 0.12:
            person.diet = chance.choice(DIETS)
        yield person, bond


def _names(chance: Random, number: int) -> Iterator[tuple[str, str, str]]:
    """Draw first names with last names of the same roots, and now and then across them."""
    roots = json.loads((FOLDER / "namen.json").read_text(encoding="utf-8"))
    shares = [root["share"] for root in roots.values()]
    firsts = {key: root["first"].split() for key, root in roots.items()}
    lasts = {
        key: [_apart(name) for name in root["last"].split("|")] for key, root in roots.items()
    }
    seen: set[tuple[str, str, str]] = set()
    while len(seen) < number:
        (root,) = chance.choices(list(roots), shares)
        other = "nl" if chance.random() < 0.08 else root
        name = (chance.choice(firsts[root]), *chance.choice(lasts[other]))
        if name in seen and chance.random() < 0.98:  # two of one name do exist, not many
            continue
        if name in seen:
            name = (f"{name[0]} {chance.choice('ABEHJKMPT')}.", *name[1:])
        if name not in seen:
            seen.add(name)
            yield name


def _apart(name: str) -> tuple[str, str]:
    """Take the infix off a Dutch last name: “van den Berg” gives “van den” and “Berg”."""
    for infix in INFIXES:
        if name.startswith(f"{infix} "):
            return infix, name.removeprefix(f"{infix} ")
    return "", name
