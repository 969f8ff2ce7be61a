"""The most important change, told by who was there; placed by a coordinator (X-95)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.evaluation.actions.stories import (
    place_story,
    refuse_story,
    take_story_back,
    tell_story,
)
from onderling.evaluation.forms import StoryForm
from onderling.evaluation.http import own_round
from onderling.evaluation.rules.asking import may_ask
from onderling.outcomes.models import Quote
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def story(request: PersonRequest, slug: str) -> HttpResponse:
    """Tell it, with what may stand beside it; until it is placed it may be told anew."""
    round = own_round(request, slug)
    mine = round.stories.filter(person=request.user).select_related("quote").first()
    over = may_ask(round.state, round.ends_on, localdate(now()))
    form = StoryForm(request.POST or None)
    if request.method == "POST" and over and form.is_valid():
        told = form.cleaned_data
        try:
            tell_story(
                round,
                request.user,
                told["change"],
                told["because"],
                told["level"],
                today=localdate(now()),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Dank u wel. De coördinator leest uw verhaal."))
            return redirect("evaluation:story", slug)
    context = {"round": round, "mine": mine, "form": form, "over": over}
    return render(request, "evaluation/story.html", context)


@require_POST
@policy(SIGNED_IN)
@once
def forget(request: PersonRequest, slug: str) -> HttpResponse:
    """Take it back, also from the page of the round."""
    mine = get_object_or_404(own_round(request, slug).stories, person=request.user)
    take_story_back(mine, by=request.user, now=now())
    messages.success(request, _("Uw verhaal is overal weg."))
    return redirect("evaluation:story", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def stories(request: PersonRequest, slug: str) -> HttpResponse:
    """All stories of a round: place one, or say why not."""
    round = managed_round(request, slug)
    if request.method == "POST":
        asked = whole_number(request.POST.get("verhaal")) or 0
        chosen = round.stories.select_related("round", "person").filter(pk=asked).first()
        try:
            if chosen is None:
                raise Refused(_("Dit verhaal is er niet meer."))
            if request.POST.get("besluit") == "plaats":
                place_story(chosen, by=request.user, now=now())
                messages.success(request, _("Het verhaal staat op de pagina van de ronde."))
            else:
                because = request.POST.get("reden", "")
                refuse_story(chosen, because=because, by=request.user, now=now())
                messages.success(request, _("Het verhaal komt niet op de pagina."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("evaluation:stories", slug)
    everything = list(round.stories.select_related("person", "quote__organisation"))
    context = {
        "round": round,
        "waiting": [one for one in everything if one.waits],
        "placed": [one for one in everything if one.placed],
        "refused": [one for one in everything if one.refused],
        "named": Quote.Level.NAME,
    }
    return render(request, "evaluation/stories.html", context)
