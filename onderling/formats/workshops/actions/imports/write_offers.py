"""Writing organisations and workshops."""

from typing import Any

from onderling.formats.workshops.actions.imports.writing import Writing
from onderling.formats.workshops.rules.offers import COUNTS, OfferPlan, OrganisationPlan
from onderling.offers.models import Offer
from onderling.offers.rules import OfferState
from onderling.people.models import Organisation

CHUNK = 1000
ORGANISATION = (
    "name",
    "code",
    "sector",
    "kind",
    "place",
    "country",
    "paid_count",
    "volunteer_count",
    "does",
    "reach",
)
OFFER = (
    "title",
    "code",
    "about",
    "afterwards",
    "preparation",
    "needs",
    "minimum",
    "maximum",
    "minutes",
    "theme",
    "working_form",
    "organisation",
    "audience",
)
NUMBERS = {"minimum", "maximum", "minutes"}


def write_organisations(writing: Writing) -> None:
    """Make the new ones; give those that we knew by number only their name."""
    rows: list[tuple[int, OrganisationPlan]] = list(writing.plans())
    known = Organisation.objects.in_bulk([p.organisation for _, p in rows if p.organisation])
    made, changed = [], []
    for number, plan in rows:
        values: dict[str, Any] = {"name": plan.name, **plan.fields}
        values |= {key: int(values[key]) for key in COUNTS if key in values}
        if plan.organisation is None:
            made.append((number, Organisation(**values)))
            continue
        organisation = known[plan.organisation]
        if writing.journal.change_all(number, organisation, values):
            changed.append(organisation)
        writing.journal.is_about(number, organisation, made=False)
    Organisation.objects.bulk_create([found for _, found in made], batch_size=CHUNK)
    for number, organisation in made:
        writing.journal.make(number, organisation, *ORGANISATION)
        writing.journal.is_about(number, organisation, made=True)
    Organisation.objects.bulk_update(changed, ORGANISATION, batch_size=CHUNK)


def write_workshops(writing: Writing) -> None:
    """Make the new ones as offered: the coordinator publishes, or the programme does."""
    rows: list[tuple[int, OfferPlan]] = list(writing.plans())
    known = Offer.objects.in_bulk([plan.offer for _, plan in rows if plan.offer])
    made, changed = [], []
    for number, plan in rows:
        values = _values(writing, plan)
        if plan.offer is None:
            offer = Offer(round=writing.round, state=OfferState.SUBMITTED, **_with_ids(values))
            made.append((number, offer))
            continue
        offer = known[plan.offer]
        if writing.journal.change_all(number, offer, values):
            changed.append(offer)
        writing.journal.is_about(number, offer, made=False)
    Offer.objects.bulk_create([offer for _, offer in made], batch_size=CHUNK)
    for number, offer in made:
        writing.journal.make(number, offer, *OFFER, "state")
        writing.journal.is_about(number, offer, made=True)
    Offer.objects.bulk_update(changed, OFFER, batch_size=CHUNK)


def _values(writing: Writing, plan: OfferPlan) -> dict[str, Any]:
    values: dict[str, Any] = {"title": plan.title}
    if plan.code:
        values["code"] = plan.code
    for key, text in plan.fields.items():
        if key == "theme":
            values[key] = writing.world.themes[text]
        elif key == "working_form":
            values[key] = writing.world.working_forms[text]
        else:
            values[key] = int(text) if key in NUMBERS else text
    if plan.organisation:
        values["organisation"] = plan.organisation
    return values


def _with_ids(values: dict[str, Any]) -> dict[str, Any]:
    keys = {"theme", "working_form", "organisation"}
    return {f"{key}_id" if key in keys else key: value for key, value in values.items()}
