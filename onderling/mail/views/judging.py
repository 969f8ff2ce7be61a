"""What a person decides: stop or go, did it arrive, did it come back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base import audit
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.base.written import name_list
from onderling.mail.actions import judging
from onderling.mail.actions.mailings import resume_mailing, stop_mailing
from onderling.mail.forms import BounceForm
from onderling.mail.http import managed_scope, outbox_of
from onderling.mail.models import Mailing, Message
from onderling.mail.queries import kind_label


@require_safe
@policy(COORDINATOR)
def doubtful(request: HttpRequest, slug: str) -> HttpResponse:
    """The messages whose fate nobody knows: to whom, when, and what now."""
    managed, found = outbox_of(request, slug)
    rows = [
        {"message": one, "kind": kind_label(one.kind), "text": bool(one.body)}
        for one in found.doubtful()
    ]
    return render(request, "mail/doubtful.html", {"round": managed, "rows": rows})


@require_POST
@policy(COORDINATOR)
@once
def judge(request: HttpRequest, slug: str) -> HttpResponse:
    """Settle many doubtful messages in one go: they arrived, or they go once more."""
    managed, found = outbox_of(request, slug)
    keys = [whole_number(text) or 0 for text in request.POST.getlist("bericht")]
    chosen = list(found.doubtful().filter(pk__in=keys).order_by("pk"))
    again = request.POST.get("doe") == "opnieuw"
    trouble = "" if chosen else _("Kies eerst de berichten waar het om gaat.")
    if again and (bare := [message for message in chosen if not message.body]):
        names = name_list([message.to_name or message.to_address for message in bare])
        trouble = _("Van het bericht aan {names} is de tekst al weg. Kies dat niet.").format(
            names=names
        )
    if trouble:
        messages.error(request, trouble)
        return redirect("mail:doubtful", slug)
    settle = judging.send_again if again else judging.note_arrived
    for message in chosen:
        settle(message, by=_me(request), scope=managed, now=now())
    if again:
        said = ngettext(
            "{n} bericht gaat opnieuw weg.", "{n} berichten gaan opnieuw weg.", len(chosen)
        )
    else:
        said = ngettext(
            "Genoteerd: {n} bericht kwam aan.",
            "Genoteerd: {n} berichten kwamen aan.",
            len(chosen),
        )
    messages.success(request, said.format(n=len(chosen)))
    return _back(slug, managed)


@require_POST
@policy(COORDINATOR)
@once
def send_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    managed, message = _message(request, slug, pk)
    judging.send_again(message, by=_me(request), scope=managed, now=now())
    said = _("Het bericht aan {name} gaat opnieuw weg.")
    messages.success(request, said.format(name=message.to_name or message.to_address))
    return _back(slug, managed)


@require_POST
@policy(COORDINATOR)
@once
def arrived(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    managed, message = _message(request, slug, pk)
    judging.note_arrived(message, by=_me(request), scope=managed, now=now())
    said = _("Genoteerd: {name} heeft het bericht.")
    messages.success(request, said.format(name=message.to_name or message.to_address))
    return _back(slug, managed)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def bounce(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down that a message came back in the coordinator's own mailbox."""
    managed, message = _message(request, slug, pk)
    form = BounceForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        judging.note_bounce(
            message, **form.cleaned_data, by=_me(request), scope=managed, now=now()
        )
        messages.success(request, _("Genoteerd: dit bericht kwam terug."))
        return redirect("mail:message", slug, pk)
    context = {"round": managed, "message": message, "form": form}
    return render(request, "mail/bounce.html", context)


@require_POST
@policy(COORDINATOR)
@once
def stop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep a mailing back that has not left."""
    managed = managed_scope(request, slug)
    number = stop_mailing(_mailing(managed, pk), by=_me(request), scope=managed, now=now())
    said = ngettext("{n} bericht gaat niet weg.", "{n} berichten gaan niet weg.", number)
    messages.success(request, said.format(n=number))
    return redirect("mail:outbox", slug)


@require_POST
@policy(COORDINATOR)
@once
def resume(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a stopped mailing go after all."""
    managed = managed_scope(request, slug)
    number = resume_mailing(_mailing(managed, pk), by=_me(request), scope=managed, now=now())
    said = ngettext(
        "{n} bericht gaat over 5 minuten weg.", "{n} berichten gaan over 5 minuten weg.", number
    )
    messages.success(request, said.format(n=number))
    return redirect("mail:outbox", slug)


def _me(request: HttpRequest) -> Any:
    return request.user  # people live a floor higher


def _message(request: HttpRequest, slug: str, pk: int) -> tuple[Any, Message]:
    managed, found = outbox_of(request, slug)
    return managed, get_object_or_404(found, pk=pk)


def _mailing(managed: Any, pk: int) -> Mailing:
    return get_object_or_404(Mailing.objects.about(audit.ref(managed)), pk=pk)


def _back(slug: str, managed: Any) -> HttpResponse:
    more = Message.objects.about(audit.ref(managed)).doubtful().exists()
    return redirect("mail:doubtful" if more else "mail:outbox", slug)
