"""The own log book: who did what for me, and when (X-4, X-6)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onderling.base.policy import SIGNED_IN, policy
from onderling.home.queries.my_history import my_lines, told_to
from onderling.people.http import PersonRequest

PER_PAGE = 50


@require_safe
@policy(SIGNED_IN)
@never_cache
def my_log(request: PersonRequest) -> HttpResponse:
    page = Paginator(my_lines(request.user), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"page": page, "entries": told_to(request.user, page.object_list)}
    return render(request, "home/my_log.html", context)
