"""What everybody reads: contributions, practical examples, a feed of both."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.text import slugify
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onderling.base.blocks import paragraphs
from onderling.base.language import html_language
from onderling.base.policy import ANYONE, policy
from onderling.base.text_paper import TextPaper, mail_this_page, text_answer
from onderling.base.written import long_date
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.models.contributions import KINDS
from onderling.formats.library.queries import became_of, filters_of, latest, tabs_of

A_PAGE = 20


@require_safe
@policy(ANYONE)
def contributions(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("soort", "")
    kind = kind if kind in dict(KINDS) else ""
    shown = Contribution.objects.to_see()
    found = shown.filter(kind=kind) if kind else shown
    context = {
        "page": Paginator(found.select_related("upload", "practice", "theme"), A_PAGE).get_page(
            request.GET.get("pagina")
        ),
        "tabs": tabs_of(shown, kind),
        "query": f"soort={kind}&" if kind else "",
    }
    return render(request, "library/contributions.html", context)


@require_safe
@policy(ANYONE)
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """One contribution; of one that was withdrawn only that it was here."""
    shown = Contribution.objects.to_see().select_related("upload", "practice", "theme")
    found = shown.filter(pk=pk).first()
    if found is None:
        was_here = Contribution.objects.exclude(published=None)
        get_object_or_404(was_here, pk=pk)
        return render(request, "library/gone.html", status=410)
    path = reverse("library:contribution", args=[pk])
    context = {
        "contribution": found,
        "became": became_of(found, now=now(), for_everybody=True),
        "mailto": mail_this_page(found.title, path),
    }
    return render(request, "library/contribution.html", context)


@require_safe
@policy(ANYONE)
def contribution_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same contribution as a PDF."""
    found = get_object_or_404(Contribution.objects.to_see(), pk=pk)
    day = found.published or found.submitted
    made = TextPaper(
        title=found.title,
        over=f"{settings.INSTALL.network_name}: {found.get_kind_display()}",
        by=f"{found.by}, {long_date(localdate(day))}",
        known=found.known,
        blocks=paragraphs(found.words),
    )
    path = reverse("library:contribution", args=[pk])
    return text_answer(made, path=path, name=slugify(found.title) or "bijdrage")


@require_safe
@policy(ANYONE)
def practices(request: HttpRequest) -> HttpResponse:
    found = Practice.objects.shown()
    names = {field: found.names_of(field) for field in ("theme", "working_form")}
    chosen, query = filters_of(request.GET, found, names)
    holds = getattr(request.user, "holds", None)
    context = {
        "may_write": bool(holds and holds("coordinator", "owner")),
        "page": Paginator(chosen, A_PAGE).get_page(request.GET.get("pagina")),
        "query": query,
        "themes": names["theme"],
        "forms": names["working_form"],
        "theme": request.GET.get("thema", ""),
        "form": request.GET.get("werkvorm", ""),
        "is_filtered": bool(query),
    }
    return render(request, "library/practices.html", context)


@require_safe
@policy(ANYONE)
def practice(request: HttpRequest, pk: int) -> HttpResponse:
    was_here = Practice.objects.with_facts().exclude(published=None)
    found = get_object_or_404(was_here, pk=pk)
    manages = Practice.objects.managed_by(request.user).filter(pk=pk).exists()
    if not found.is_shown and not manages:
        return render(request, "library/gone_practice.html", status=410)
    path = reverse("library:practice", args=[pk])
    context = {
        "practice": found,
        "manages": manages,
        "mailto": mail_this_page(found.title, path),
    }
    return render(request, "library/practice.html", context)


@require_safe
@policy(ANYONE)
def practice_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same practical example as a PDF, with what one must know before trying it."""
    found = get_object_or_404(Practice.objects.shown(), pk=pk)
    made = TextPaper(
        title=found.title,
        over=_("Praktijkvoorbeeld van {network}").format(network=settings.INSTALL.network_name),
        by=found.by,
        known=found.known,
        blocks=paragraphs(found.words),
    )
    path = reverse("library:practice", args=[pk])
    return text_answer(made, path=path, name=slugify(found.title) or "voorbeeld")


@require_safe
@policy(ANYONE)
def feed(request: HttpRequest) -> HttpResponse:
    """The last contributions and practical examples, for a feed reader."""
    base = settings.BASE_ADDRESS
    made = Atom1Feed(
        title=_("Bijdragen en praktijkvoorbeelden"),
        link=base + reverse("library:contributions"),
        description="",
        feed_url=base + reverse("library:feed"),
        language=html_language(),
    )
    for entry in latest(30):
        made.add_item(
            title=entry.title,
            link=base + entry.url,
            description=linebreaks(entry.words, autoescape=True),
            author_name=entry.by,
            pubdate=entry.published,
            updateddate=entry.published,
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    made.write(answer, "utf-8")
    return answer
