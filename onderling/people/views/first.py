"""The one-time address for the first owner of an empty install."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onderling.base.once import once
from onderling.base.policy import ANYONE, policy
from onderling.people.actions.roles import find_first_entry, use_first_entry
from onderling.people.forms import FirstEntryForm
from onderling.people.http import enter
from onderling.people.rules import Entry


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@never_cache
@once
def first(request: HttpRequest, token: str) -> HttpResponse:
    if find_first_entry(token, now=now()) is None:
        return render(request, "people/first_gone.html", status=404)
    form = FirstEntryForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/first.html", {"form": form})
    owner = use_first_entry(token, **form.cleaned_data, now=now())
    enter(request, owner, Entry.FIRST)
    return redirect(_wizard())


def _wizard() -> str:
    try:
        return reverse("demo:begin")
    except NoReverseMatch:  # an install that has switched the examples off
        return "/"
