"""The page with questions, for who has an address: no account, no session, no receipt."""

from secrets import token_urlsafe
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.language import speak_as
from onderling.base.once import FIELD
from onderling.base.policy import ANYONE, policy
from onderling.surveys.actions.answering import answer, find_invitation, is_spent
from onderling.surveys.forms import filled_in
from onderling.surveys.queries import is_open, questions_of


# Not `once`: a receipt has a moment and an address, and both would lead back to somebody. The
# key of the form makes the answer count once all the same.
@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@never_cache
def questions(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and take the answer. Opening it does nothing; who answered reads that it is in."""
    found = find_invitation(token)
    if found is None:
        raise Http404
    survey = found.survey
    speak_as(survey.form)
    context: dict[str, Any] = {"survey": survey, "token": token}
    if is_spent(found):
        return render(request, "surveys/thanks.html", context)
    if not is_open(survey):
        return render(request, "surveys/closed.html", context)
    context["questions"] = asked = questions_of(survey, found.role)
    if request.method == "POST":
        filled = filled_in(request.POST, asked)
        if filled:
            answer(found, filled, once=request.POST.get(FIELD, "")[:100] or token_urlsafe())
            return redirect("surveys:thanks")
        context["empty"] = True
    return render(request, "surveys/questions.html", context)


@require_safe
@policy(ANYONE)
@never_cache
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "surveys/thanks.html")
