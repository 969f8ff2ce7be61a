"""The board of open rooms, in the hall and on a phone; bringing and joining a topic (X-98)."""

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.language import speak_as, speak_to_all
from onderling.base.once import once
from onderling.base.paper import pdf_of
from onderling.base.policy import ANYONE, COORDINATOR, SIGNED_IN, policy
from onderling.base.qr import qr_picture
from onderling.offers.forms.open_rooms import TopicForm
from onderling.offers.models import Meeting, OpenRoom
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.http import managed_round, visible_round
from onderling.rounds.models import Round
from onderling.signups.actions.papers.frame import printed_at
from onderling.signups.actions.papers.topic import topic_facts
from onderling.signups.actions.participations import take_part
from onderling.signups.actions.topics import bring_topic, join_topic
from onderling.signups.queries.topics import brought_topics, topics_of
from onderling.signups.rules import SEATED

SHEET = "signups/papers/topic.typ"


@require_safe
@policy(ANYONE)
@never_cache
def topics(request: HttpRequest, slug: str) -> HttpResponse:
    """What is brought where. In the hall without buttons, and it asks again by itself."""
    round = visible_round(request, slug)
    person = request.user if isinstance(request.user, Person) else None
    hall = request.GET.get("scherm") == "ja"
    address = settings.BASE_ADDRESS + reverse("signups:topics", args=[slug])
    parts = topics_of(round, None if hall else person, now=now())
    context = {
        "round": round,
        "parts": parts,
        "known": person is not None,
        "hall": hall,
        "address": address,
        "code": mark_safe(qr_picture(address)) if hall else "",  # noqa: S308 -- drawn by us
        "runs": any(part.open for part in parts),
    }
    if hall and request.headers.get("HX-Request") == "true":
        return render(request, "signups/_topics.html", context)
    return render(request, "signups/topics.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def bring(request: PersonRequest, pk: int) -> HttpResponse:
    """A title and one line; then it stands on the board, and who typed it gives it."""
    where = get_object_or_404(_open_rooms(request), pk=pk)
    round = where.slot.round
    speak_as(round.programme.form_of_address)
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            by = request.user
            own = take_part(round, by, source="door", by=by, now=now())
            made = bring_topic(own, where, **form.cleaned_data, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("‘{title}’ staat op het bord. U leidt het gesprek in {room}.")
            messages.success(request, said.format(title=made.offer.title, room=where.room))
            return redirect("signups:topics", round.slug)
    return render(request, "signups/bring.html", {"round": round, "where": where, "form": form})


def _open_rooms(request: PersonRequest) -> QuerySet[OpenRoom]:
    rounds = Round.objects.visible_to(request.user).values("pk")
    rows = OpenRoom.objects.filter(slot__round__in=rounds)
    return rows.select_related("slot__round__programme__organisation", "room")


@require_POST
@policy(SIGNED_IN)
@once
def join(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """One tap: a seat through the one door, or a turn when it is full."""
    meeting = get_object_or_404(
        Meeting.objects.chosen_from()
        .filter(open_room__slot__round__in=Round.objects.visible_to(request.user).values("pk"))
        .select_related("offer__round__programme__organisation", "slot", "last_slot", "room"),
        pk=meeting_id,
    )
    round, at = meeting.offer.round, now()
    speak_as(round.programme.form_of_address)
    try:
        if meeting.ends and meeting.ends <= at:
            raise Refused(_("‘{title}’ is voorbij.").format(title=meeting.offer.title))
        own = take_part(round, request.user, source="door", by=request.user, now=at)
        place = join_topic(own, meeting, by=request.user, now=at)
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
        return redirect("signups:topics", round.slug)
    seated = _("U schuift aan bij ‘{title}’ in {room}.")
    waits = _("‘{title}’ is vol. U staat op de wachtlijst.")
    said = seated if place.state in SEATED else waits
    messages.success(request, said.format(title=meeting.offer.title, room=meeting.room))
    return redirect("signups:topics", round.slug)


@require_safe
@policy(SIGNED_IN)
@never_cache
def sheet(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """The sheet of one topic, for who brought it and for the coordinator."""
    managed = Round.objects.managed_by(request.user).values("pk")
    mine = _topics().filter(givings__person=request.user)
    theirs = _topics().filter(offer__round__in=managed)
    meeting = get_object_or_404((mine | theirs).distinct(), pk=meeting_id)
    return _printed(meeting.offer.round, [meeting], name=f"onderwerp-{meeting.pk}")


@require_safe
@policy(COORDINATOR)
@never_cache
def sheets(request: PersonRequest, slug: str) -> HttpResponse:
    """A sheet for every topic that was brought so far."""
    round = managed_round(request, slug)
    meetings = list(_topics().filter(offer__round=round))
    if not meetings:
        raise Http404
    return _printed(round, meetings, name=f"{slug}-onderwerpen")


def _topics() -> QuerySet[Meeting]:
    about = ("offer__round__programme__organisation", "slot", "last_slot", "room")
    return brought_topics().select_related(*about).prefetch_related("givings__person")


def _printed(round: Round, meetings: list[Meeting], *, name: str) -> HttpResponse:
    speak_to_all(round.programme.form_of_address)
    printed = printed_at(round, now=now())
    facts = topic_facts(round, meetings, base=settings.BASE_ADDRESS, printed=printed)
    response = HttpResponse(pdf_of(SHEET, facts), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
