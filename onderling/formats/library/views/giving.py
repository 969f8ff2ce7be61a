"""Giving a contribution, and what its sender sees and does afterwards."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import ANYONE, policy
from onderling.discussion.actions.desks import desk_said, telephone_of
from onderling.discussion.rules import Desk
from onderling.formats.library.actions import giving
from onderling.formats.library.forms.giving import CorrectForm, GiveForm
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.queries import became_of
from onderling.formats.library.rules import Deed, Who, deeds_of
from onderling.people.adapter import TOO_OFTEN

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@policy(ANYONE)
@never_cache
def give(request: HttpRequest) -> HttpResponse:
    """One form, without an account. What is refused comes back with everything in it."""
    if request.method != "POST":
        about = request.GET.get("over", "")
        form = GiveForm(initial={"about": about if about.startswith("/") else ""})
        return _form(request, form)
    form = GiveForm(request.POST, request.FILES)
    if form.is_by_a_robot:
        return redirect("library:given")
    if form.is_valid():
        # Taking the file in is slow and done: the key and the deed share a short transaction.
        return _give(request, form)
    return _form(request, form)


def _form(request: HttpRequest, form: GiveForm) -> HttpResponse:
    desk = desk_said(telephone_of(Desk.SAFE_HOME))
    return render(request, "library/give.html", {"form": form, "desk": desk})


@once
def _give(request: HttpRequest, form: GiveForm) -> HttpResponse:
    if not ratelimit.consume(request, action="contribution"):
        form.add_error(None, TOO_OFTEN)
        return _form(request, form)
    try:
        giving.give(
            form.given,
            email=form.cleaned_data["email"],
            about=form.cleaned_data["about"],
            file=form.stowed,
            now=now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form)
    return redirect("library:given")


@require_safe
@policy(ANYONE)
def given(request: HttpRequest) -> HttpResponse:
    return render(request, "library/given.html")


@require_http_methods(READ_OR_SEND)
@policy(ANYONE)
@never_cache
@once
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """How it goes, with buttons. Opening it does nothing: mail scanners open every link."""
    found = giving.behind(token)
    if found is None:
        return render(request, "library/mine_gone.html", status=404)
    if request.method == "POST":
        return _act(request, found, token)
    return render(request, "library/mine.html", _context(found, token))


def _act(request: HttpRequest, found: Contribution, token: str) -> HttpResponse:
    try:
        if "bevestig" in request.POST:
            giving.confirm(found, now=now())
            said = _("Dank u wel. Een redacteur kijkt ernaar. U hoort het per mail.")
            messages.success(request, said)
        elif "intrekken" in request.POST:
            giving.withdraw(found, now=now())
            messages.success(request, _("Uw bijdrage is ingetrokken. De tekst is weg."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("library:mine", token)


def _context(found: Contribution, token: str) -> dict[str, object]:
    may = deeds_of(found.state, Who.SENDER)
    return {
        "contribution": found,
        "token": token,
        "practice": Practice.objects.shown().filter(contribution=found).first(),
        "became": became_of(found, now=now()),
        "desk": desk_said(telephone_of(found.desk)) if found.desk else "",
        "may_confirm": Deed.CONFIRM in may,
        "may_correct": Deed.CORRECT in may,
        "may_withdraw": Deed.WITHDRAW in may,
    }


@require_http_methods(READ_OR_SEND)
@policy(ANYONE)
@never_cache
def correct(request: HttpRequest, token: str) -> HttpResponse:
    found = giving.behind(token)
    if found is None or Deed.CORRECT not in deeds_of(found.state, Who.SENDER):
        return render(request, "library/mine_gone.html", status=404)
    if request.method != "POST":
        names = ("kind", "title", "words", "shown_name")
        form = CorrectForm(initial={name: getattr(found, name) for name in names})
    else:
        form = CorrectForm(request.POST, request.FILES)
        if form.is_valid():
            return _correct(request, found, form, token)
    context = {**_context(found, token), "form": form}
    return render(request, "library/correct.html", context)


@once
def _correct(
    request: HttpRequest, found: Contribution, form: CorrectForm, token: str
) -> HttpResponse:
    try:
        giving.correct(
            found,
            form.given,
            file=form.stowed,
            without_file=form.cleaned_data["without_file"],
            now=now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Uw nieuwe tekst is bewaard."))
    return redirect("library:mine", token)
