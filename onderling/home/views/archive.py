"""The handover archive to take along (X-9)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onderling.base.policy import COORDINATOR, policy
from onderling.home.queries.archive import archive_of
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round


@require_safe
@policy(COORDINATOR)
@never_cache
def archive(request: PersonRequest, slug: str) -> HttpResponse:
    managed = Round.objects.managed_by(request.user)
    round = get_object_or_404(managed.select_related("programme__organisation"), slug=slug)
    content = archive_of(round, request.user, now=now())
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{round.slug}-overdracht.zip"'
    return response
