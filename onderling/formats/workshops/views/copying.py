"""Begin the next edition from this one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.formats.workshops.actions.copying import contents_of, copy_round, proposed
from onderling.formats.workshops.forms.rounds import CopyForm
from onderling.formats.workshops.views.rounds import led_by, who_may_begin
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def copy(request: PersonRequest, slug: str) -> HttpResponse:
    """Say what goes along and what never does, then do it: the copy is a draft."""
    managed = Round.objects.managed_by(request.user).select_related("programme__organisation")
    old = get_object_or_404(managed, slug=slug)
    if not led_by(request.user).filter(pk=old.programme.organisation_id).exists():
        if request.method == "POST":
            raise Http404
        return render(request, "workshops/not_new.html", {"who": who_may_begin(request.user)})
    proposal = proposed(old, localdate())
    form = CopyForm(localdate(), request.POST or None, initial={"starts_on": proposal})
    if request.method == "POST" and form.is_valid():
        made = copy_round(old, by=request.user, now=now(), **form.cleaned_data)
        messages.success(
            request,
            _("{name} is begonnen. Alleen coördinatoren zien de ronde nog.").format(name=made),
        )
        return redirect("home:manage", made.slug)
    context = {"round": old, "form": form, "holds": contents_of(old), "proposal": proposal}
    return render(request, "workshops/copy.html", context)
