"""Writing to a group: first who and what, then a look, then one button (X-30, X-133)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.mail.forms import WordsForm, explained
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.signups.actions.letters import who_does_not_choose
from onderling.signups.actions.mail_groups import reach_of
from onderling.signups.actions.mailing import KINDS, SAYABLE, send_mailing
from onderling.signups.actions.unanswered import choose_unanswered, may_choose, rule_of
from onderling.signups.forms.mailing import StartForm, UnansweredForm
from onderling.signups.views.allocation import managed


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def new_mailing(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose a group and a text, write, and look. Nothing is sent from here."""
    round = managed(request, slug)
    asked = request.POST if request.method == "POST" else request.GET
    start = StartForm(round, asked if "aan" in asked else None)
    context: dict[str, Any] = {"round": round, "start": start}
    if not start.is_bound or not start.is_valid():
        return render(request, "signups/mailing_start.html", context)
    if request.method == "POST":
        words = start.words(request.POST)
        if words.is_valid() and not request.POST.get("verander"):
            return _preview(request, round, start, words)
    else:
        words = start.words()
    if request.POST.get("verander"):
        words = WordsForm(SAYABLE, initial=request.POST.dict())
    context |= {
        "words": words,
        "reach": reach_of(round, start.cleaned_data["aan"]),
        "explained": explained(SAYABLE),
        "unanswered": _about_unanswered(round, start),
    }
    return render(request, "signups/mailing_write.html", context)


@require_POST
@policy(COORDINATOR)
@once
def send(request: PersonRequest, slug: str) -> HttpResponse:
    """Send what was looked at, to exactly those people; else show the new group."""
    round = managed(request, slug)
    start = StartForm(round, request.POST)
    if not start.is_valid():
        return redirect("signups:new_mailing", slug)
    words = start.words(request.POST)
    if not words.is_valid():
        return render(request, "signups/mailing_start.html", {"round": round, "start": start})
    draft = start.draft(words)
    digest = request.POST.get("groep", "")
    if send_mailing(draft, digest=digest, by=request.user, now=now()) is None:
        return _preview(request, round, start, words, changed=True)
    said = _("De berichten staan klaar. Ze gaan over 5 minuten weg. Zo lang kunt u stoppen.")
    messages.success(request, said)
    return redirect("mail:outbox", slug)


def _preview(
    request: PersonRequest,
    round: Round,
    start: StartForm,
    words: WordsForm,
    *,
    changed: bool = False,
) -> HttpResponse:
    """Who hears it, who does not and why, and the text as one of them reads it."""
    draft = start.draft(words)
    readers = draft.reach.everybody
    wanted = request.POST.get("lezer", "")
    chosen = [who for who in readers if who.ref == wanted] or list(readers)
    reader = chosen[0] if chosen else None
    context = {
        "round": round,
        "draft": draft,
        "reach": draft.reach,
        "label": dict(_flat(start.fields["aan"]))[draft.group],
        "kind": KINDS[draft.key],
        "reader": reader,
        "readers": readers,
        "letter": draft.letter(reader, link=_shown_link(reader.name)) if reader else None,
        "reply": draft.desk.reply,
        "changed": changed,
        "unanswered": _about_unanswered(round, start),
    }
    return render(request, "signups/mailing_preview.html", context)


def _flat(field: Any) -> list[tuple[str, str]]:
    """The choices of a field without their headings."""
    flat: list[tuple[str, str]] = []
    for value, label in field.choices:
        flat += label if isinstance(label, list | tuple) else [(value, str(label))]
    return flat


def _shown_link(name: str) -> str:
    """A stand-in: the real address opens somebody's page, and is for their eyes only."""
    return _("(hier staat de eigen link van {name})").format(name=name)


def _about_unanswered(round: Round, start: StartForm) -> str:
    """What happens to who does not choose, on every page that reminds them."""
    about = start.cleaned_data["tekst"] in {"herinnering_kiezen", "uitnodiging"}
    return who_does_not_choose(round) if about else ""


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def unanswered(request: PersonRequest, slug: str) -> HttpResponse:
    """Decide beforehand what happens with who never chooses (X-133)."""
    round = managed(request, slug)
    form = UnansweredForm(
        request.POST or None, initial={"unanswered": rule_of(round)}, label_suffix=""
    )
    if request.method == "POST" and form.is_valid():
        choose_unanswered(round, form.cleaned_data["unanswered"], by=request.user, now=now())
        messages.success(request, _("Uw keuze is bewaard. Zij staat bij de wensen."))
        return redirect("signups:people", slug)
    context = {"round": round, "form": form, "open": may_choose(round)}
    return render(request, "signups/unanswered.html", context)
