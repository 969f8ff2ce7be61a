"""All photos of a round, for who coordinates it: what is missing, who must still say yes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.offers.queries.persons import people_called
from onderling.outcomes.actions.photo_asking import ask_about_photos, to_ask
from onderling.outcomes.actions.photos import (
    Told,
    answer_photo,
    drop_photo,
    put_back_photo,
    take_off_photo,
    tell_photo,
)
from onderling.outcomes.forms.photos import PhotoForm
from onderling.outcomes.http import tabs
from onderling.outcomes.models import Photo, Recognisable
from onderling.outcomes.queries.photos import PhotoRow, there_at, with_standing
from onderling.outcomes.rules.photos import Answer, Standing
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.http import managed_round

ON_A_PAGE = 40
TABS = {
    "missen": {Standing.UNTOLD},
    "wachten": {Standing.WAITING},
    "te-zien": {Standing.SHOWN},
    "niet": {Standing.REFUSED, Standing.OFF},
    "alles": set(Standing) - {Standing.GONE},
}


@require_http_methods(["GET", "HEAD"])
@policy(COORDINATOR)
def album(request: PersonRequest, slug: str) -> HttpResponse:
    """Every photo with how it stands, under tabs."""
    round = managed_round(request, slug)
    photos = round.photos.filter(gone=None).select_related("meeting__offer").order_by("-pk")
    rows = with_standing(list(photos))
    groups = {name: [row for row in rows if row.standing in of] for name, of in TABS.items()}
    asked = request.GET.get("toon", "")
    name = asked if asked in TABS else next((one for one in TABS if groups[one]), "alles")
    page = Paginator(groups[name], ON_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "round": round,
        "tabs": _tabs(groups, name),
        "page": page,
        "query": f"toon={name}&",
        "public": len(groups["te-zien"]),
        "every": len(rows),
        "reach": to_ask(round).reach,
        "gone": round.photos.exclude(gone=None).count(),
    }
    return render(request, "outcomes/album.html", context)


def _tabs(groups: dict[str, list[PhotoRow]], shown: str) -> list[dict[str, Any]]:
    labels = {
        "missen": _("Mist nog iets"),
        "wachten": _("Wacht op een ja"),
        "te-zien": _("Te zien"),
        "niet": _("Niet te zien"),
        "alles": _("Alles"),
    }
    return tabs(labels, groups, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def ask_photos(request: PersonRequest, slug: str) -> HttpResponse:
    """Who is asked about which photos; one letter each, after a look."""
    round = managed_round(request, slug)
    if request.method == "POST":
        digest = request.POST.get("groep", "")
        if ask_about_photos(round, digest=digest, by=request.user, now=now()) is None:
            messages.error(request, _("De groep is intussen veranderd. Kijk opnieuw."))
            return redirect("outcomes:ask_photos", slug)
        said = _("De berichten staan klaar. Ze gaan over 5 minuten weg.")
        messages.success(request, said)
        return redirect("outcomes:album", slug)
    asked = to_ask(round)
    people = [(asked.people[ref], len(rows)) for ref, rows in asked.rows.items()]
    context = {"round": round, "reach": asked.reach, "people": people}
    return render(request, "outcomes/ask_photos.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def photo(request: PersonRequest, photo_id: int) -> HttpResponse:
    """One photo: what is on it, who, what they said, and everything that can be done."""
    managed = Photo.objects.managed_by(request.user).filter(gone=None)
    found = get_object_or_404(
        managed.select_related("round__programme__organisation", "meeting__offer", "maker"),
        pk=photo_id,
    )
    row = with_standing([found])[0]
    sent = request.POST if request.method == "POST" else None
    doing = sent.get("doe", "") if sent else ""
    there = there_at(found.meeting) if found.meeting else []
    known = [said.it for said in row.said]
    form = PhotoForm(found, there, known, sent if doing == "bewaar" else None)
    if sent is not None:
        try:
            done = _do(doing, request, row, form)
        except Refused as refusal:
            messages.error(request, str(refusal))
            done = True
        if done:
            where = ["outcomes:album", found.round.slug]
            return redirect(*(where if doing == "weg" else ["outcomes:photo", photo_id]))
    context = {"round": found.round, "row": row, "photo": found, "form": form}
    return render(request, "outcomes/photo.html", context)


def _do(doing: str, request: PersonRequest, row: PhotoRow, form: PhotoForm) -> bool:
    """Do what was pressed; say whether it was done, or the form must be shown again."""
    by, at = request.user, now()
    if doing == "bewaar":
        if form.is_valid():
            try:
                tell_photo(row.it, _with_cards(form.told(), row), by=by, now=at)
            except Refused as refusal:  # what was typed stays on the page
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("De foto is bewaard."))
        return form.is_valid()
    if doing == "eraf":
        take_off_photo(row.it, by=by, now=at)
        messages.success(request, _("De foto is van alle pagina’s af."))
    elif doing == "terug":
        put_back_photo(row.it, by=by, now=at)
        messages.success(request, _("De foto staat er weer bij."))
    elif doing == "weg":
        drop_photo(row.it, by=by, now=at)
        messages.success(request, _("De foto is voorgoed weg."))
    elif doing == "antwoord":
        _note_answer(request, row)
    return True


def _with_cards(told: Told, row: PhotoRow) -> Told:
    """A typed name of exactly one person we know becomes that person: then we can ask them.

    A name whose yes or no was noted stays that name: the answer belongs to it.
    """
    answered = {said.it.name.casefold() for said in row.said if said.it.answer}
    people, names = {person.pk: person for person in told.people}, []
    for name in told.names:
        found: list[Person] = [] if name.casefold() in answered else people_called(name)
        if len(found) == 1:
            people[found[0].pk] = found[0]
        else:
            names.append(name)
    return Told(told.alt, told.caption, told.nobody, list(people.values()), names)


def _note_answer(request: PersonRequest, row: PhotoRow) -> None:
    """Write down what somebody said on paper or aloud."""
    who, says = whole_number(request.POST.get("wie")), request.POST.get("zegt", "")
    one = next((said.it for said in row.said if said.it.pk == who), None)
    answer = {"ja": Answer.YES, "nee": Answer.NO}.get(says)
    channel = request.POST.get("hoe", "")
    if one is None or answer is None:
        raise Refused(_("Kies ja of nee."))
    if channel not in {Recognisable.Channel.PAPER, Recognisable.Channel.SPOKEN}:
        raise Refused(_("Kies hoe u dit hoorde: op papier of gezegd."))
    answer_photo(one, answer, channel=channel, by=request.user, now=now())
    said = _("Bewaard: {name} zei {answer}.")
    messages.success(
        request, said.format(name=one, answer=_("ja") if answer == Answer.YES else _("nee"))
    )
