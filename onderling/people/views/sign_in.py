"""Signing in with a mailed code, and out."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.policy import ANYONE, SIGNED_IN, policy
from onderling.people.forms import LoginCodeForm, LoginForm, SecondCodeForm
from onderling.people.http import PersonRequest, safe_path
from onderling.people.rules import has_full_rights

ASK: Any = RequestLoginCodeView.as_view(form_class=LoginForm, template_name="people/login.html")
CONFIRM: Any = ConfirmLoginCodeView.as_view(
    form_class=LoginCodeForm, template_name="people/confirm_code.html"
)
SECOND: Any = AuthenticateView.as_view(
    form_class=SecondCodeForm, template_name="people/second_code.html"
)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@never_cache
def login(request: HttpRequest) -> HttpResponse:
    _step_out_of_link(request)
    response: HttpResponse = ASK(request)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
def confirm_code(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = CONFIRM(request)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@never_cache
def second_code(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and "code" not in request.POST:  # allauth thinks of a passkey
        return redirect("people:second_code")
    response: HttpResponse = SECOND(request)
    return response


@require_POST
@policy(ANYONE)
def restart(request: HttpRequest) -> HttpResponse:
    """Forget the address that waits for its code; otherwise the code page keeps coming."""
    clear_login(request)
    return redirect("people:login")


@require_POST
@policy(SIGNED_IN)
def logout(request: PersonRequest) -> HttpResponse:
    end_session(request)
    messages.success(request, _("U bent uitgelogd."))
    return redirect("/")


@require_POST
@policy(SIGNED_IN)
def prove(request: PersonRequest) -> HttpResponse:
    """Sign in once more, and then go on to what asked for it."""
    where = safe_path(request.POST.get("naar", ""), settings.LOGIN_REDIRECT_URL)
    end_session(request)
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'opnieuw': '1', 'next': where})}")


def _step_out_of_link(request: HttpRequest) -> None:
    """Let somebody who came by a personal link sign in with a code all the same.

    allauth turns away who is signed in. Only the POST ends the session of the link: looking
    at this page changes nothing.
    """
    if not request.user.is_authenticated:
        return
    if has_full_rights(getattr(request.user, "entry", "")):
        return
    if request.method == "POST":
        end_session(request)
    else:
        request.user = AnonymousUser()
