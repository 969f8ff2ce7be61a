"""Whom and what a kit is for: the organisations and the workshops of a round."""

from typing import Any

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from onderling.formats.workshops.queries.counter import Line, counted
from onderling.formats.workshops.queries.kept import versions_of
from onderling.formats.workshops.queries.kit import (
    Piece,
    offers_with_times,
    piece_of_offer,
    piece_of_organisation,
    piece_of_round,
)
from onderling.formats.workshops.queries.programme import Edition
from onderling.offers.models import Meeting, Offer
from onderling.people.models import Organisation
from onderling.rounds.models import Round


def going_on(round: Round) -> Any:
    """The workshops of a round, without those of which every meeting was called off."""
    meetings = Meeting.objects.filter(offer__round=round)
    return Offer.objects.filter(
        Q(pk__in=meetings.on().values("offer")) | ~Q(pk__in=meetings.values("offer")),
        round=round,
    ).values("pk")


def published_in(round: Round, organisation: Organisation | None = None) -> Any:
    found = Offer.objects.published().filter(round=round, pk__in=going_on(round))
    return found.filter(organisation=organisation) if organisation else found


def organisations_of(round: Round) -> list[Line]:
    """Who gives a workshop, or has enough people there to be told: each has a kit."""
    lines = counted(Edition(round, versions_of(round.pk))).lines
    return [line for line in lines if line.workshops or line.people]


def titles_of(round: Round, organisation: Organisation | None = None) -> list[tuple[int, str]]:
    """The workshops that have a kit of their own, by title."""
    found = published_in(round, organisation)
    return list(found.order_by("title", "pk").values_list("pk", "title"))


def pieces_of(round: Round, organisation: Organisation | None = None) -> list[Piece]:
    """A poster of each workshop, by title."""
    offers = offers_with_times().filter(pk__in=published_in(round, organisation).values("pk"))
    return [piece_of_offer(round, offer) for offer in offers.order_by("title", "pk")]


def the_round(round: Round) -> Piece:
    counted = published_in(round).aggregate(
        workshops=Count("pk"), organisations=Count("organisation", distinct=True)
    )
    return piece_of_round(round, **counted)


def the_organisation(round: Round, pk: int) -> tuple[Organisation, Piece]:
    """Find an organisation of this round; others have no kit here."""
    here = [line.organisation for line in organisations_of(round)]
    found = get_object_or_404(Organisation.objects.filter(pk__in=here), pk=pk)
    titles = [title for _pk, title in titles_of(round, found)]
    return found, piece_of_organisation(round, found, titles)
