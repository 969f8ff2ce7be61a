"""The log book of a round, for its coordinators only (X-6)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.home.actions import can_be_put_back
from onderling.home.actions import put_back as do_put_back
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


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def put_back(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Show what one line changed, and give it its old values when asked to."""
    managed = Round.objects.managed_by(request.user).select_related("programme__organisation")
    found = get_object_or_404(managed, slug=slug)
    line = get_object_or_404(lines_of(found), pk=pk)
    if not can_be_put_back(line):
        raise Http404
    if request.method == "POST":
        try:
            do_put_back(line, found, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Teruggezet. Ook dit staat in het logboek."))
        return redirect("home:audit", slug)
    context = {"round": found, "entry": told([line])[0], "pk": pk}
    return render(request, "home/put_back.html", context)
