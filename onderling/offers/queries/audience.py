"""For whom a workshop is, in words; and which workshops are not for somebody (S3a-3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onderling.offers.models import Offer
from onderling.rounds.models import Round
from onderling.rounds.queries import partners_of
from onderling.rounds.rules import Audience, Partners, reaches


@dataclass(frozen=True)
class Reserved:
    """A workshop that is for some organisations only."""

    offer: int
    title: str
    audience: str
    organisation: int | None
    name: str  # of that organisation

    @property
    def sentence(self) -> str:
        """Say for whom it is: “‘Soep’ is alleen voor mensen van Humanitas.”"""
        return sentence(self.title, self.audience, self.name)


def only_for(offer: Offer, round: Round) -> str:
    """Say for whom a workshop of this round is that is not for everyone."""
    host = offer.organisation or round.programme.organisation
    return sentence(offer.title, offer.audience, host.name)


def sentence(title: str, audience: str, name: str) -> str:
    """Say for whom a workshop is; `name` is of the organisation that offers it."""
    if audience == Audience.OWN:
        said = _("‘{title}’ is alleen voor mensen van {name}.")
        return said.format(title=title, name=name)
    return _("‘{title}’ is alleen voor mensen van de partners.").format(title=title)


def in_short(audience: str, name: str) -> str:
    """Say it in a few words, for a list; nothing when it is for everyone."""
    if audience == Audience.OWN:
        return _("alleen voor {name}").format(name=name)
    return _("alleen voor partners") if audience == Audience.PARTNERS else ""


def reserved_in(round: Round) -> list[Reserved]:
    """The workshops of a round that are not for everyone. One query."""
    own = round.programme.organisation
    rows = (
        round.offers.exclude(audience=Audience.EVERYONE)
        .order_by("title", "pk")
        .values_list("pk", "title", "audience", "organisation", "organisation__name")
    )
    return [
        Reserved(pk, title, audience, of, name or own.name)
        for pk, title, audience, of, name in rows
    ]


def not_for(
    round: Round, organisation: int | None, *, among: Iterable[Reserved] | None = None
) -> dict[int, Reserved]:
    """The workshops that are not for people of this organisation, by key of the offer."""
    found = reserved_in(round) if among is None else list(among)
    partners = partners_of(round) if found else Partners(round.programme.organisation_id)
    return {one.offer: one for one in found if is_shut(one, organisation, partners)}


def is_shut(one: Reserved | Offer, organisation: int | None, partners: Partners) -> bool:
    """Say whether this workshop is not for people of this organisation."""
    of = one.organisation_id if isinstance(one, Offer) else one.organisation
    return not reaches(one.audience, organisation, of=of, partners=partners)
