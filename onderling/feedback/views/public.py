"""What came of a round, for everybody: one page, and a feed of all of them (S0-11, X-89)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from onderling.base.policy import ANYONE, policy
from onderling.feedback.models import Bulletin
from onderling.feedback.queries import content_of, coverage_of
from onderling.rounds.http import visible_round
from onderling.rounds.models import Round

IN_FEED = 20


@require_safe
@policy(ANYONE)
def bulletin(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; a draft exists for who coordinates the round only."""
    round = visible_round(request, slug)
    found = Bulletin.objects.filter(round=round).select_related("round").first()
    hidden = found is None or found.state == Bulletin.State.DRAFT
    if hidden and not Round.objects.managed_by(request.user).filter(pk=round.pk).exists():
        raise Http404
    if found is None:
        raise Http404
    context = {
        "round": round,
        "bulletin": found,
        "content": content_of(found),
        "coverage": coverage_of(round),
        "draft": hidden,
        "address": settings.BASE_ADDRESS + reverse("feedback:bulletin", args=[slug]),
    }
    return render(request, "feedback/bulletin.html", context)


@require_safe
@policy(ANYONE)
def feed(request: HttpRequest) -> HttpResponse:
    """The last bulletins, for who follows them in a reader."""
    here = settings.BASE_ADDRESS
    made = Atom1Feed(
        title=settings.INSTALL.network_name,
        link=here,
        description="",
        feed_url=here + reverse("feedback:feed"),
        language=settings.SPOKEN,
    )
    rounds = Round.objects.public().values("pk")
    found = Bulletin.objects.filter(state=Bulletin.State.PUBLISHED, round__in=rounds)
    for one in found.select_related("round")[:IN_FEED]:
        made.add_item(
            title=one.title,
            link=here + reverse("feedback:bulletin", args=[one.round.slug]),
            description=one.intro,
            pubdate=one.published,
            updateddate=one.published,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
