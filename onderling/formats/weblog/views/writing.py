"""Writing in the weblog: a form, and publishing or withdrawing with a button."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.versions import catch_up, held
from onderling.formats.weblog.actions.articles import change_article, take_step, write_article
from onderling.formats.weblog.forms import ArticleForm
from onderling.formats.weblog.models import Article
from onderling.formats.weblog.rules import Step
from onderling.people.http import PersonRequest

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def new(request: PersonRequest) -> HttpResponse:
    form = ArticleForm(
        request.POST or None, initial={"author": request.user.name}, label_suffix=""
    )
    if request.method == "POST" and form.is_valid():
        made = write_article(**_typed(form), by=request.user, now=now())
        messages.success(request, _("Het concept is bewaard. Alleen u ziet het nog."))
        return redirect(made.get_absolute_url())
    return render(request, "weblog/write.html", {"form": form})


def _typed(form: ArticleForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("title", "author", "words", "link")}


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    """Change an article; two people in one form see each other's text."""
    found = held(Article.objects.managed_by(request.user), request)
    article = get_object_or_404(found, slug=slug)
    form = ArticleForm(request.POST or None, instance=article, label_suffix="")
    differs = catch_up(form)
    if request.method == "POST" and not differs and form.is_valid():
        change_article(article, **_typed(form), by=request.user, now=now())
        messages.success(request, _("Het stuk is bewaard."))
        return redirect("weblog:article", slug)
    return render(request, "weblog/write.html", {"form": form, "article": article})


@require_POST
@policy(COORDINATOR)
@once
def step(request: PersonRequest, slug: str) -> HttpResponse:
    """Publish or withdraw."""
    article = get_object_or_404(Article.objects.managed_by(request.user), slug=slug)
    wanted = request.POST.get("stap", "")
    if wanted not in set(Step):
        messages.error(request, _("Kies wat er met het stuk moet gebeuren."))
        return redirect("weblog:article", slug)
    try:
        done = take_step(article, wanted, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
    else:
        said = _("Het stuk staat nu op de site. Iedereen kan het lezen.")
        back = _("Het stuk is van de site. Het adres blijft, en zegt dat het er niet meer is.")
        messages.success(request, said if done.is_published else back)
    return redirect("weblog:article", slug)
