"""The outbox of a round: what was written to whom, and what became of it."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from onderling.base import audit
from onderling.base.policy import COORDINATOR, policy
from onderling.mail.http import outbox_of, ways_from_outbox
from onderling.mail.models import Mailing, Message
from onderling.mail.queries import kind_label, numbers_of, overdue, why_held
from onderling.mail.rules import without_keys

PER_PAGE = 50
WENT_WRONG = "mis"  # refused, or nobody knows: the two that need somebody


@require_safe
@policy(COORDINATOR)
def outbox(request: HttpRequest, slug: str) -> HttpResponse:
    """Count the messages of a round by kind and state, and list them."""
    managed, messages = outbox_of(request, slug)
    late = overdue(messages, now=now())
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
        "late": late.count(),
        "oldest": late.first(),
        "doubtful": sum(row.states[Message.State.UNKNOWN] for row in numbers),
        "mailings": Mailing.objects.about(audit.ref(managed)).to_stop(now=now()),
        "ways": ways_from_outbox(slug),
        "mail_server": bool(settings.EMAIL_HOST),
    }
    return render(request, "mail/outbox.html", context)


@require_safe
@policy(COORDINATOR)
def message(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one message, to read or to print. A secret text is shown to nobody."""
    managed, messages = outbox_of(request, slug)
    found = get_object_or_404(messages, pk=pk)
    context = {
        "round": managed,
        "message": found,
        "kind": kind_label(found.kind),
        "body": "" if found.secret else without_keys(found.body.strip()),
        "bounces": found.bounces.all(),
        "can_bounce": found.state == Message.State.SENT and not found.secret,
        "can_send_again": found.state in {Message.State.UNKNOWN, Message.State.REFUSED}
        and bool(found.body and found.to_address),
    }
    return render(request, "mail/message.html", context)
