"""Looking at a list of workshops, and at a list of organisations."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from onderling.formats.workshops.rules.cells import audience_of, number_in
from onderling.formats.workshops.rules.listed import Listed, Reading, readings
from onderling.formats.workshops.rules.remarks import (
    Change,
    Look,
    Remark,
    RowLook,
    Severity,
    Status,
)
from onderling.formats.workshops.rules.world import KnownOffer, KnownOrganisation, World
from onderling.tables.fold import letters

LENGTHS = {"needs": 200, "about": 1000, "afterwards": 200, "preparation": 200}
NUMBERS = ("minimum", "maximum", "minutes")
ORGANISATION_LENGTHS = {
    "code": 20,
    "sector": 60,
    "place": 80,
    "country": 2,
    "kind": 60,
    "does": 10_000,
    "reach": 10_000,
}
COUNTS = ("paid_count", "volunteer_count")


@dataclass
class OfferPlan:
    """What taking over one workshop writes; `fields` as text, by the name of the field."""

    offer: int | None
    title: str
    code: str
    fields: dict[str, str] = field(default_factory=dict)
    organisation: int | None = None


@dataclass
class OrganisationPlan:
    """What taking over one organisation writes."""

    organisation: int | None
    name: str
    fields: dict[str, str] = field(default_factory=dict)


def look_at_workshops(listed: Listed, world: World) -> Look:
    """Read the catalogue: each row is a workshop that somebody brings."""
    rows: list[RowLook] = []
    look = Look("workshops", rows)
    codes: dict[str, int] = {}
    unknown: Counter[str] = Counter()
    for row in readings(listed, rows):
        title = row.get("title", most=120)
        row.look.about = title
        if row.look.is_skipped:
            continue
        if not title:
            row.refuse("no_title", "title")
            continue
        code = row.get("code", most=20)
        above = codes.setdefault(code.casefold(), row.look.number) if code else row.look.number
        if above != row.look.number:
            row.refuse("same_code", "code", row=str(above))
            continue
        known = _known_offer(world, code, title)
        plan = OfferPlan(known.id if known else None, title, code)
        _words(row, plan)
        _numbers(row, plan, known)
        _audience(row, plan)
        for key, there in (("theme", world.themes), ("working_form", world.working_forms)):
            _choice(row, plan, key, there, unknown)
        organisation = _organisation(row, world)
        plan.organisation = organisation.id if organisation else None
        row.look.plan = plan
        _compare(row.look, plan, known, organisation)
    if unknown:
        names = "\n".join(sorted(unknown))
        look.general.append(Remark("unknown_words", Severity.NOTE, more={"names": names}))
    return look


def look_at_organisations(listed: Listed, world: World) -> Look:
    """Read the list of organisations; one that we know only by its number gets its name."""
    rows: list[RowLook] = []
    seen: dict[str, int] = {}
    for row in readings(listed, rows):
        name = row.get("name", most=120)
        row.look.about = name
        if row.look.is_skipped:
            continue
        if not name:
            row.refuse("no_name", "name")
            continue
        above = seen.setdefault(letters(name), row.look.number)
        if above != row.look.number:
            row.refuse("same_name", "name", row=str(above))
            continue
        fields = {
            key: text
            for key, most in ORGANISATION_LENGTHS.items()
            if (text := row.get(key, most=most))
        }
        for key in COUNTS:
            text = row.get(key)
            if text and not text.isdecimal():
                row.say("no_number", key)
            elif text:
                fields[key] = str(int(text))
        known = _known_organisation(world, fields.get("code", ""), name)
        row.look.plan = OrganisationPlan(known.id if known else None, name, fields)
        if known:
            changes = [] if known.name == name else [Change("name", known.name, name)]
            changes += _changed({**known.fields, "code": known.code}, fields)
            row.look.changes = changes
            row.look.status = Status.CHANGED if changes else Status.SAME
    return Look("organisations", rows)


def _known_organisation(world: World, code: str, name: str) -> KnownOrganisation | None:
    by_code = world.organisation_by_code.get(code.casefold()) if code else None
    return by_code or world.organisation_by_name.get(letters(name))


def _known_offer(world: World, code: str, title: str) -> KnownOffer | None:
    if code and code.casefold() in world.offer_by_code:
        return world.offer_by_code[code.casefold()]
    by_title = world.offer_by_title.get(letters(title))
    # The same title under another number is another workshop.
    return None if by_title and code and by_title.code else by_title


def _words(row: Reading, plan: OfferPlan) -> None:
    for key, most in LENGTHS.items():
        text = row.get(key, most=most, lines=key == "about")
        if text:
            plan.fields[key] = text


def _audience(row: Reading, plan: OfferPlan) -> None:
    text = row.get("audience", most=60)
    audience = audience_of(text)
    if text and audience is None:
        row.say("unknown_audience", "audience")
    elif audience is not None:
        plan.fields["audience"] = str(audience)


def _numbers(row: Reading, plan: OfferPlan, known: KnownOffer | None) -> None:
    for key in NUMBERS:
        text = row.get(key)
        number = number_in(text)
        if text and number is None:
            row.say("no_number", key)
        elif number is not None:
            plan.fields[key] = str(number)
    old = known.fields if known else {"minimum": "6", "maximum": "20"}
    low = int(plan.fields.get("minimum") or old["minimum"])
    high = int(plan.fields.get("maximum") or old["maximum"])
    if low > high:
        row.say("minimum_above_maximum", "minimum", proposed=str(high))
        plan.fields["minimum"] = str(high)


def _choice(
    row: Reading, plan: OfferPlan, key: str, there: Mapping[str, int], unknown: Counter[str]
) -> None:
    """Keep a theme or working form that we know; the others stay in the list."""
    text = row.get(key, most=60)
    if not text:
        return
    names = {letters(name): name for name in there}
    if letters(text) in names:
        plan.fields[key] = names[letters(text)]
    else:
        unknown[text] += 1


def _organisation(row: Reading, world: World) -> KnownOrganisation | None:
    code, name = row.get("organisation_code"), row.get("organisation")
    known = world.organisation_called(code) or world.organisation_by_name.get(letters(name))
    if known is None and (code or name):
        row.note("unknown_organisation", "organisation" if name else "organisation_code")
    return known


def _compare(
    look: RowLook,
    plan: OfferPlan,
    known: KnownOffer | None,
    organisation: KnownOrganisation | None,
) -> None:
    if known is None:
        return
    changes = [] if known.title == plan.title else [Change("title", known.title, plan.title)]
    if plan.code and plan.code != known.code:
        changes.append(Change("code", known.code, plan.code))
    fields = dict(plan.fields)
    if organisation:
        fields["organisation"] = organisation.name
    changes += _changed(known.fields, fields)
    look.changes = changes
    look.status = Status.CHANGED if changes else Status.SAME


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    return [
        Change(key, old.get(key, ""), value)
        for key, value in new.items()
        if value != old.get(key, "")
    ]
