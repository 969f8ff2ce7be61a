"""Two records of one person: proposed, looked at beside each other, merged, taken back."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.people.actions.merging import merge_people, questions_of, told_of
from onderling.people.actions.merging import unmerge as do_unmerge
from onderling.people.http import PersonRequest
from onderling.people.models import Merge, Person
from onderling.people.queries import doubles_among
from onderling.rounds.models import Round
from onderling.signups.forms.correcting import MergeForm
from onderling.signups.models import Participation
from onderling.signups.queries import people_in_reach

MOST = 30  # people in an answer to a search


@require_safe
@policy(COORDINATOR)
def doubles(request: PersonRequest, slug: str) -> HttpResponse:
    """Who may stand twice in this round; nothing is merged by itself."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    takes = dict(round.participations.values_list("person", "pk"))
    here = Person.objects.present().filter(
        Q(pk__in=takes) | Q(givings__meeting__offer__round=round)
    )
    found = [
        (double, takes.get(double.one.pk) or takes.get(double.other.pk))
        for double in doubles_among(here.distinct())
    ]
    shown = [
        {
            "double": double,
            "participation": pk,
            "other": double.other if takes.get(double.one.pk) == pk else double.one,
        }
        for double, pk in found
        if pk
    ]
    return render(request, "signups/doubles.html", {"round": round, "shown": shown})


@require_safe
@policy(COORDINATOR)
def twins(request: PersonRequest, participation_id: int) -> HttpResponse:
    """Choose the other record: proposed, or searched for by name or address."""
    participation = _of_mine(request, participation_id)
    person = participation.person
    asked = " ".join(request.GET.get("zoek", "").split())[:80]
    others = people_in_reach(request.user).exclude(pk=person.pk)
    alike = [
        double
        for double in doubles_among(_perhaps(people_in_reach(request.user), person))
        if person.pk in {double.one.pk, double.other.pk}
    ]
    found = list(_searched(others, asked)[: MOST + 1]) if asked else []
    context = {
        "round": participation.round,
        "participation": participation,
        "person": person,
        "asked": asked,
        "found": found[:MOST],
        "more": len(found) > MOST,
        "proposed": [
            (double.other if double.one.pk == person.pk else double.one, double.why)
            for double in alike
        ],
    }
    return render(request, "signups/twins.html", context)


def _perhaps(people: QuerySet[Person], person: Person) -> QuerySet[Person]:
    """Leave out who cannot be the same: of thousands, a handful has to be compared."""
    like = Q(pk=person.pk) | Q(last_name__iexact=person.last_name)
    if person.phone:
        like |= ~Q(phone="")
    if person.email:
        like |= Q(email__endswith="@" + person.email.rpartition("@")[2])
    return people.filter(like)


def _searched(people: QuerySet[Person], asked: str) -> QuerySet[Person]:
    for word in asked.replace(",", " ").split():
        people = people.filter(
            Q(first_name__icontains=word)
            | Q(infix__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__icontains=word)
        )
    return people.order_by("last_name", "first_name", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def merge(request: PersonRequest, participation_id: int, other_id: int) -> HttpResponse:
    """Show both records, what goes along and what ends; merge after the choices."""
    participation = _of_mine(request, participation_id)
    round, person = participation.round, participation.person
    others = people_in_reach(request.user).exclude(pk=person.pk)
    other = get_object_or_404(others, pk=other_id)
    kept, gone = _which_stays(request, person, other)
    form = MergeForm(questions_of(kept, gone), request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            merge_people(kept, gone, form.cleaned_data, by=request.user, scope=round, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Samengevoegd. Alles staat nu bij {name}.")
            messages.success(request, said.format(name=kept.name))
            return redirect("signups:person", round.participations.get(person=kept).pk)
    context = {
        "round": round,
        "participation": participation,
        "other": other,
        "sides": [_side(kept), _side(gone)],
        "kept": kept,
        "gone": gone,
        "told": told_of(kept, gone),
        "form": form,
    }
    return render(request, "signups/merge.html", context)


def _which_stays(
    request: PersonRequest, person: Person, other: Person
) -> tuple[Person, Person]:
    """The record that was chosen to stay; else the one that can be mailed, or this one."""
    asked = request.POST.get("blijft", "") or request.GET.get("blijft", "")
    if not asked:
        stays = other if other.email and not person.email else person
    else:
        stays = other if asked == str(other.pk) else person
    return (person, other) if stays is person else (other, person)


def _side(person: Person) -> dict[str, Any]:
    taking = person.participations.select_related("round", "affiliation__organisation")
    return {"person": person, "taking": taking.order_by("round__starts_on", "pk")}


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def unmerge(request: PersonRequest, merge_id: int) -> HttpResponse:
    """Ask, and then make two records again of what became one."""
    merges = Merge.objects.filter(undone=None, kept__in=people_in_reach(request.user))
    found = get_object_or_404(merges.select_related("kept", "gone", "by"), pk=merge_id)
    here = Participation.objects.managed_by(request.user).filter(person=found.kept)
    participation = here.select_related("round").order_by("-round__starts_on", "pk").first()
    if participation is None:
        raise Http404
    if request.method == "POST":
        try:
            do_unmerge(found, by=request.user, scope=participation.round, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Er zijn weer twee kaarten, zoals het was."))
        still = here.order_by("-round__starts_on", "pk").first()
        if still:
            return redirect("signups:person", still.pk)
        return redirect("signups:people", participation.round.slug)
    context = {"round": participation.round, "participation": participation, "merge": found}
    return render(request, "signups/unmerge.html", context)


def _of_mine(request: PersonRequest, pk: int) -> Participation:
    mine = Participation.objects.managed_by(request.user)
    return get_object_or_404(mine.select_related("person", "round"), pk=pk)
