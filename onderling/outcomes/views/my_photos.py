"""Photos one is on: say yes or no, and change one's mind, also with the personal link."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import SIGNED_IN, policy
from onderling.outcomes.actions.photos import answer_photo
from onderling.outcomes.models import Recognisable
from onderling.outcomes.queries.photos import photos_of
from onderling.outcomes.rules.photos import Answer
from onderling.people.http import PersonRequest


@require_safe
@policy(SIGNED_IN)
@never_cache
def my_photos(request: PersonRequest) -> HttpResponse:
    """Every photo this person is on, with their own answer."""
    return render(request, "outcomes/my_photos.html", {"rows": photos_of(request.user)})


@require_POST
@policy(SIGNED_IN)
@once
def my_photo(request: PersonRequest, photo_id: int) -> HttpResponse:
    """Say yes or no to one photo."""
    mine = Recognisable.objects.filter(photo__gone=None).exclude(photo__alt="")
    one = get_object_or_404(mine, person=request.user, photo=photo_id)
    answer = {"ja": Answer.YES, "nee": Answer.NO}.get(request.POST.get("zegt", ""))
    if answer is None:
        messages.error(request, _("Kies ja of nee."))
        return redirect("outcomes:my_photos")
    try:
        answer_photo(one, answer, channel=Recognisable.Channel.WEB, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("outcomes:my_photos")
    if answer == Answer.YES:
        messages.success(request, _("Uw ja is bewaard. U kunt het altijd terugnemen."))
    else:
        said = _("Niemand ziet deze foto meer. Binnen een uur is hij ook van onze computer af.")
        messages.success(request, said)
    return redirect("outcomes:my_photos")
