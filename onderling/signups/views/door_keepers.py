"""Who stands at the doors: a coordinator looks somebody up and appoints them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round
from onderling.rounds.models import Round
from onderling.signups.actions.door_keepers import add_keeper, remove_keeper
from onderling.signups.http import chosen_person, looked_up
from onderling.signups.queries import people_in_reach


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def keepers(request: PersonRequest, slug: str) -> HttpResponse:
    round = managed_round(request, slug)
    held = round.door_keepers.select_related("person", "round")
    if request.method == "POST":
        _change(request, round)
        return redirect("signups:keepers", slug)
    reach = people_in_reach(request.user).exclude(doors_kept__round=round)
    context = {"round": round, "keepers": held, **looked_up(request, reach)}
    return render(request, "signups/keepers.html", context)


def _change(request: PersonRequest, round: Round) -> None:
    leaving = whole_number(request.POST.get("weg"))
    keeper = round.door_keepers.filter(pk=leaving or 0).select_related("person").first()
    if keeper:
        remove_keeper(keeper, by=request.user, now=now())
        said = _("{name} staat niet meer aan de deur.")
        messages.success(request, said.format(name=keeper.person.name))
    elif leaving is None and (person := chosen_person(request)):
        add_keeper(round, person, by=request.user, now=now())
        said = _("{name} kan op de dag zelf afvinken wie er is.")
        messages.success(request, said.format(name=person.name))
