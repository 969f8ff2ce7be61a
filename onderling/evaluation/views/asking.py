"""Looking back on a round, for its coordinators: ask, follow, close, read (S0-15, X-93)."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.evaluation.actions.asking import (
    Plan,
    close_questions,
    evaluation_of,
    may_open,
    may_remind,
    open_questions,
    organisations_there,
    pulse_day,
    remind,
    survey_of,
    to_remind,
)
from onderling.evaluation.forms import ImprovementForm, LastDayForm
from onderling.evaluation.http import wave_named
from onderling.evaluation.models import Evaluation
from onderling.evaluation.queries.groups import groups_waiting
from onderling.evaluation.queries.improvements import before
from onderling.evaluation.queries.results import ROLES, results_of
from onderling.evaluation.rules.asking import QUESTIONS, Wave, may_ask
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round
from onderling.rounds.models import Round
from onderling.surveys.actions.questions import roles_of
from onderling.surveys.models import Survey
from onderling.surveys.queries import coming_in, example_of, is_open
from onderling.surveys.rules import SurveyState

DAYS = 14  # to answer, unless somebody chooses otherwise


@require_safe
@policy(COORDINATOR)
def overview(request: PersonRequest, slug: str) -> HttpResponse:
    """Both surveys and how far they are, what must go better, what was promised before."""
    round = managed_round(request, slug)
    known, today = evaluation_of(round), localdate(now())
    context = {
        "round": round,
        "held": may_ask(round.state, round.ends_on, today),
        "waves": [_wave(round, known, wave) for wave in Wave],
        "pulse_day": pulse_day(round),
        "improvements": list(round.improvements.all()),
        "before": list(before(round)),
        "stories": round.stories.exclude(text="").filter(refused="").count(),
        "groups": groups_waiting(Round.objects.filter(pk=round.pk)).count(),
        "form": ImprovementForm(label_suffix=""),
    }
    return render(request, "evaluation/overview.html", context)


def _wave(round: Round, known: Evaluation | None, wave: Wave) -> dict[str, Any]:
    survey, today = survey_of(known, wave), localdate(now())
    fielding = survey is not None and is_open(survey)
    return {
        "name": wave.value,
        "survey": survey,
        "open": fielding,
        "may_open": may_open(round, known, wave, today),
        "may_remind": survey is not None and may_remind(survey, today),
        "coming": coming_in(survey) if survey and fielding else None,
        "results": results_of(survey) if survey and not fielding else None,
        "roles": [(role, ROLES[role]) for role in roles_of(QUESTIONS[wave])],
    }


def asked_survey(request: PersonRequest, slug: str, name: str) -> tuple[Round, Wave, Survey]:
    """Find a survey that was opened; before that it does not exist."""
    round, wave = managed_round(request, slug), wave_named(name)
    survey = survey_of(evaluation_of(round), wave)
    if survey is None:
        raise Http404
    return round, wave, survey


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def open_wave(request: PersonRequest, slug: str, name: str) -> HttpResponse:
    """Who hears it and who not, until when; one button opens the questions and writes."""
    round, wave = managed_round(request, slug), wave_named(name)
    plan, today = Plan(round, wave), localdate(now())
    first = {"last_day": today + timedelta(days=DAYS)}
    form = LastDayForm(request.POST or None, initial=first, label_suffix="")
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            sent = open_questions(
                round,
                wave,
                last_day=form.cleaned_data["last_day"],
                digest=request.POST.get("groep", ""),
                by=request.user,
                now=now(),
            )
        except Refused as refusal:
            form.add_error("last_day", str(refusal))
        else:
            if sent is not None:
                said = _("De vragen staan open. De e-mails gaan over 5 minuten weg.")
                messages.success(request, said)
                return redirect("evaluation:overview", slug)
            changed = True
    context = {
        "round": round,
        "wave": wave.value,
        "form": form,
        "reach": plan.reach,
        "changed": changed,
        "may_open": may_open(round, evaluation_of(round), wave, today),
        "roles": [(role, ROLES[role]) for role in roles_of(QUESTIONS[wave])],
    }
    return render(request, "evaluation/open.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def remind_wave(request: PersonRequest, slug: str, name: str) -> HttpResponse:
    """Write once more to who is not marked; first say to how many."""
    round, wave, survey = asked_survey(request, slug, name)
    if request.method == "POST":
        try:
            sent = remind(round, wave, survey, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            said = _("De herinnering gaat over 5 minuten weg.")
            messages.success(request, said if sent else _("Er is niemand om te herinneren."))
        return redirect("evaluation:overview", slug)
    context = {
        "round": round,
        "wave": wave.value,
        "readers": to_remind(Plan(round, wave), survey),
        "may_remind": may_remind(survey, localdate(now())),
    }
    return render(request, "evaluation/remind.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def close_wave(request: PersonRequest, slug: str, name: str) -> HttpResponse:
    """Closing cannot be taken back, so it is asked first."""
    round, wave, survey = asked_survey(request, slug, name)
    if request.method == "POST" and is_open(survey):
        close_questions(round, survey, by=request.user, now=now())
        messages.success(request, _("De vragenlijst is gesloten. Dit zijn de uitkomsten."))
        return redirect("evaluation:results", slug, wave.value)
    context = {"round": round, "wave": wave.value, "open": is_open(survey)}
    return render(request, "evaluation/close.html", context)


@require_safe
@policy(COORDINATOR)
def example(request: PersonRequest, slug: str, name: str) -> HttpResponse:
    """The questions as a participant or a giver meets them; nothing is kept."""
    round, wave = managed_round(request, slug), wave_named(name)
    roles = roles_of(QUESTIONS[wave])
    asked = request.GET.get("als", roles[0])
    context = {
        "round": round,
        "survey": Survey(about=round.name, questions=QUESTIONS[wave]),
        "preview": True,
        "back_url": reverse("evaluation:overview", args=[slug]),
        "questions": example_of(
            QUESTIONS[wave],
            asked if asked in roles else roles[0],
            organisations_there(round),
        ),
    }
    return render(request, "surveys/questions.html", context)


@require_safe
@policy(COORDINATOR)
def results(request: PersonRequest, slug: str, name: str) -> HttpResponse:
    """What everybody said, without anybody; only once it is closed."""
    round, wave, survey = asked_survey(request, slug, name)
    if is_open(survey):
        raise Http404
    kept = survey.state == SurveyState.CLOSED
    texts = survey.open_answers.select_related("version").order_by("version", "text", "pk")
    context = {
        "round": round,
        "wave": wave.value,
        "survey": survey,
        "results": results_of(survey),
        "texts": list(texts) if kept else [],
    }
    return render(request, "evaluation/results.html", context)
