"""How a request names a round and one of its two surveys."""

from django.http import Http404

from onderling.evaluation.rules.asking import Wave


def wave_named(name: str) -> Wave:
    if name not in set(Wave):
        raise Http404
    return Wave(name)
