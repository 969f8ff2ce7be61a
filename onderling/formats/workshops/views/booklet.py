"""The programme as a booklet to print (X-74)."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onderling.base.language import speaking
from onderling.base.paper import look_of, pdf_of
from onderling.base.policy import ANYONE, policy
from onderling.formats.workshops.queries.booklet import booklet_of
from onderling.formats.workshops.queries.timetable import as_of, timetable_of
from onderling.rounds.http import visible_round

TEMPLATE = "formats/workshops/papers/booklet.typ"
KEPT = 24 * 3600  # seconds


@require_safe
@policy(ANYONE)
def booklet(request: HttpRequest, slug: str) -> HttpResponse:
    """Made once after each change: anybody may ask for it, as often as they like.

    Paper is read by many: it speaks the language of this install, whoever prints it.
    """
    round = visible_round(request, slug)
    key = f"booklet-{round.pk}-{as_of()}-{look_of(TEMPLATE)}"
    content = cache.get(key)
    if content is None:
        days = timetable_of(round)
        if not days:
            raise Http404  # no programme yet
        with speaking("", round.programme.form_of_address):
            content = pdf_of(TEMPLATE, booklet_of(round, days))
        cache.set(key, content, KEPT)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{round.slug}-programma.pdf"'
    return response
