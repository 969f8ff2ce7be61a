"""What everybody reads: the list, one article, a feed, a paper."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onderling.base.language import html_language
from onderling.base.policy import ANYONE, policy
from onderling.base.text_paper import TextPaper, mail_this_page, text_answer
from onderling.base.written import long_date
from onderling.discussion.queries import shown
from onderling.formats.weblog.models import Article
from onderling.formats.weblog.rules import State, as_blocks, as_html

A_PAGE = 10
IN_A_FEED = 30


@require_safe
@policy(ANYONE)
def articles(request: HttpRequest) -> HttpResponse:
    """All that is published, the newest first; who writes sees the own drafts above it."""
    found = Article.objects.shown().select_related("thread")
    mine = Article.objects.managed_by(request.user)
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("pagina")),
        "drafts": mine.exclude(state=State.PUBLISHED).order_by("-changed")[:20],
        "may_write": _may_write(request),
        "name": name_of_weblog(),
    }
    return render(request, "weblog/articles.html", context)


def _may_write(request: HttpRequest) -> bool:
    holds = getattr(request.user, "holds", None)
    return bool(holds and holds("coordinator", "owner"))


def name_of_weblog() -> str:
    return _("Weblog van {network}").format(network=settings.INSTALL.network_name)


@require_safe
@policy(ANYONE)
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article with its comments; of one that was withdrawn only that it was here."""
    mine = Article.objects.managed_by(request.user).values("pk")
    was_here = Q(published__isnull=False)
    found = get_object_or_404(
        Article.objects.filter(was_here | Q(pk__in=mine)).select_related("thread"), slug=slug
    )
    writes = Article.objects.managed_by(request.user).filter(pk=found.pk).exists()
    if not found.is_published and not writes:
        return render(request, "weblog/gone.html", status=410)
    context = {
        "article": found,
        "html": as_html(found.words),
        "shown": shown(found.thread, request) if found.thread and found.is_published else None,
        "writes": writes,
        "mailto": mail_this_page(found.title, found.get_absolute_url()),
        "name": name_of_weblog(),
    }
    return render(request, "weblog/article.html", context)


@require_safe
@policy(ANYONE)
def feed(request: HttpRequest) -> HttpResponse:
    """The last articles for a feed reader: names and texts, no addresses of people."""
    base = settings.BASE_ADDRESS
    made = Atom1Feed(
        title=name_of_weblog(),
        link=base + reverse("weblog:articles"),
        description="",
        feed_url=base + reverse("weblog:feed"),
        language=html_language(),
    )
    for found in Article.objects.shown()[:IN_A_FEED]:
        made.add_item(
            title=found.title,
            link=base + found.get_absolute_url(),
            description=as_html(found.words),
            author_name=found.author,
            pubdate=found.published,
            updateddate=found.changed,
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    made.write(answer, "utf-8")
    return answer


@require_safe
@policy(ANYONE)
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The same article as a PDF, made once for each text."""
    found = get_object_or_404(Article.objects.shown(), slug=slug)
    made = TextPaper(
        title=found.title,
        over=name_of_weblog(),
        by=f"{found.author}, {long_date(localdate(found.published))}"
        if found.published
        else "",
        blocks=as_blocks(found.words),
        link=found.link,
    )
    return text_answer(made, path=found.get_absolute_url(), name=found.slug)
