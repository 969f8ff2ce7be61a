"""Telling that something is wrong with a comment."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.once import once
from onderling.base.policy import ANYONE, policy
from onderling.discussion.actions import judging
from onderling.discussion.forms import ReportForm
from onderling.discussion.http import visible_comment
from onderling.people.adapter import TOO_OFTEN


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@once
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Anybody who reads it may tell; a picture with somebody in it is covered at once."""
    comment = visible_comment(request, comment_id)
    picture = getattr(comment, "picture", None)
    shows = picture is not None and picture.gone is None
    form = ReportForm(request.POST or None, with_picture=shows, label_suffix="")
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="report_comment"):
            return _told(request, comment, form)
        form.add_error(None, TOO_OFTEN)
    context = {"comment": comment, "form": form}
    return render(request, "discussion/report.html", context)


def _told(request: HttpRequest, comment: Any, form: ReportForm) -> HttpResponse:
    person: Any = request.user if request.user.is_authenticated else None
    in_picture = form.cleaned_data.get("in_picture", False)
    because = form.cleaned_data["because"]
    judging.report(comment, because, in_picture=in_picture, by=person, now=now())
    if in_picture:
        said = _("De foto is meteen niet meer te zien. De coördinator kijkt ernaar.")
    else:
        said = _("Dank u wel. De coördinator kijkt ernaar.")
    messages.success(request, said)
    return redirect(comment.thread.url)
