"""How a request names a round and one of its two surveys, and who was in that round."""

from django.http import Http404

from onderling.base.language import speak_as
from onderling.evaluation.rules.asking import Wave
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.signups.http import own_participation


def wave_named(name: str) -> Wave:
    if name not in set(Wave):
        raise Http404
    return Wave(name)


def own_round(request: PersonRequest, slug: str) -> Round:
    """Find the round in which the visitor takes part, or gives without taking part."""
    given = Round.objects.filter(slug=slug, offers__meetings__givings__person=request.user)
    found = given.select_related("programme__organisation").distinct().first()
    if found is None:
        return own_participation(request, slug).round
    speak_as(found.programme.form_of_address)
    return found
