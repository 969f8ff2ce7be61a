"""Searching in what everybody may read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from onderling.base.finding import find
from onderling.base.policy import ANYONE, policy

A_PAGE = 20
LONGEST = 120
# What a thing that is found is called; rooms write the word, this is its face.
KINDS = {
    "tip": _("tip"),
    "practice": _("praktijkvoorbeeld"),
    "remark": _("opmerking"),
    "article": _("stuk in de weblog"),
}


@require_safe
@policy(ANYONE)
def search(request: HttpRequest) -> HttpResponse:
    asked = " ".join(request.GET.get("zoek", "").split())[:LONGEST]
    found = [(one.document, KINDS.get(one.document.kind, "")) for one in find(asked)]
    context = {
        "asked": asked,
        "query": f"{urlencode({'zoek': asked})}&",
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("pagina")),
    }
    return render(request, "home/search.html", context)
