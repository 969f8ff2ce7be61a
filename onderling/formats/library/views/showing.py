"""What everybody reads: contributions, practical examples, a feed of both."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onderling.base.language import html_language
from onderling.base.policy import ANYONE, policy
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.models.contributions import KINDS
from onderling.formats.library.queries import filters_of, latest

A_PAGE = 20


@require_safe
@policy(ANYONE)
def contributions(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("soort", "")
    found = Contribution.objects.to_see().select_related("upload", "practice")
    if kind in dict(KINDS):
        found = found.filter(kind=kind)
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("pagina")),
        "kinds": KINDS,
        "kind": kind,
        "query": f"soort={kind}&" if kind in dict(KINDS) else "",
    }
    return render(request, "library/contributions.html", context)


@require_safe
@policy(ANYONE)
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """One contribution; of one that was withdrawn only that it was here."""
    shown = Contribution.objects.to_see().select_related("upload", "practice")
    found = shown.filter(pk=pk).first()
    if found is None:
        was_here = Contribution.objects.exclude(published=None)
        get_object_or_404(was_here, pk=pk)
        return render(request, "library/gone.html", status=410)
    return render(request, "library/contribution.html", {"contribution": found})


@require_safe
@policy(ANYONE)
def practices(request: HttpRequest) -> HttpResponse:
    found = Practice.objects.shown()
    names = {field: found.names_of(field) for field in ("theme", "working_form")}
    chosen, query = filters_of(request.GET, found, names)
    context = {
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
    found = get_object_or_404(Practice.objects.shown(), pk=pk)
    return render(request, "library/practice.html", {"practice": found})


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
            description=entry.words,
            author_name=entry.by,
            pubdate=entry.published,
            updateddate=entry.published,
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    made.write(answer, "utf-8")
    return answer
