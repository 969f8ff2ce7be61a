"""Wie geeft een workshop over …? What is offered, what people ask for, and whom to ask."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import ANYONE, COORDINATOR, SIGNED_IN, policy
from onderling.offers.actions.questions import (
    answer_question,
    ask_for,
    remove_question,
    want_no_more,
    want_too,
)
from onderling.offers.forms.questions import AnswerForm, AskForm
from onderling.offers.models import Question
from onderling.offers.queries.questions import questions_of, search, whom_to_ask
from onderling.people.http import PersonRequest
from onderling.rounds.http import visible_round
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed


@require_safe
@policy(ANYONE)
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Search on topic, place and organisation: workshops and wishes together (S3a-1)."""
    round = visible_round(request, slug)
    query = " ".join(request.GET.get("zoek", "").split())[:80]
    person: Any = request.user if request.user.is_authenticated else None
    context = {
        "round": round,
        "query": query,
        "found": search(round, query, person),
        "open": round.allows(Deed.OFFER),
        "known": person is not None,
        "manages": Round.objects.managed_by(request.user).filter(pk=round.pk).exists(),
        "form": AskForm(initial={"topic": query}, label_suffix=""),
    }
    return render(request, "offers/questions.html", context)


@require_POST
@policy(SIGNED_IN)
@once
def ask(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask for a topic, or for one that stands there already."""
    round = visible_round(request, slug)
    form = AskForm(request.POST)
    if form.is_valid():
        try:
            question = ask_for(round, form.cleaned_data["topic"], by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
        else:
            said = _("U vroeg wie een workshop geeft over ‘{topic}’.")
            messages.success(request, said.format(topic=question.topic))
    else:
        messages.error(request, _("Schrijf op waarover de workshop moet gaan."))
    return redirect("offers:questions", slug)


@require_POST
@policy(SIGNED_IN)
@once
def want(request: PersonRequest, question_id: int) -> HttpResponse:
    """ "Dat wil ik ook", or not any more."""
    rounds = Round.objects.visible_to(request.user).values("pk")
    question = get_object_or_404(
        Question.objects.filter(round__in=rounds).select_related("round"), pk=question_id
    )
    slug = question.round.slug
    try:
        if request.POST.get("ook") == "nee":
            want_no_more(question, by=request.user)
        else:
            want_too(question, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
    return redirect("offers:questions", slug)


@require_safe
@policy(COORDINATOR)
def asked(request: PersonRequest, slug: str) -> HttpResponse:
    """For the coordinator: what is asked for, by how many, and whom to ask."""
    round = get_object_or_404(
        Round.objects.managed_by(request.user).select_related("programme"), slug=slug
    )
    rows = list(questions_of(round, request.user))
    helpers = whom_to_ask(round, rows)
    context = {
        "round": round,
        "rows": [{"question": one, "ask": helpers[one.pk]} for one in rows],
    }
    return render(request, "offers/asked.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def question(request: PersonRequest, question_id: int) -> HttpResponse:
    """Say which workshop came of it, or take the topic off the page."""
    rounds = Round.objects.managed_by(request.user).values("pk")
    found = get_object_or_404(
        Question.objects.filter(round__in=rounds).select_related("round", "answer"),
        pk=question_id,
    )
    form = AnswerForm(found.round, request.POST or None, initial={"workshop": found.answer})
    if request.method == "POST":
        if request.POST.get("weg") == "ja":
            remove_question(found, by=request.user, now=now())
            messages.success(request, _("‘{topic}’ is weg.").format(topic=found.topic))
            return redirect("offers:asked", found.round.slug)
        if form.is_valid():
            chosen = form.cleaned_data["workshop"]
            told = answer_question(found, chosen, by=request.user, now=now())
            said = _("Bewaard. Wie erom vroeg, krijgt bericht: {n}.").format(n=told)
            said += " " + _("De berichten gaan over 5 minuten weg. Zo lang kunt u ze stoppen.")
            messages.success(request, said if told else _("Bewaard."))
            return redirect("offers:asked", found.round.slug)
    context = {
        "round": found.round,
        "question": found,
        "form": form,
        "askers": found.askers.select_related("person"),
    }
    return render(request, "offers/question.html", context)
