"""Moving cards on the board: what each cell would mean, the move itself, and its undo."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.offers.actions.moving import Step, move_meeting, put_offer, take_back
from onderling.offers.models import Meeting, Offer, Room, Slot
from onderling.offers.queries.balance import balance_grid
from onderling.offers.queries.board import Board, board_of
from onderling.offers.queries.cells import Said, said_of_cell, said_of_cells
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed

LAST_STEP = "bord:{}"  # in the session: the last move on the board of one round
REFUSED = 409


@require_safe
@policy(COORDINATOR)
def cells(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Say of every cell what is odd when this card comes there, before anything is saved."""
    meeting = get_object_or_404(_cards(request), pk=meeting_id)
    return _told(said_of_cells(meeting.offer, meeting))


@require_safe
@policy(COORDINATOR)
def cells_for_offer(request: PersonRequest, offer_id: int) -> HttpResponse:
    return _told(said_of_cells(get_object_or_404(_offers(request), pk=offer_id), None))


@require_POST
@policy(COORDINATOR)
@once
def move(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Put a card in a cell. What is odd there must have been read: `toch` names what was."""
    meeting = get_object_or_404(_cards(request), pk=meeting_id)
    round = meeting.offer.round
    slot, room = _target(request, round)
    if meeting.taken and slot is not None:
        address = reverse("signups:change_meeting", args=[meeting_id])
        return _go(request, f"{address}?{_query(slot, room)}")
    before = board_of(round)
    if odd := _not_read(request, said_of_cell(meeting.offer, meeting, slot, room)):
        return _ask(request, odd, reverse("offers:place", args=[meeting_id]), slot, room)
    seen = whole_number(request.POST.get("gezien"))
    try:
        step = move_meeting(
            meeting, slot=slot, room=room, seen=seen, by=request.user, now=now()
        )
    except Refused as refusal:
        return _refused(request, round, str(refusal))
    return _moved(request, round, step, before, meeting.offer.title, slot, room)


@require_POST
@policy(COORDINATOR)
@once
def move_offer(request: PersonRequest, offer_id: int) -> HttpResponse:
    """Put a workshop on the board that had no card yet."""
    offer = get_object_or_404(_offers(request), pk=offer_id)
    round = offer.round
    slot, room = _target(request, round)
    before = board_of(round)
    if offer not in before.waiting:
        reason = _("‘{title}’ staat intussen al op het bord.").format(title=offer.title)
        return _refused(request, round, reason)
    if odd := _not_read(request, said_of_cell(offer, None, slot, room)):
        return _ask(request, odd, reverse("offers:plan", args=[offer_id]), slot, room)
    try:
        step = put_offer(offer, slot=slot, room=room, by=request.user, now=now())
    except Refused as refusal:
        return _refused(request, round, str(refusal))
    return _moved(request, round, step, before, offer.title, slot, room)


@require_POST
@policy(COORDINATOR)
@once
def undo(request: PersonRequest, slug: str) -> HttpResponse:
    """Take the last move back, unless somebody touched that card since."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    kept = request.session.pop(LAST_STEP.format(slug), None)
    if kept is None:
        return _refused(request, round, _("Er is niets meer om ongedaan te maken."))
    before = board_of(round)
    try:
        meeting = take_back(Step(**kept), by=request.user, now=now())
    except Refused as refusal:
        return _refused(request, round, str(refusal))
    said = _("Ongedaan gemaakt: ‘{title}’ staat weer waar het stond.")
    return _answer(request, round, before, said.format(title=meeting.offer.title))


def remember(request: PersonRequest, step: Step, round: Round) -> None:
    """Keep the last move, so that it can be taken back."""
    request.session[LAST_STEP.format(round.slug)] = step.as_dict()


def _cards(request: PersonRequest) -> Any:
    return (
        Meeting.objects.managed_by(request.user)
        .on()
        .select_related("offer__round", "offer__maker", "slot", "last_slot", "room")
        .prefetch_related("givings__person")
    )


def _offers(request: PersonRequest) -> Any:
    return Offer.objects.managed_by(request.user).select_related(
        "round", "maker", "theme", "working_form"
    )


def _target(request: PersonRequest, round: Round) -> tuple[Slot | None, Room | None]:
    """The cell that is meant; no slot means off the board."""
    parts = round.slots.filter(kind=Slot.Kind.WORKSHOPS)
    slot = parts.filter(pk=whole_number(request.POST.get("deel")) or 0).first()
    room = round.rooms.filter(pk=whole_number(request.POST.get("zaal")) or 0).first()
    return slot, room if slot else None


def _told(said: dict[str, Said]) -> HttpResponse:
    odd = {
        key: {"zegt": one.sentences, "kan": not one.refused, "toch": one.digest}
        for key, one in said.items()
        if one.sentences
    }
    return JsonResponse(odd)


def _not_read(request: PersonRequest, said: Said) -> Said | None:
    """What is odd and was not read yet; nothing when it was, or when nothing is odd."""
    if said.refused or (said.sentences and request.POST.get("toch", "") != said.digest):
        return said
    return None


def _ask(
    request: PersonRequest, said: Said, form: str, slot: Slot | None, room: Room | None
) -> HttpResponse:
    if request.htmx:
        told = {"zegt": said.sentences, "kan": not said.refused, "toch": said.digest}
        return JsonResponse(told, status=REFUSED)
    return redirect(f"{form}?{_query(slot, room)}")


def _query(slot: Slot | None, room: Room | None) -> str:
    return urlencode({"deel": slot.pk if slot else 0, "zaal": room.pk if room else 0})


def _go(request: PersonRequest, address: str) -> HttpResponse:
    """Lead to a page; a script gets the address to go to."""
    return JsonResponse({"naar": address}) if request.htmx else redirect(address)


def _moved(  # noqa: PLR0913, PLR0917 -- one answer of two views
    request: PersonRequest,
    round: Round,
    step: Step,
    before: Board,
    title: str,
    slot: Slot | None,
    room: Room | None,
) -> HttpResponse:
    remember(request, step, round)
    if slot is None:
        said = _("‘{title}’ is van het bord.").format(title=title)
    else:
        said = _("‘{title}’ staat nu in {slot}, {room}.").format(
            title=title, slot=slot, room=room or _("nog zonder zaal")
        )
    return _answer(request, round, before, said, card=step.meeting, can_undo=True)


def _refused(request: PersonRequest, round: Round, reason: str) -> HttpResponse:
    if not request.htmx:
        messages.error(request, reason)
        return redirect("offers:board", round.slug)
    return _pieces(request, round, None, status=REFUSED, refusal=reason)


def _answer(
    request: PersonRequest, round: Round, before: Board, said: str, **more: Any
) -> HttpResponse:
    if not request.htmx:
        messages.success(request, said)
        return redirect("offers:board", round.slug)
    return _pieces(request, round, before, said=said, **more)


def _pieces(
    request: PersonRequest,
    round: Round,
    before: Board | None,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Answer with the pieces of the board that changed; all of it after a refusal."""
    after = board_of(round)
    old = before.every_cell if before else {}
    changed = [cell for key, cell in after.every_cell.items() if old.get(key) != cell]
    # The script sends no query; the page it stands on says which day is shown.
    asked = parse_qs(urlsplit(request.headers.get("Referer", "")).query).get("dag", [""])
    pieces = {
        "round": round,
        "board": after,
        "shown": after.of_day(asked[0]),
        "balance": balance_grid(round),
        "can_change": round.allows(Deed.ARRANGE),
        "whole": before is None or before.every_cell.keys() != after.every_cell.keys(),
        "changed": changed,
        **context,
    }
    return render(request, "offers/_pieces.html", pieces, status=status)
