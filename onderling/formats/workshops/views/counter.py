"""The live counter: how many workshops, people, organisations and places there are."""

from zlib import crc32

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from onderling.base.language import speak_as
from onderling.base.policy import ANYONE, policy
from onderling.formats.workshops.queries.counter import counted
from onderling.formats.workshops.queries.programme import edition_of
from onderling.people.http import PersonRequest


@require_safe
@policy(ANYONE)
def counter(request: PersonRequest, slug: str) -> HttpResponse:
    """The page; and for a page that stands open only its numbers, when they changed."""
    of = edition_of(slug, request.user)
    if of is None:
        raise Http404
    speak_as(of.round.programme.form_of_address)
    numbers = counted(of)
    context = {"round": of.round, "numbers": numbers}
    if not request.htmx:
        return render(request, "workshops/counter.html", context)
    mark = crc32(f"{get_language()} {numbers}".encode())  # the same in every process
    etag = quote_etag(f"{mark:x}")
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = render(request, "workshops/_counter.html", context)
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer
