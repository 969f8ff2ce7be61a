"""Whom an answer to a message goes to."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onderling.base.prepared import prepared
from onderling.people.models import Membership
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Round


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
