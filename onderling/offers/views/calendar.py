"""One session as a file for a calendar."""

from django.http import HttpRequest, HttpResponse
from django.http.response import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from onderling.base.calendar_answer import answer
from onderling.base.policy import ANYONE, policy
from onderling.offers.models import Meeting, Offer
from onderling.offers.queries.appointments import meeting_appointment


@require_safe
@policy(ANYONE)
def meeting_file(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A meeting that everybody may see; one that was called off takes itself away again."""
    seen = Meeting.objects.filter(offer__in=Offer.objects.visible_to(request.user))
    found = get_object_or_404(
        seen.select_related(
            "offer__round", "offer__organisation", "slot", "last_slot", "room"
        ).prefetch_related("givers"),
        pk=meeting_id,
    )
    row = meeting_appointment(found, found.offer.round)
    if row is None:
        raise Http404
    return answer(request, row.title, [row], name=f"workshop-{found.pk}", now=now())
