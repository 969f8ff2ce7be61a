"""The questions on paper, and typing in what came back: as nameless as on the web (X-55)."""

from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.language import speak_to_all
from onderling.base.once import FIELD
from onderling.base.paper import pdf_of
from onderling.base.policy import COORDINATOR, policy
from onderling.evaluation.actions.asking import organisations_there
from onderling.evaluation.http import wave_named
from onderling.evaluation.queries.paper import sheet_facts
from onderling.evaluation.queries.results import GROUPS, ROLES
from onderling.evaluation.rules.asking import QUESTIONS
from onderling.evaluation.views.asking import asked_survey
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round
from onderling.signups.actions.papers.frame import printed_at
from onderling.surveys.actions.answering import take_answer, take_out
from onderling.surveys.actions.questions import roles_of
from onderling.surveys.forms import filled_in
from onderling.surveys.queries import cell_on_paper, is_open, questions_of


@require_safe
@policy(COORDINATOR)
@never_cache
def sheet(request: PersonRequest, slug: str, name: str) -> HttpResponse:
    """One sheet a role, without anything that tells who gets it."""
    round, wave = managed_round(request, slug), wave_named(name)
    speak_to_all(round.programme.form_of_address)
    ties = organisations_there(round)
    facts = sheet_facts(round, QUESTIONS[wave], ties, printed=printed_at(round, now=now()))
    content = pdf_of("evaluation/papers/questions.typ", facts)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="vragen-{round.slug}.pdf"'
    return response


# Not `once`: a receipt has a moment. The key of the form makes the answer count once.
@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@never_cache
def type_in(request: PersonRequest, slug: str, name: str) -> HttpResponse:
    """Type one sheet in. No line in the log, no name of who typed it."""
    round, wave, survey = asked_survey(request, slug, name)
    if not is_open(survey):
        raise Http404
    roles = roles_of(QUESTIONS[wave])
    asked = request.POST.get("rol") or request.GET.get("als", "")
    role = asked if asked in roles else roles[0]
    questions = questions_of(survey, role)
    empty, typed = False, ""
    if wrong := request.POST.get("weg", "")[:100]:
        if take_out(survey, once=wrong):
            messages.success(request, _("Dat papier is er weer uit. Voer het opnieuw in."))
        return redirect(f"{request.path}?als={role}")
    if request.method == "POST":
        if filled := filled_in(request.POST, questions):
            cell = cell_on_paper(survey, role, request.POST.get("groep", ""))
            typed = request.POST.get(FIELD, "")[:100] or token_urlsafe()
            take_answer(survey, cell, filled, once=typed)
        else:
            empty = True
    context = {
        "round": round,
        "wave": wave.value,
        "role": role,
        "roles": [(one, ROLES[one]) for one in roles],
        "groups": [(group, label) for group, label in GROUPS.items() if group],
        "questions": questions,
        "empty": empty,
        "typed": typed,  # the key of what was just typed in: it stands in this page only
    }
    return render(request, "evaluation/type_in.html", context)
