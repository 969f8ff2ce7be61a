"""How a request names a thread or a comment, and how somebody decides about a text.

Comments and contributions are judged the same way, a button a decision: a room says which form
belongs to which button, what each does, and what is said afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.language import speak_as
from onderling.discussion.models import Comment, Thread, managed
from onderling.people.http import PersonRequest

PLACE, PUT_BACK, REJECT, REFER = "plaats", "terug", "weiger", "verwijs"
MakeForm = Callable[[Any], forms.BaseForm]


def visible_round(request: HttpRequest, slug: str) -> Any:
    """Find the round of a wall, for who may see it; the page then says its u or je."""
    rounds = managed().objects.visible_to(request.user)
    found: Any = rounds.filter(slug=slug).select_related("programme__organisation").first()
    if found is None:
        raise Http404
    speak_as(found.programme.form_of_address)
    return found


def managed_round(request: PersonRequest, slug: str) -> Any:
    """Find a round for who moderates there. For others it does not exist."""
    rounds = managed().objects.managed_by(request.user)
    found: Any = rounds.filter(slug=slug).select_related("programme__organisation").first()
    if found is None:
        raise Http404
    return found


def visible_thread(request: HttpRequest, pk: int) -> Thread:
    return get_object_or_404(Thread.objects.visible_to(request.user), pk=pk)


def visible_comment(request: HttpRequest, pk: int) -> Comment:
    """Find a comment that stands on a page which this visitor may see."""
    here = Thread.objects.visible_to(request.user).values("pk")
    comments = Comment.objects.visible().filter(thread__in=here)
    return get_object_or_404(comments.select_related("thread", "picture"), pk=pk)


def judged_comment(request: PersonRequest, pk: int) -> Comment:
    """Find a comment for who moderates there."""
    here = Thread.objects.managed_by(request.user).values("pk")
    comments = Comment.objects.filter(thread__in=here).exclude(confirmed=None)
    return get_object_or_404(comments.select_related("thread", "picture"), pk=pk)


@dataclass(frozen=True)
class Asked:
    """Which button was pressed, and the forms of the page: filled in for that button only."""

    decision: str
    forms: Mapping[str, forms.BaseForm]


@dataclass(frozen=True)
class Choice:
    """What a decision does with what was typed, and what the page says then."""

    do: Callable[[Mapping[str, Any]], object]
    said: str


def asked_of(request: HttpRequest, makers: Mapping[str, MakeForm]) -> Asked:
    decision = request.POST.get("besluit", "")
    made = {
        name: make(request.POST if name == decision else None) for name, make in makers.items()
    }
    return Asked(decision, made)


def decided(request: HttpRequest, asked: Asked, deeds: Mapping[str, Choice]) -> bool:
    """Do what the button says. False when a form has a fault or a rule forbids it."""
    deed, form = deeds.get(asked.decision), asked.forms.get(asked.decision)
    if deed is None or (form is not None and not form.is_valid()):
        return False
    try:
        deed.do(form.cleaned_data if form else {})
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
        return False
    messages.success(request, deed.said)
    return True
