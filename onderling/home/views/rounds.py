"""The start page, the page of a round, and the list of rounds for coordinators."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from onderling.base.policy import ANYONE, COORDINATOR, policy
from onderling.base.written import name_list
from onderling.discussion.queries import wall_on_round
from onderling.evaluation.queries.groups import groups_around
from onderling.feedback.queries.bulletins import bulletin_of
from onderling.feedback.queries.coverage import told_coverage
from onderling.formats.workshops.queries.counter import counted
from onderling.formats.workshops.queries.kept import versions_of
from onderling.formats.workshops.queries.preview import preview_of_round
from onderling.formats.workshops.queries.programme import Edition
from onderling.home.queries.answers import with_answers
from onderling.home.queries.progress import (
    SHOWN,
    earlier_of,
    numbers_of,
    step_of,
    steps_of,
)
from onderling.home.rules import moment_of, next_up
from onderling.offers.models import Meeting
from onderling.outcomes.queries.ledger import numbers_of_round
from onderling.people.actions.roles import has_owner
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.people.rules import Role, Scope
from onderling.rounds.http import visible_round
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Deed, State, shows_demand
from onderling.signups.models import Participation
from onderling.signups.queries.topics import has_open_rooms


@require_safe
@policy(ANYONE)
def start(request: HttpRequest) -> HttpResponse:
    at = now()
    found = Round.objects.next_up(today=localdate(at))
    if found is None:
        context = {"has_owner": has_owner(), "demo": settings.DEMO}
        return render(request, "home/empty.html", context)
    return render(request, "home/start.html", _about(found, request.user, at))


@require_safe
@policy(ANYONE)
def round_page(request: HttpRequest, slug: str) -> HttpResponse:
    found = visible_round(request, slug)
    context = _about(found, request.user, now())
    context["share"] = numbers_of(found)
    context["numbers"] = counted(Edition(found, versions_of(found.pk)))
    context["wall"] = wall_on_round(found)
    context["coverage"] = told_coverage(found) if context["bulletin"] else None
    context["groups"] = groups_around(found, request.user)
    context["improvements"] = found.improvements.all()
    context["topics"] = has_open_rooms(found)
    context["earlier"] = with_answers(list(earlier_of(found, request.user)))
    context["answered"] = context["answered"] or numbers_of_round(found)
    own = found.programme.organisation_id
    partners = list(found.partners.exclude(pk=own).values_list("name", flat=True))
    host = found.programme.organisation.name
    context["partners"] = name_list([host, *partners]) if partners else ""
    return render(request, "home/round.html", context)


def _about(found: Round, visitor: Any, at: datetime) -> dict[str, Any]:
    """What both pages tell about a round: where it is, and what one can do now."""
    steps = steps_of(found, now=at)
    # As the programme counts: a workshop that is given twice is two to choose from.
    going = Q(meetings__state=Meeting.State.PLANNED, meetings__slot__isnull=False)
    offers = found.offers.filter(state__in=SHOWN).aggregate(
        workshops=Count("meetings", filter=going),
        offered=Count("pk", distinct=True),
        organisations=Count("organisation", distinct=True),
    )
    offers["workshops"] = offers["workshops"] or offers["offered"]
    over = found.state in {State.WRAPPING_UP, State.CLOSED}
    return {
        "round": found,
        "preview": preview_of_round(found),
        "steps": steps,
        "now": moment_of(found.state, steps),
        "next": next_up(steps),
        "day": step_of(steps, Phase.Kind.MEETING),
        "dividing": step_of(steps, Phase.Kind.MATCHING),
        "promise": step_of(steps, Phase.Kind.ANSWERING),
        "wishing": step_of(steps, Phase.Kind.WISHING),
        "offering": step_of(steps, Phase.Kind.OFFERING),
        "offers": offers,
        "takes_part": visitor.is_authenticated
        and found.participations.filter(
            person=visitor, state=Participation.State.COMING
        ).exists(),
        "may_offer": found.allows(Deed.OFFER),
        "places": shows_demand(found.state),
        "bulletin": bulletin_of(found),
        "over": over,
        "answered": numbers_of_round(found) if over else None,
    }


@require_safe
@policy(COORDINATOR)
def rounds(request: PersonRequest) -> HttpResponse:
    coming = Q(participations__state=Participation.State.COMING)
    managed = (
        Round.objects.managed_by(request.user)
        .select_related("programme__organisation")
        .annotate(people=Count("participations", filter=coming))
    )
    today = localdate()
    rows = list(managed)
    context = {
        "ahead": sorted(
            (row for row in rows if not _past(row, today)), key=lambda row: row.starts_on
        ),
        "past": [row for row in rows if _past(row, today)],
        "may_begin": _may_begin(request.user),
    }
    return render(request, "home/rounds.html", context)


def _past(round: Round, today: date) -> bool:
    return round.ends_on < today or round.state in {State.CLOSED, State.CANCELLED}


def _may_begin(person: Person) -> bool:
    """A coordinator of one round only has no organisation to begin another for."""
    wide = {Scope.NETWORK, Scope.ORGANISATION}
    return person.holds(Role.OWNER) or not wide.isdisjoint(person.scopes(Role.COORDINATOR))
