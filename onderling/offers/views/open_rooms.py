"""A coordinator says which rooms are open for topics, a stretch of the day at a time."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.offers.actions.open_rooms import open_rooms
from onderling.offers.forms.open_rooms import OpenRoomsForm
from onderling.offers.models import Slot
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round
from onderling.rounds.rules import Deed


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def rooms(request: PersonRequest, slug: str) -> HttpResponse:
    round = managed_round(request, slug)
    parts = round.slots.filter(kind=Slot.Kind.WORKSHOPS, ends__gt=now())
    # Counting forgets the order of the model.
    parts = parts.annotate(number_open=Count("open_rooms")).order_by("starts", "pk")
    ahead = list(parts)
    asked = whole_number(request.GET.get("deel", ""))
    slot = next((one for one in ahead if one.pk == asked), ahead[0] if ahead else None)
    typed = request.POST if request.method == "POST" else None
    form = OpenRoomsForm(slot, typed) if slot else None
    here = reverse("offers:open_rooms", args=[slug])
    if slot and form and request.method == "POST" and form.is_valid():
        try:
            found = open_rooms(slot, form.cleaned_data["rooms"], by=request.user, now=now())
        except Refused as refusal:
            form.add_error("rooms", str(refusal))
        else:
            said = _("Bewaard. Open in {slot}: {n}.").format(slot=slot.label, n=len(found))
            messages.success(request, said)
            return redirect(f"{here}?deel={slot.pk}")
    context = {
        "round": round,
        "ahead": ahead if round.allows(Deed.OPEN_ROOMS) else [],
        "slot": slot,
        "form": form,
        "here": f"{here}?deel={slot.pk}" if slot else here,
    }
    return render(request, "offers/open_rooms.html", context)
