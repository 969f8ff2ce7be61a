"""What pages show: who holds what role, and who may be the same person twice."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.people.models import Affiliation, Consent, Membership, Organisation, Person
from onderling.people.rules import Alike, Known, Role, Scope, find_doubles
from onderling.tables.fold import letters


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


WHY = {
    Alike.NAME: gettext_lazy("dezelfde naam en dezelfde plaats of organisatie"),
    Alike.PHONE: gettext_lazy("hetzelfde telefoonnummer"),
    Alike.ADDRESS: gettext_lazy("bijna hetzelfde e-mailadres"),
}


@dataclass(frozen=True)
class Double:
    """Two records that may be one person, and why we think so."""

    one: Person
    other: Person
    why: list[str]


def doubles_among(people: models.QuerySet[Person]) -> list[Double]:
    """Propose who stands here twice; nothing is merged by itself. Two queries."""
    found = {person.pk: person for person in people}
    places: dict[int, set[str]] = defaultdict(set)
    bonds = Affiliation.objects.filter(person__in=people.order_by().values("pk"))
    for person, organisation in bonds.values_list("person", "organisation"):
        places[person].add(str(organisation))
    pairs = find_doubles(_known(found.values(), places))
    return [
        Double(found[one], found[other], [str(WHY[why]) for why in sorted(whys)])
        for (one, other), whys in sorted(pairs.items())
    ]


def _known(people: Iterable[Person], places: dict[int, set[str]]) -> Iterable[Known]:
    for person in people:
        home = {letters(person.place)} if person.place else set()
        yield Known(
            person.pk,
            letters(person.name),
            letters(person.last_name),
            person.email or "",
            "".join(sign for sign in person.phone if sign.isdigit()),
            frozenset(home | places[person.pk]),
        )


def said_yes_to(purpose: str, *, who: str) -> models.Exists:
    """Say of each row, inside its query, whether its person agreed; `who` leads to them.

    The last answer counts, and no answer is a no.
    """
    last = Consent.objects.filter(person=models.OuterRef("person"), purpose=purpose).order_by(
        "-pk"
    )
    return models.Exists(
        Consent.objects.filter(
            person=models.OuterRef(who),
            answer=Consent.Answer.GIVEN,
            pk=models.Subquery(last.values("pk")[:1]),
        )
    )


def reader_now(to_ref: str) -> Person | None:
    """Find whom an opaque name means by now; nobody once they are erased."""
    label, _colon, key = to_ref.partition(":")
    if label != Person._meta.label_lower or not key.isdecimal():
        return None
    found = Person.objects.filter(pk=int(key)).first()
    person = found.now_is() if found else None
    return person if person and person.is_active else None
