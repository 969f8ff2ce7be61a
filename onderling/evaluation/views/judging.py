"""The standing groups of a round, for its coordinators: take a text off, or put it back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.discussion.http import PUT_BACK, REJECT, Choice, asked_of, decided
from onderling.evaluation.actions.judging import put_back_group, take_off_group
from onderling.evaluation.forms import TakeOffForm
from onderling.evaluation.models import StandingGroup
from onderling.evaluation.queries.groups import groups_to_judge
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.http import managed_round
from onderling.rounds.models import Round


@require_safe
@policy(COORDINATOR)
def groups(request: PersonRequest, slug: str) -> HttpResponse:
    """What goes on from this round: what waits for a look, what is on the page, what is off."""
    round = managed_round(request, slug)
    known = list(groups_to_judge(Round.objects.filter(pk=round.pk)))
    heaps = [
        (_("Verbeterd: wacht op u"), [one for one in known if one.waits]),
        (_("Op de pagina"), [one for one in known if not one.off]),
        (_("Van de pagina gehaald"), [one for one in known if one.off and not one.waits]),
    ]
    context = {"round": round, "heaps": [heap for heap in heaps if heap[1]]}
    return render(request, "evaluation/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def judge(request: PersonRequest, slug: str, offer_id: int) -> HttpResponse:
    """Read one text and decide."""
    round = managed_round(request, slug)
    here = groups_to_judge(Round.objects.filter(pk=round.pk))
    found = get_object_or_404(here, offer=offer_id)
    asked = asked_of(request, {REJECT: TakeOffForm})
    seen = request.POST.get("gezien", "")
    if request.method == "POST" and decided(
        request, asked, _choices(request.user, found, seen)
    ):
        return redirect("evaluation:groups", slug)
    context = {"round": round, "group": found, "form": asked.forms[REJECT]}
    return render(request, "evaluation/judge_group.html", context)


def _choices(by: Person, found: StandingGroup, seen: str) -> dict[str, Choice]:
    at = now()
    return {
        REJECT: Choice(
            lambda typed: take_off_group(found, typed["because"], seen=seen, by=by, now=at),
            _("Weggehaald. Over vijf minuten krijgt de schrijver de reden te lezen."),
        ),
        PUT_BACK: Choice(
            lambda _typed: put_back_group(found, seen=seen, by=by, now=at),
            _("De tekst staat weer op de pagina."),
        ),
    }
