"""What is counted over the editions: fixed measures, and contact (X-91, X-92)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onderling.base.policy import COORDINATOR, policy
from onderling.evaluation.queries.contact import MOST, contact_over
from onderling.evaluation.queries.measures import table_of
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round
from onderling.rounds.queries import editions_until
from onderling.tables.write import write_csv


@require_safe
@policy(COORDINATOR)
def measures_file(request: PersonRequest, slug: str) -> HttpResponse:
    """Every measure of this edition and those before it, each with what it means."""
    round = managed_round(request, slug)
    content = write_csv(table_of(list(editions_until(round))))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{round.slug}-maten.csv"'
    return response


@require_safe
@policy(COORDINATOR)
def contact(request: PersonRequest, slug: str) -> HttpResponse:
    """Which organisations met, this time and before, and who is still spoken with."""
    round = managed_round(request, slug)
    editions, rows = contact_over(list(editions_until(round)))
    context = {"round": round, "editions": editions, "rows": rows, "most": MOST}
    return render(request, "evaluation/contact.html", context)
