"""What somebody gave, with thanks and proof on paper (S3a-9)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onderling.base.language import speak_as, speak_to_all
from onderling.base.paper import pdf_of
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.formats.workshops.queries.given import (
    editions_of,
    said_of,
    thanks_to,
    thanks_to_givers,
)
from onderling.offers.models import Meeting
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round

TEMPLATE = "formats/workshops/papers/thanks.typ"


@require_safe
@policy(SIGNED_IN)
@never_cache
def given(request: PersonRequest) -> HttpResponse:
    """Over all editions: what I gave, what I still give, and where I was."""
    rows = [
        {
            "round": one.round,
            "proof": one.proof,
            "parts": [(_said(one.gave), "gave"), (_said(one.to_give), "to_give")],
            "joined": _said(one.joined),
        }
        for one in editions_of(request.user, now=now())
    ]
    return render(request, "workshops/given.html", {"rows": rows})


def _said(meetings: list[Meeting]) -> list[dict[str, Any]]:
    return [
        {"offer": meeting.offer_id, "title": meeting.offer.title, "says": said_of(meeting)}
        for meeting in meetings
    ]


@require_safe
@policy(SIGNED_IN)
@never_cache
def thanks(request: PersonRequest, slug: str) -> HttpResponse:
    """My own sheet of one round, once something of it is over."""
    editions = editions_of(request.user, now=now())
    mine = next((one for one in editions if one.round.slug == slug and one.proof), None)
    if mine is None:
        raise Http404
    speak_as(mine.round.programme.form_of_address)
    return _pdf(f"{slug}-bewijs", pdf_of(TEMPLATE, thanks_to(mine, request.user)))


@require_safe
@policy(COORDINATOR)
@never_cache
def all_thanks(request: PersonRequest, slug: str) -> HttpResponse:
    """A sheet for each giver of a round: 250 of them take a second."""
    managed = Round.objects.managed_by(request.user)
    round = get_object_or_404(managed.select_related("programme__organisation"), slug=slug)
    speak_to_all(round.programme.form_of_address)
    facts = thanks_to_givers(round)
    if facts is None:
        raise Http404  # nobody gives anything yet
    return _pdf(f"{slug}-bedankt", pdf_of(TEMPLATE, facts))


def _pdf(name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
