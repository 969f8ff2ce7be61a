"""Begin a round, and move it to another date."""

from datetime import date
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.written import deadline, full_date
from onderling.formats.workshops.actions.copying import proposed
from onderling.formats.workshops.actions.move import move_round
from onderling.formats.workshops.actions.presets import start_round
from onderling.formats.workshops.forms.rounds import MoveForm, NewRoundForm
from onderling.people.http import PersonRequest
from onderling.people.models import Membership, Organisation, Person
from onderling.people.rules import Role, Scope
from onderling.rounds.actions import moves_of
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import MOVABLE


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def new(request: PersonRequest) -> HttpResponse:
    organisations = led_by(request.user)
    if not organisations.exists():
        if request.method == "POST":
            raise Http404
        return render(request, "workshops/not_new.html", {"who": who_may_begin(request.user)})
    today = localdate()
    initial, said = _most_likely(request.user, organisations, today)
    form = NewRoundForm(organisations, today, request.POST or None, initial=initial)
    form.fields["starts_on"].help_text = said
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        made = start_round(
            typed.pop("name"), typed.pop("preset"), by=request.user, now=now(), **typed
        )
        messages.success(
            request,
            _("{name} is begonnen. Alleen coördinatoren zien de ronde nog.").format(name=made),
        )
        _warn_of_short_time(request, made)
        return redirect("home:manage", made.slug)
    return render(request, "workshops/new.html", {"form": form})


def _most_likely(
    person: Person, organisations: QuerySet[Organisation], today: date
) -> tuple[dict[str, object], str]:
    """What somebody who begins a round would mostly type: their organisation, themself, and
    the first day of the series that is every year in the same weeks; with why that day.
    """
    own = organisations.filter(pk__in=person.affiliations.current().values("organisation"))
    series = Round.objects.filter(programme__organisation__in=organisations).exclude(window="")
    last = series.order_by("starts_on", "pk").last()
    day = proposed(last, today) if last else None
    initial: dict[str, object] = {
        "organisation": own.values_list("pk", flat=True).first(),
        "contact_name": person.name,
        "starts_on": day,
    }
    if last is None or day is None:
        return initial, ""
    said = _("{name} is elk jaar in ‘{rule}’. De eerste dag is dan {day}.")
    return initial, said.format(name=last.name, rule=last.window, day=full_date(day))


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def move(request: PersonRequest, slug: str) -> HttpResponse:
    """Show first what moves along; move when asked a second time."""
    managed = Round.objects.managed_by(request.user).select_related("programme__organisation")
    found = get_object_or_404(managed, slug=slug)
    asked = request.POST or request.GET
    form = MoveForm(asked if "starts_on" in asked else None)
    context = {"round": found, "form": form, "movable": found.state in MOVABLE}
    if not form.is_valid():
        return render(request, "workshops/move.html", context)
    day = form.cleaned_data["starts_on"]
    if request.method == "POST":
        try:
            moved = move_round(found, day, by=request.user, now=now())
        except Refused as refusal:
            form.add_error("starts_on", str(refusal))
            return render(request, "workshops/move.html", context)
        messages.success(
            request, _("De datum is verzet. {n} taken schoven mee.").format(n=len(moved))
        )
        return redirect("rounds:calendar", slug)
    context |= {"day": day, "moves": moves_of(found, day), "days": (day - found.starts_on).days}
    return render(request, "workshops/move_confirm.html", context)


def led_by(person: Person) -> QuerySet[Organisation]:
    """The organisations in whose name this person may begin a round."""
    everywhere = person.holds(Role.OWNER) or Scope.NETWORK in person.scopes(Role.COORDINATOR)
    if everywhere:
        return Organisation.objects.all()
    own = person.scopes(Role.COORDINATOR).get(Scope.ORGANISATION, set())
    return Organisation.objects.filter(pk__in=own)


def who_may_begin(person: Person) -> list[Person]:
    """Whom a coordinator of one round asks for a next: of its organisation, else an owner."""
    current = Membership.objects.current().select_related("person")
    wide = current.filter(role=Role.COORDINATOR).exclude(scope=Scope.ROUND)
    mine = Round.objects.managed_by(person).values("programme__organisation")
    near = wide.exclude(scope=Scope.ORGANISATION) | wide.filter(scope_id__in=mine)
    found = list(near) or list(current.filter(role=Role.OWNER))
    return sorted({row.person for row in found}, key=lambda one: one.sorted_name)


def _warn_of_short_time(request: PersonRequest, made: Round) -> None:
    wishing = made.phases.filter(kind=Phase.Kind.WISHING, closes__lte=now()).first()
    if wishing:
        messages.warning(
            request,
            _(
                "De wensen sluiten volgens de kalender {deadline}. Dat is al geweest:"
                " pas de fasen aan."
            ).format(deadline=deadline(wishing.closes, ZoneInfo(made.zone))),
        )
