"""People without mail: whom to ring or write to, and who was reached (X-32)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base import audit
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, OWNER, policy
from onderling.mail.actions.judging import note_bounce, tick_reached
from onderling.mail.forms import BounceForm
from onderling.mail.models import Message
from onderling.mail.queries import kind_label
from onderling.mail.rules import without_keys
from onderling.people.actions.staying import KIND as CARD_GOES
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.views.allocation import managed

SHOWN = {"open", "bereikt", "alles"}


@require_safe
@policy(COORDINATOR)
def ringing(request: PersonRequest, slug: str) -> HttpResponse:
    """One row for each message that goes by letter or telephone."""
    return _ringing(request, managed(request, slug))


@require_safe
@policy(OWNER)
def network_ringing(request: PersonRequest) -> HttpResponse:
    """The same for what belongs to no round."""
    return _ringing(request, None)


def _ringing(request: PersonRequest, round: Round | None) -> HttpResponse:
    rows = _rows(_to_reach(round))
    asked = request.GET.get("toon", "")
    shown = asked if asked in SHOWN else "open"
    context = _frame(round) | {
        "rows": [row for row in rows if shown in {"alles", _shown_under(row)}],
        "shown": shown,
        "reached": sum(row["reached"] for row in rows),
        "total": len(rows),
        "tabs": _tabs(shown),
        "mails": [] if round else _mails().without_bodies().order_by("to_name", "pk"),
    }
    return render(request, "signups/ringing.html", context)


@require_POST
@policy(COORDINATOR)
@once
def tick(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Tick somebody off, or take the tick back."""
    return _tick(request, managed(request, slug), pk)


@require_POST
@policy(OWNER)
@once
def network_tick(request: PersonRequest, pk: int) -> HttpResponse:
    """The same for what belongs to no round."""
    return _tick(request, None, pk)


def _tick(request: PersonRequest, round: Round | None, pk: int) -> HttpResponse:
    message = get_object_or_404(_to_reach(round), pk=pk)
    reached = request.POST.get("bereikt") != "nee"
    tick_reached(message, reached=reached, by=request.user, scope=round, now=now())
    said = _("{name} is bereikt.") if reached else _("{name} staat weer op de lijst.")
    messages.success(request, said.format(name=message.to_name))
    shown = request.POST.get("toon", "")
    query = f"?toon={shown}" if shown in SHOWN else ""
    return redirect(f"{_page(round, 'ringing')}{query}")


@require_safe
@policy(COORDINATOR)
def letters(request: PersonRequest, slug: str) -> HttpResponse:
    """The letters that nobody was reached with yet, each on a sheet of its own."""
    return _letters(request, managed(request, slug))


@require_safe
@policy(OWNER)
def network_letters(request: PersonRequest) -> HttpResponse:
    """The same for what belongs to no round."""
    return _letters(request, None)


def _letters(request: PersonRequest, round: Round | None) -> HttpResponse:
    rows = [row for row in _rows(_to_reach(round)) if not row["reached"] and row["body"]]
    return render(request, "signups/letters.html", _frame(round) | {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@policy(OWNER)
@once
def network_bounce(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down that a mail of no round came back: then a letter takes its place."""
    message = get_object_or_404(_mails(), pk=pk)
    form = BounceForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        note_bounce(message, **form.cleaned_data, by=request.user, scope=None, now=now())
        messages.success(request, _("Genoteerd: dit bericht kwam terug."))
        return redirect("signups:network_ringing")
    context = {
        "message": message,
        "form": form,
        "action": reverse("signups:network_bounce", args=[pk]),
        "back_url": _page(None, "ringing"),
    }
    return render(request, "mail/bounce.html", context)


def _mails() -> Any:
    """What left by mail to who goes, in no round: only its sender sees it come back."""
    mails = Message.objects.of_no(Round._meta.label_lower).exclude(to_name="")
    return mails.filter(kind=CARD_GOES, state=Message.State.SENT, bounces=None)


def _frame(round: Round | None) -> dict[str, Any]:
    """What both pages need of the round, or of what belongs to none."""
    return {
        "round": round,
        "zone": round.zone if round else None,
        "ringing_url": _page(round, "ringing"),
        "letters_url": _page(round, "letters"),
    }


def _page(round: Round | None, name: str) -> str:
    if round is None:
        return reverse(f"signups:network_{name}")
    return reverse(f"signups:{name}", args=[round.slug])


def _shown_under(row: dict[str, Any]) -> str:
    return "bereikt" if row["reached"] else "open"


def _to_reach(round: Round | None) -> Any:
    if round is None:
        # A key stays a secret of its reader, also for who rings.
        return Message.objects.of_no(Round._meta.label_lower).filter(secret=False).to_reach()
    return Message.objects.about(audit.ref(round)).to_reach()


def _rows(found: Any) -> list[dict[str, Any]]:
    """Each message with its person as they are now: two queries more, however many rows."""
    rows = list(found.order_by("to_name", "pk"))
    people = _people({row.to_ref for row in rows} | {row.reached_by_ref for row in rows})
    return [
        {
            "message": row,
            "kind": kind_label(row.kind),
            "person": people.get(row.to_ref),
            "reached": row.reached is not None,
            "by": people.get(row.reached_by_ref),
            "body": "" if row.secret else without_keys(row.body.strip()),
        }
        for row in rows
    ]


def _people(refs: set[str]) -> dict[str, Person]:
    prefix = f"{Person._meta.label_lower}:"
    keys = [one.removeprefix(prefix) for one in refs if one.startswith(prefix)]
    return {audit.ref(person): person for person in Person.objects.filter(pk__in=keys)}


def _tabs(shown: str) -> list[dict[str, Any]]:
    labels = {"open": _("Nog te doen"), "bereikt": _("Bereikt"), "alles": _("Alles")}
    return [
        {"label": label, "url": f"?toon={value}", "current": value == shown}
        for value, label in labels.items()
    ]
