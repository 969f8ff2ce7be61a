"""The coordinator's list of participants, and adding one by hand."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.actions.joining import add_by_hand
from onderling.signups.forms.join import AddForm
from onderling.signups.forms.people import PeopleFilter
from onderling.signups.forms.places import PlacesForm
from onderling.signups.models import Participation
from onderling.signups.queries import findings_of, with_numbers

A_PAGE = 60


@require_safe
@policy(COORDINATOR)
def people(request: PersonRequest, slug: str) -> HttpResponse:
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    form = PeopleFilter(request.GET or None, label_suffix="")
    found = form.narrow(
        with_numbers(round.participations.select_related("person", "affiliation__organisation"))
    )
    kind = form.finding()
    # Only when asked for: the list itself needs no findings.
    findings = [one for one in findings_of(round) if one.kind == kind] if kind else []
    if kind:
        found = found.filter(person__in={pk for one in findings for pk in one.people})
    context = {
        "round": round,
        "form": form,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("pagina")),
        "counts": _counts(round),
        "findings": findings,
        "query": _query(request),
        "published": round.allows(Deed.TAKE_PLACE),
    }
    return render(request, "signups/people.html", context)


def _counts(round: Round) -> dict[str, int]:
    """Count who takes part; only `invited` is of everybody on the list."""
    coming = Q(state=Participation.State.COMING)
    return round.participations.aggregate(
        invited=Count("pk"),
        coming=Count("pk", filter=coming),
        paid=Count("pk", filter=coming & Q(group="paid")),
        volunteers=Count("pk", filter=coming & Q(group="volunteer")),
        chosen=Count("pk", filter=coming & Q(chosen__isnull=False)),
        late=Count("pk", filter=coming & Q(late=True, late_accepted=False)),
        no_mail=Count("pk", filter=coming & Q(person__email=None)),
    )


def _query(request: HttpRequest) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "pagina" and value}
    return f"{urlencode(kept)}&" if kept else ""


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def add(request: PersonRequest, slug: str) -> HttpResponse:
    """Add one person; once the places are divided, with a seat per slot that has room."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    form = AddForm(request.POST or None, label_suffix="")
    places = None
    if round.allows(Deed.TAKE_PLACE):
        places = PlacesForm(round, request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid() and (places is None or places.is_valid()):
        try:
            participation = _add(form, places, round, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            name = participation.person.name
            messages.success(request, _("{name} doet mee.").format(name=name))
            return redirect("signups:person", participation.pk)
    context = {"round": round, "form": form, "places": places}
    return render(request, "signups/add.html", context)


def _add(
    form: AddForm, places: PlacesForm | None, round: Round, *, by: Person
) -> Participation:
    typed = form.cleaned_data
    return add_by_hand(
        round,
        name=form.name_parts(),
        email=typed["email"],
        phone=typed["telefoon"],
        organisation=typed["organisatie"] or typed["andere"],
        group=typed["rol"],
        meetings=[pk for pk in places.places.values() if pk] if places else [],
        by=by,
        now=now(),
    )
