"""“Stap binnen als …”: one click makes a visitor of the demo any of its people."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from onderling.base.policy import ANYONE, policy
from onderling.demo.actions.lists import example_files
from onderling.demo.actions.parts import link_of, part_of, players, ready_example
from onderling.demo.models import Example
from onderling.demo.rules import LINK, ROUND, Part
from onderling.people.http import enter
from onderling.people.models import Person
from onderling.people.rules import Entry

VISITOR = "bezoeker"
# What the card of each part says: role, what there is to see, what the button says.
CARDS: dict[str, tuple[Any, Any, Any]] = {
    "karin": (
        _("coördinator van deze ronde"),
        _("Ziet alles van deze ronde: lijsten inlezen, het bord, de wensen, de verdeling."),
        _("Stap binnen als Karin"),
    ),
    "ria": (
        _("vrijwilliger"),
        _("Ziet haar eigen pagina: wensen, haar dag, afmelden. Probeer het op uw telefoon."),
        _("Stap binnen als Ria"),
    ),
    "bea": (
        _("vrijwilliger met een persoonlijke link"),
        _("Heeft geen wachtwoord en geen account. Ziet alleen wat van haar is."),
        _("Open de link van Bea"),
    ),
    "chandra": (
        _("geeft een workshop"),
        _("Ziet de eigen workshop: wanneer en waar. Doet ook mee als ieder ander."),
        _("Stap binnen als Chandra"),
    ),
    "bernadette": (
        _("krijgt de uitkomsten van de dag"),
        _("Doet mee als ieder ander. Straks beantwoordt zij hier wat mensen vragen."),
        _("Stap binnen als Bernadette"),
    ),
    "olena": (
        _("coördinator van het hele netwerk"),
        _("Ziet alle rondes van alle organisaties en kan een nieuwe beginnen."),
        _("Stap binnen als Olena"),
    ),
    "peter": (
        _("beheerder van de website"),
        _("Ziet daarbij de instellingen, de organisaties en wie welke rol heeft."),
        _("Stap binnen als Peter"),
    ),
}


@require_http_methods(["GET", "POST"])
@policy(ANYONE)
def step_in(request: HttpRequest) -> HttpResponse:
    """Show the cards; a click on one signs the visitor in. Twice the same is harmless."""
    _only_in_a_demo()
    example = ready_example()
    cast = players(example) if example else {}
    if request.POST.get("wie") == VISITOR:
        logout(request)
        return redirect("home:start")
    if request.method == "POST":
        part = part_of(request.POST.get("wie", ""))
        if example and part and part.key in cast:
            return _go_in(request, part, cast[part.key], example)
        raise Http404
    cards = [
        {"key": key, "person": person, "role": role, "sees": sees, "button": button}
        for key, person in cast.items()
        for role, sees, button in [CARDS[key]]
    ]
    context = {"cards": cards, "example": example, "round": example and example.round}
    return render(request, "demo/step_in.html", context)


@require_GET
@policy(ANYONE)
def files(request: HttpRequest, name: str = "") -> HttpResponse:
    """Show the lists to try, or hand over one of them."""
    _only_in_a_demo()
    known = {path.name: path for path in example_files()}
    if not name:
        return render(request, "demo/files.html", {"files": _described(list(known))})
    if name not in known:
        raise Http404
    response = HttpResponse(known[name].read_bytes(), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _go_in(request: HttpRequest, part: Part, person: Person, example: Example) -> HttpResponse:
    if part.starts_at == LINK:
        # Out first: the link must show what it shows to who opens it from a mail.
        logout(request)
        return redirect(link_of(person, now=now()))
    enter(request, person, Entry.DEMO)
    if part.starts_at == ROUND:
        return redirect("home:manage", example.study_day.slug)
    return redirect(part.starts_at)


def _only_in_a_demo() -> None:
    if not settings.DEMO:
        raise Http404


ABOUT_FILES = {
    "personen.csv": _("300 mensen met hun organisatie, en hoe zij bereikbaar zijn"),
    "workshops.csv": _("60 workshops"),
    "studiedag_sessies.csv": _("de 30 workshops op ronde en zaal; één gever staat dubbel"),
    "studiedag_voorkeuren.csv": _("642 wensen: elke deelnemer per ronde"),
    "studiedag_bijzonder.csv": _("wie graag samen gaat, wie niet samen wil, wie vaststaat"),
    "deelnemers_excel_nl.csv": _("een lijst uit Excel met 21 fouten; vindt Onderling ze alle?"),
    "voorkeuren_forms.csv": _("wensen uit een onlineformulier, met Amerikaanse datums"),
}


def _described(names: list[str]) -> list[tuple[str, Any]]:
    return [(name, ABOUT_FILES[name]) for name in names]
