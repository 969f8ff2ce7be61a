"""Places that change hands, as it happens: who gave one back, and who got it (X-68)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onderling.base import audit
from onderling.base.models import AuditLine
from onderling.base.policy import COORDINATOR, policy
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.signups.models import Signup

GAVE, GOT, WAITS = {"give_back", "pass_on"}, {"move_up"}, {"take_place", "leave_queue"}
LINES = 120  # of the log, newest first


@dataclass
class Passing:
    """What happened in one deed: places given back, and places that somebody got by it."""

    at: datetime
    gave: list[Signup] = field(default_factory=list)
    got: list[Signup] = field(default_factory=list)
    took: list[Signup] = field(default_factory=list)


@require_safe
@policy(COORDINATOR)
@never_cache
def passing(request: PersonRequest, slug: str) -> HttpResponse:
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    context = {"round": round, "passings": list(_passings(round))}
    page = "signups/_passing.html" if request.htmx else "signups/passing.html"
    return render(request, page, context)


def _passings(round: Round) -> Iterator[Passing]:
    """Three queries, however much happened. A deed writes all its lines at one moment."""
    lines = list(
        AuditLine.objects.filter(scope_ref=audit.ref(round), deed__in=GAVE | GOT | WAITS)[
            :LINES
        ]
    )
    named = Signup.objects.filter(
        pk__in={line.object_ref.rpartition(":")[2] for line in lines}
    ).select_related("participation__person", "meeting__offer")
    signups = {audit.ref(signup): signup for signup in named}
    for at, together in groupby(lines, key=lambda line: line.at):
        found = Passing(at)
        for line in together:
            signup = signups.get(line.object_ref)
            if signup is None:
                continue
            if line.deed in GAVE:
                found.gave.append(signup)
            elif line.deed in GOT:
                found.got.append(signup)
            elif line.deed == "take_place":
                found.took.append(signup)
        if found.gave or found.got or found.took:
            yield found
