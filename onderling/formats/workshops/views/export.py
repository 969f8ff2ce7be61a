"""Everything of a round as one Excel file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from onderling.base.policy import COORDINATOR, policy
from onderling.formats.workshops.actions.exports.sheets import sheets_of
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.tables.write import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@policy(COORDINATOR)
def export(request: PersonRequest, slug: str) -> HttpResponse:
    """Give back the lists that came in, with what is true now (X-3)."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    response = HttpResponse(write_xlsx(sheets_of(round)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{round.slug}.xlsx"'
    return response
