"""Pages that every public service owes its visitors: accessibility, privacy, paper."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from onderling.base.contact import install_contact
from onderling.base.policy import ANYONE, policy
from onderling.base.stylebook import examples
from onderling.home.queries.kept import what_we_keep
from onderling.rounds.models import Round


@require_safe
@policy(ANYONE)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html", _whom_to_ring())


@require_safe
@policy(ANYONE)
def paper(request: HttpRequest) -> HttpResponse:
    return render(request, "home/paper.html", _whom_to_ring())


@require_safe
@policy(ANYONE)
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell what we keep. The list comes from the models, so it cannot lag behind (X-10)."""
    return render(request, "home/privacy.html", {"kept": what_we_keep(), **_whom_to_ring()})


@require_safe
@policy(ANYONE)
def style(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    return render(request, "base/stijl.html", examples())


def _whom_to_ring() -> dict[str, Any]:
    """These pages send people to the person in the foot, so there must be one (X-140)."""
    found = None if install_contact().phone else Round.objects.next_up(today=localdate())
    if found is None or not found.contact_phone:
        return {}
    return {
        "contact": {
            "name": found.contact_name,
            "phone": found.contact_phone,
            "hours": found.contact_hours,
        }
    }
