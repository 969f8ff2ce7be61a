"""How a request names the outbox of a round."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

from onderling.base import audit
from onderling.mail.models import Message, MessageQuerySet


def managed_scope(request: HttpRequest, slug: str) -> Any:
    """Find what this person coordinates; for others it does not exist.

    Rounds live floors higher; settings name the model.
    """
    managed = import_string(settings.MANAGED).objects.managed_by(request.user)
    found = managed.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def outbox_of(request: HttpRequest, slug: str) -> tuple[Any, MessageQuerySet]:
    """Find what this person coordinates, and its messages."""
    found = managed_scope(request, slug)
    return found, Message.objects.about(audit.ref(found))


def ways_from_outbox(slug: str) -> list[dict[str, str]]:
    """What one does from the outbox of a round; the pages live floors higher."""
    return [
        {"url": reverse(name, args=[slug]), "label": str(label)}
        for name, label in settings.OUTBOX_WAYS
    ]
