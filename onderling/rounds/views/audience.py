"""For whom a round is, and who its partners are (X-60)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.people.actions.changed_by import may_save
from onderling.people.http import PersonRequest
from onderling.rounds import actions
from onderling.rounds.forms import AudienceForm
from onderling.rounds.http import managed_round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def audience(request: PersonRequest, slug: str) -> HttpResponse:
    found = managed_round(request, slug)
    form = AudienceForm(request.POST or None, instance=managed_round(request, slug))
    clear = may_save(form, found)
    if request.method == "POST" and clear and form.is_valid():
        actions.set_audience(found, by=request.user, now=now(), **form.cleaned_data)
        messages.success(request, _("Bewaard. Plekken die er zijn, blijven zoals ze zijn."))
        return redirect("rounds:audience", slug)
    return render(request, "rounds/audience.html", {"round": found, "form": form})
