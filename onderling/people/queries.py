"""What the page of roles shows: who holds what, as far as somebody may manage it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from onderling.people.models import Membership, Organisation, Person
from onderling.people.rules import Role, Scope


@dataclass(frozen=True)
class Domain:
    """All scopes in which a person may give and end roles, with their names."""

    owner: bool
    rounds: dict[int, str]
    organisations: dict[int, str]

    def choices(self) -> list[tuple[str, str]]:
        """Options for a form: "round:3". What is not here cannot be chosen."""
        everywhere = [(f"{Scope.NETWORK}:0", _("het hele netwerk"))] if self.owner else []
        return [
            *everywhere,
            *((f"{Scope.ROUND}:{pk}", name) for pk, name in self.rounds.items()),
            *((f"{Scope.ORGANISATION}:{pk}", name) for pk, name in self.organisations.items()),
        ]

    def memberships(self) -> models.QuerySet[Membership]:
        """The roles that count now in these scopes, network first: one query."""
        here = models.Q(scope=Scope.ROUND, scope_id__in=self.rounds) | models.Q(
            scope=Scope.ORGANISATION, scope_id__in=self.organisations
        )
        if self.owner:
            here |= models.Q(scope=Scope.NETWORK)
        found = Membership.objects.current().filter(here)
        return found.select_related("person", "granted_by").order_by("scope", "scope_id", "pk")

    def name_of(self, membership: Membership) -> str:
        names = {Scope.ROUND: self.rounds, Scope.ORGANISATION: self.organisations}
        return names.get(Scope(membership.scope), {}).get(
            membership.scope_id, _("het hele netwerk")
        )


def domain_of(person: Person) -> Domain:
    """Find what somebody may hand out: an owner all, a coordinator the own scopes.

    Rounds live a floor higher; settings name the model, and here only its name counts.
    """
    owner = person.holds(Role.OWNER)
    scopes = person.scopes(Role.COORDINATOR)
    organisations = Organisation.objects.all()
    if not owner and Scope.NETWORK not in scopes:
        organisations = organisations.filter(pk__in=scopes.get(Scope.ORGANISATION, ()))
    managed: Any = import_string(settings.MANAGED).objects.managed_by(person)
    return Domain(
        owner=owner,
        rounds={one.pk: str(one) for one in managed},
        organisations=dict(organisations.values_list("pk", "name")),
    )
