"""Who a visitor of the demo may be."""

from datetime import datetime

from django.conf import settings

from onderling.demo.models import Example
from onderling.demo.rules import PARTS, Part
from onderling.people.actions.links import personal_address
from onderling.people.models import Person


def ready_example() -> Example | None:
    """The example, once it is built."""
    done = Example.objects.filter(state=Example.State.DONE, round__isnull=False)
    return done.select_related("round").first()


def players(example: Example) -> dict[str, Person]:
    """Who plays each part, in the order of the page. Two queries, whoever plays."""
    keys = {part.key: example.rows.get(part.person) for part in PARTS}
    found = Person.objects.present().prefetch_related("affiliations__organisation")
    by_key = found.in_bulk([key for key in keys.values() if key])
    return {part: by_key[key] for part, key in keys.items() if key in by_key}


def part_of(key: str) -> Part | None:
    """Find a part by its key."""
    return next((part for part in PARTS if part.key == key), None)


def link_of(person: Person, *, now: datetime) -> str:
    """The path of somebody's personal link, as it stands in their mail."""
    return personal_address(person, now=now).removeprefix(settings.BASE_ADDRESS)


def any_example() -> Example | None:
    """The example, however far it is."""
    return Example.objects.select_related("round").first()
