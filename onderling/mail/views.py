"""The outbox of a round: what was written to whom, and what became of it."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from onderling.base import audit
from onderling.base.policy import COORDINATOR, policy
from onderling.mail.models import Message, MessageQuerySet
from onderling.mail.queries import kind_label, numbers_of, why_held

PER_PAGE = 50
WENT_WRONG = "mis"  # refused, or nobody knows: the two that need somebody


@require_safe
@policy(COORDINATOR)
def outbox(request: HttpRequest, slug: str) -> HttpResponse:
    """Count the messages of a round by kind and state, and list them."""
    managed, messages = _outbox_of(request, slug)
    asked = {"soort": request.GET.get("soort", ""), "stand": request.GET.get("stand", "")}
    numbers = numbers_of(messages)
    if asked["soort"] in {row.kind for row in numbers}:
        messages = messages.filter(kind=asked["soort"])
    if asked["stand"] in Message.State.values:
        messages = messages.filter(state=asked["stand"])
    elif asked["stand"] == WENT_WRONG:
        messages = messages.filter(state__in=[Message.State.REFUSED, Message.State.UNKNOWN])
    elif asked["stand"] == Message.Channel.LETTER:
        messages = messages.filter(channel=Message.Channel.LETTER)
    page = Paginator(messages.without_bodies(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "round": managed,
        "numbers": numbers,
        "total": sum(row.total for row in numbers),
        "page": page,
        "rows": [{"message": one, "kind": kind_label(one.kind)} for one in page],
        "asked": asked,
        "query": "".join(f"{name}={value}&" for name, value in asked.items() if value),
        "states": Message.State.choices,
        "held": why_held(numbers),
        "mail_server": bool(settings.EMAIL_HOST),
    }
    return render(request, "mail/outbox.html", context)


@require_safe
@policy(COORDINATOR)
def message(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one message, to read or to print. A secret text is shown to nobody."""
    managed, messages = _outbox_of(request, slug)
    found = get_object_or_404(messages, pk=pk)
    context = {
        "round": managed,
        "message": found,
        "kind": kind_label(found.kind),
        "body": "" if found.secret else found.body.strip(),
    }
    return render(request, "mail/message.html", context)


def _outbox_of(request: HttpRequest, slug: str) -> tuple[Any, MessageQuerySet]:
    """Find what this person coordinates, and its messages.

    Rounds live floors higher; settings name the model.
    """
    managed = import_string(settings.MANAGED).objects.managed_by(request.user)
    found = managed.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found, Message.objects.about(audit.ref(found))
