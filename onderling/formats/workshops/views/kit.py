"""The kit: posters, flyers, texts to share, for whoever wants to tell about it (S3a-6)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onderling.base.language import speak_to_all
from onderling.base.paper import kept_paper
from onderling.base.policy import ANYONE, policy
from onderling.base.typed import whole_number
from onderling.formats.workshops.queries.kit import (
    Piece,
    how_to_join,
    offers_with_times,
    paper_facts,
    piece_of_offer,
    sheet_facts,
)
from onderling.formats.workshops.queries.kit_lists import (
    going_on,
    organisations_of,
    pieces_of,
    the_organisation,
    the_round,
    titles_of,
)
from onderling.formats.workshops.queries.kit_numbers import page_facts
from onderling.formats.workshops.queries.kit_words import mail_words, message_words
from onderling.offers.models import Offer
from onderling.offers.rules import OfferState
from onderling.people.models import Organisation
from onderling.rounds.http import visible_round
from onderling.rounds.models import Round

PAPERS = "formats/workshops/papers/"
DRAWN_WITH = f"{PAPERS}kit.typ"
AT_ONCE = 25  # posters in one file: made within a few seconds, while somebody waits
Make = Callable[[Piece, Any], bytes]


@require_safe
@policy(ANYONE)
def kit(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything there is to print and to share about a round."""
    round = visible_round(request, slug)
    context = {"organisations": organisations_of(round), "offers": titles_of(round)}
    address = reverse("workshops:kit", args=[slug])
    return _page(request, the_round(round), address, **context)


@require_safe
@policy(ANYONE)
def organisation(request: HttpRequest, slug: str, organisation_id: int) -> HttpResponse:
    round = visible_round(request, slug)
    whose, piece = the_organisation(round, organisation_id)
    address = reverse("workshops:kit_organisation", args=[slug, whose.pk])
    offers = titles_of(round, whose)
    return _page(request, piece, address, organisation=whose, offers=offers)


@require_safe
@policy(ANYONE)
def workshop(request: HttpRequest, slug: str, offer_id: int) -> HttpResponse:
    round = visible_round(request, slug)
    offer = _offer(request, round, offer_id)
    address = reverse("workshops:kit_workshop", args=[slug, offer.pk])
    public = offer.state in {OfferState.PUBLISHED, OfferState.DELIVERED}
    return _page(request, piece_of_offer(round, offer), address, offer=offer, waits=not public)


@require_safe
@policy(ANYONE)
def round_paper(request: HttpRequest, slug: str, paper: str) -> HttpResponse:
    round = _printed(request, slug)
    if paper == "affiches-a4.pdf":
        return _posters(request, round, None)
    return _paper(the_round(round), paper)


@require_safe
@policy(ANYONE)
def organisation_paper(
    request: HttpRequest, slug: str, organisation_id: int, paper: str
) -> HttpResponse:
    round = _printed(request, slug)
    whose, piece = the_organisation(round, organisation_id)
    if paper == "affiches-a4.pdf":
        return _posters(request, round, whose)
    return _paper(piece, paper, whose)


@require_safe
@policy(ANYONE)
def workshop_paper(request: HttpRequest, slug: str, offer_id: int, paper: str) -> HttpResponse:
    round = _printed(request, slug)
    offer = _offer(request, round, offer_id)
    if paper == "een-pagina.pdf":
        raise Http404  # that one is about more than one workshop
    return _paper(piece_of_offer(round, offer), paper)


def _printed(request: HttpRequest, slug: str) -> Round:
    """Find the round, and go on in the language of what hangs on a wall."""
    round = visible_round(request, slug)
    speak_to_all(round.programme.form_of_address)
    return round


def _offer(request: HttpRequest, round: Round, offer_id: int) -> Any:
    """Who made it has its poster at once, before it is in the programme (X-62)."""
    mine = Offer.objects.visible_to(request.user).exclude(state=OfferState.WITHDRAWN)
    found = offers_with_times().filter(pk__in=mine.values("pk")).filter(pk__in=going_on(round))
    return get_object_or_404(found, pk=offer_id)


def _page(request: HttpRequest, piece: Piece, address: str, **context: Any) -> HttpResponse:
    mail = mail_words(piece, now=now())
    count = len(context.get("offers", ()))
    context |= {
        "round": piece.round,
        "piece": piece,
        "here": address,
        "message": (message := message_words(piece)),
        "whatsapp": f"https://wa.me/?text={quote(message)}",
        "mail": mail,
        "mailto": f"mailto:?subject={quote(mail.subject)}&body={quote(mail.body)}",
        "parts": range(1, -(-count // AT_ONCE) + 1),
        "may_colour": Round.objects.managed_by(request.user).filter(pk=piece.round.pk).exists(),
    }
    return render(request, "workshops/kit.html", context)


def _paper(piece: Piece, paper: str, whose: Organisation | None = None) -> HttpResponse:
    if paper == "een-pagina.pdf":
        facts = page_facts(piece, whose, now=now())
        content = kept_paper(f"{PAPERS}onepage.typ", facts, drawn_with=DRAWN_WITH)
        return _answer(content, f"{piece.name}-{paper}")
    if paper == "plaatje.png":
        facts = _sheets(piece.round, [piece], piece.heading)
        content = kept_paper(f"{PAPERS}share.typ", facts, form="png", drawn_with=DRAWN_WITH)
        return HttpResponse(content, content_type="image/png")
    template, size, title = {
        "affiche-a3.pdf": ("poster.typ", "a3", _("Affiche: {name}")),
        "affiche-a4.pdf": ("poster.typ", "a4", _("Affiche: {name}")),
        "flyer.pdf": ("flyer.typ", "", _("Flyer: {name}")),
    }.get(paper, ("", "", ""))
    if not template:
        raise Http404
    facts = _sheets(piece.round, [piece], title.format(name=piece.heading), size=size)
    content = kept_paper(f"{PAPERS}{template}", facts, drawn_with=DRAWN_WITH)
    return _answer(content, f"{piece.name}-{paper}")


def _posters(request: HttpRequest, round: Round, whose: Organisation | None) -> HttpResponse:
    """The posters of all workshops in one file; a long row in parts."""
    part = whole_number(request.GET.get("deel")) or 1
    pieces = pieces_of(round, whose)[(part - 1) * AT_ONCE : part * AT_ONCE]
    if not pieces:
        raise Http404
    title = _("Affiches: {name}").format(name=whose.name if whose else round.name)
    facts = _sheets(round, pieces, title, size="a4")
    content = kept_paper(f"{PAPERS}poster.typ", facts, drawn_with=DRAWN_WITH)
    return _answer(content, f"{round.slug}-affiches-{part}.pdf")


def _sheets(round: Round, pieces: list[Piece], title: str, *, size: str = "") -> dict[str, Any]:
    join = how_to_join(round, now=now())
    sheets = [sheet_facts(piece, join=join) for piece in pieces]
    return {**paper_facts(round, title, size=size), "sheets": sheets}


def _answer(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
