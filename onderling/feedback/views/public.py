"""What came of a round, for everybody: page, paper, archive, feed (S0-11, S2-16, X-89)."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from onderling.base.paper import A_WHILE, kept_paper
from onderling.base.policy import ANYONE, policy
from onderling.base.text_paper import mail_this_page
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.bulletins import bulletin_of, to_read
from onderling.feedback.queries.content import content_of
from onderling.feedback.queries.coverage import told_coverage
from onderling.feedback.queries.papers import paper_facts
from onderling.rounds.http import visible_round
from onderling.rounds.models import Round

IN_FEED = 20
A_PAGE = 20
TEMPLATE = "feedback/papers/bulletin.typ"


@require_safe
@policy(ANYONE)
def bulletin(request: HttpRequest, slug: str) -> HttpResponse:
    """The first bulletin of a round, at the address that never changes."""
    return _page(request, *_found(request, slug, 1))


@require_safe
@policy(ANYONE)
def numbered(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One that came later."""
    if number == 1:
        return redirect("feedback:bulletin", slug)
    return _page(request, *_found(request, slug, number))


def _found(request: HttpRequest, slug: str, number: int) -> tuple[Round, Bulletin]:
    """A draft exists for who coordinates the round only."""
    round = visible_round(request, slug)
    found = Bulletin.objects.filter(round=round, number=number).first()
    if found is None or (found.state == Bulletin.State.DRAFT and not _manages(request, round)):
        raise Http404
    found.round = round
    return round, found


def _manages(request: HttpRequest, round: Round) -> bool:
    return Round.objects.managed_by(request.user).filter(pk=round.pk).exists()


def _page(request: HttpRequest, round: Round, found: Bulletin) -> HttpResponse:
    content = content_of(found)
    draft = found.state == Bulletin.State.DRAFT
    superseded = found.state == Bulletin.State.SUPERSEDED
    context = {
        "round": round,
        "bulletin": found,
        "content": content,
        "coverage": told_coverage(round),
        "draft": draft,
        "newer": bulletin_of(round) if superseded else None,
        "mailto": "" if draft else mail_this_page(content.title, found.get_absolute_url()),
    }
    return render(request, "feedback/bulletin.html", context)


@require_safe
@policy(ANYONE)
def paper(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The same as a PDF, made once for the same content."""
    round, found = _found(request, slug, number)
    facts = paper_facts(found, content_of(found), told_coverage(round))
    answer = HttpResponse(
        kept_paper(TEMPLATE, facts, seconds=A_WHILE), content_type="application/pdf"
    )
    name = f"{round.slug}-terugkoppeling-{number}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"  # what is withdrawn must not come back from a cache
    return answer


@require_safe
@policy(ANYONE)
def archive(request: HttpRequest) -> HttpResponse:
    """Every bulletin there was, the newest first; also those that a newer one followed."""
    page = Paginator(to_read(), A_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "feedback/archive.html", {"page": page})


@require_safe
@policy(ANYONE)
def feed(request: HttpRequest) -> HttpResponse:
    """The last bulletins, for who follows them in a reader; each keeps its address."""
    here = settings.BASE_ADDRESS
    made = Atom1Feed(
        title=settings.INSTALL.network_name,
        link=here,
        description="",
        feed_url=here + reverse("feedback:feed"),
        language=settings.SPOKEN,
    )
    for one in to_read()[:IN_FEED]:
        made.add_item(
            title=one.title,
            link=here + one.get_absolute_url(),
            description=one.intro,
            pubdate=one.published,
            updateddate=one.superseded or one.published,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
