"""One intention of somebody who took part, and whether it worked out (X-90)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import SIGNED_IN, policy
from onderling.base.terms import value_of
from onderling.evaluation.actions.intentions import forget_intention, intend, say_outcome
from onderling.evaluation.forms import IntentionForm
from onderling.evaluation.http import own_round
from onderling.evaluation.models import Intention
from onderling.people.http import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def intention(request: PersonRequest, slug: str) -> HttpResponse:
    """Write it down; when it came back, say whether it worked out."""
    round = own_round(request, slug)
    known = round.intentions.filter(person=request.user).first()
    form = IntentionForm(request.POST or None, initial={"text": known.text if known else ""})
    if request.method == "POST" and form.is_valid():
        try:
            intend(round, request.user, form.cleaned_data["text"], today=localdate(now()))
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Uw voornemen is bewaard. Alleen u leest het."))
            return redirect("evaluation:intention", slug)
    context = {
        "round": round,
        "known": known,
        "form": form,
        "weeks": value_of("intention_weeks"),
        "outcomes": Intention.Outcome.choices,
    }
    return render(request, "evaluation/intention.html", context)


@require_POST
@policy(SIGNED_IN)
@once
def outcome(request: PersonRequest, slug: str) -> HttpResponse:
    round = own_round(request, slug)
    mine = get_object_or_404(round.intentions, person=request.user)
    said = request.POST.get("gelukt", "")
    if said in Intention.Outcome.values:
        say_outcome(mine, said)
        messages.success(request, _("Dank u wel. Uw antwoord is bewaard."))
    else:
        messages.error(request, _("Kies een van de antwoorden."))
    return redirect("evaluation:intention", slug)


@require_POST
@policy(SIGNED_IN)
@once
def forget(request: PersonRequest, slug: str) -> HttpResponse:
    """Take consent back."""
    forget_intention(own_round(request, slug), request.user)
    messages.success(request, _("Uw voornemen is weg."))
    return redirect("evaluation:intention", slug)
