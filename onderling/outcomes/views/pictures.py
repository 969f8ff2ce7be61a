"""The files of photos: sent to who may see them, each time after a look."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from onderling.base.pictures import SIZES, gone_answer, picture_answer
from onderling.base.policy import ANYONE, policy
from onderling.outcomes.models import Photo
from onderling.outcomes.queries.photos import photos_for, with_standing
from onderling.outcomes.rules.photos import Standing
from onderling.people.models import Person
from onderling.rounds.models import Round

ENDED = {Standing.REFUSED, Standing.OFF, Standing.GONE}


@require_safe
@policy(ANYONE)
def picture(request: HttpRequest, photo_id: int, size: str) -> HttpResponse:
    """Send a photo. One that was taken back says so; one that nobody may see yet is not there.

    The browser asks again every time, so that no copy outlives a no.
    """
    if size not in SIZES:
        raise Http404
    rounds = Round.objects.visible_to(request.user).values("pk")
    found = Photo.objects.shown().filter(round__in=rounds, pk=photo_id).first()
    if found is None and isinstance(request.user, Person):
        found = photos_for(request.user).filter(pk=photo_id, gone=None).first()
    if found:
        return picture_answer(request, found.key, size)
    hidden = get_object_or_404(Photo.objects.filter(round__in=rounds), pk=photo_id)
    if with_standing([hidden])[0].standing not in ENDED:
        raise Http404
    return gone_answer(request)
