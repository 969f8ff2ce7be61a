"""How a request names a round."""

from django.shortcuts import get_object_or_404

from onderling.base.versions import held
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round


def managed_round(request: PersonRequest, slug: str) -> Round:
    """Find the round of this address, for who coordinates it. For others it does not exist."""
    found = held(Round.objects.managed_by(request.user), request)
    return get_object_or_404(found.select_related("programme__organisation"), slug=slug)
