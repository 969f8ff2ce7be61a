"""The log book of a round, for its coordinators only (X-6)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from onderling.base.policy import COORDINATOR, policy
from onderling.home.queries.history import lines_of, told
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round

PER_PAGE = 50


@require_safe
@policy(COORDINATOR)
def audit(request: PersonRequest, slug: str) -> HttpResponse:
    managed = Round.objects.managed_by(request.user).select_related("programme__organisation")
    found = get_object_or_404(managed, slug=slug)
    page = Paginator(lines_of(found), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"round": found, "page": page, "entries": told(page.object_list)}
    return render(request, "home/audit.html", context)
