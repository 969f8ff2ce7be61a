"""Asking for the newsletter: the form, the mail, the button (S2-17)."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.once import once
from onderling.base.policy import ANYONE, policy
from onderling.people.actions.newsletter import (
    ask_for_newsletter,
    confirm_newsletter,
    newsletter_asked,
)
from onderling.people.adapter import TOO_OFTEN
from onderling.people.forms import NewsletterForm

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@policy(ANYONE)
@once
def newsletter(request: HttpRequest) -> HttpResponse:
    form = NewsletterForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        key = typed["email"].casefold()
        if ratelimit.consume(request, action="request_login_code", key=key):
            ask_for_newsletter(email=typed["email"], name=typed["name"], now=now())
            return redirect("people:newsletter_asked")
        form.add_error(None, TOO_OFTEN)
    return render(request, "people/newsletter.html", {"form": form})


@require_safe
@policy(ANYONE)
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "people/newsletter_asked.html")


@require_http_methods(READ_OR_SEND)
@policy(ANYONE)
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only pressing it subscribes. Mail scanners open every link."""
    found = newsletter_asked(token)
    if found is None:
        return render(request, "people/newsletter_gone.html", status=404)
    if request.method == "POST":
        confirm_newsletter(found, now=now())
        return render(request, "people/newsletter_done.html")
    return render(request, "people/newsletter_confirm.html", {"asked": found, "token": token})
