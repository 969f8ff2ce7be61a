"""How a request names a round."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from onderling.base.language import speak_as
from onderling.base.versions import held
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round


def visible_round(request: HttpRequest, slug: str) -> Round:
    """Find the round of this address, for who may see it; the page then says its u or je.

    A coordinator's own pages say u: they are about the work, not about one programme.
    """
    visible = Round.objects.visible_to(request.user)
    found = get_object_or_404(visible.select_related("programme__organisation"), slug=slug)
    speak_as(found.programme.form_of_address)
    return found


def managed_round(request: PersonRequest, slug: str) -> Round:
    """Find the round of this address, for who coordinates it. For others it does not exist."""
    found = held(Round.objects.managed_by(request.user), request)
    return get_object_or_404(found.select_related("programme__organisation"), slug=slug)
