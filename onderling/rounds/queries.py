"""Whom an answer goes to, by when everybody hears something, who the partners are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from onderling.base.prepared import prepared
from onderling.people.models import Membership
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Partners, State, last_day_of

EDITIONS = 8  # so many go back; more than a decade of a yearly day says little


@dataclass(frozen=True)
class Reply:
    """The name and address behind “Beantwoorden”. Empty when no coordinator has mail."""

    name: str
    address: str


@prepared
def _coordinating(round: int, organisation: int) -> QuerySet[Membership]:
    here = Q(scope=Scope.ROUND, scope_id=round)
    around = Q(scope=Scope.ORGANISATION, scope_id=organisation)
    roles = Membership.objects.current().filter(here | around, role=Role.COORDINATOR)
    return roles.select_related("person").only(
        "scope", *(f"person__{name}" for name in ("first_name", "infix", "last_name", "email"))
    )


def whom_to_answer(round: Round) -> Reply:
    """The coordinator whose name stands under the messages, else the first one with mail.

    Who coordinates this round comes before who coordinates its organisation.
    """
    roles = _coordinating(round=round.pk, organisation=round.programme.organisation_id)
    people = [
        role.person
        for role in sorted(roles, key=lambda role: role.scope != Scope.ROUND)
        if role.person.email
    ]
    named = [who for who in people if who.name == round.contact_name]
    if not people:
        return Reply(round.contact_name, "")
    found = (named or people)[0]
    return Reply(found.name, found.email or "")


def promised_on(round: Round) -> date | None:
    """The day by which everybody hears what came of it: the last of the phase of answering."""
    phase = round.phases.filter(kind=Phase.Kind.ANSWERING).first()
    return last_day_of(phase.closes, round.zone) if phase else None


def partners_of(round: Round) -> Partners:
    """The organisations that make this round together."""
    others = round.partners.values_list("pk", flat=True)
    return Partners(round.programme.organisation_id, frozenset(others))


def editions_until(round: Round) -> QuerySet[Round]:
    """This round and those before it in its programme, the newest first."""
    until = Round.objects.filter(
        programme=round.programme_id, starts_on__lte=round.starts_on
    ).exclude(state__in=[State.DRAFT, State.CANCELLED])
    return until.order_by("-starts_on", "-pk")[:EDITIONS]
