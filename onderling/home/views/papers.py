"""Pages that every public service owes its visitors: accessibility, privacy, paper."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onderling.base.policy import ANYONE, policy
from onderling.base.stylebook import examples
from onderling.home.queries.kept import what_we_keep


@require_safe
@policy(ANYONE)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")


@require_safe
@policy(ANYONE)
def paper(request: HttpRequest) -> HttpResponse:
    return render(request, "home/paper.html")


@require_safe
@policy(ANYONE)
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell what we keep. The list comes from the models, so it cannot lag behind (X-10)."""
    return render(request, "home/privacy.html", {"kept": what_we_keep()})


@require_safe
@policy(ANYONE)
def style(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    return render(request, "base/stijl.html", examples())
