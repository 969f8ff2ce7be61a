"""The first page of a new owner: begin with the example, or begin empty (X-1)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import OWNER, policy
from onderling.demo.actions.build import queue_example, steps_of
from onderling.demo.actions.parts import any_example
from onderling.demo.actions.remove import remove_example
from onderling.demo.models import Example
from onderling.demo.rules import Stage
from onderling.demo.tasks import UNDER_WAY, build_example
from onderling.people.http import PersonRequest


@require_http_methods(["GET", "POST"])
@policy(OWNER)
@once
def begin(request: PersonRequest) -> HttpResponse:
    """Show the two ways to begin; a POST asks for the example."""
    if request.method == "POST":
        try:
            queue_example(Stage.WISHES, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("demo:begin")
        build_example.enqueue()
        return redirect("demo:begin")
    example = any_example()
    if example and example.state != Example.State.DONE:
        context = {"job": job_of(example), "example": example}
        if request.headers.get("HX-Request"):
            return render(request, "base/_job.html", context)
        return render(request, "demo/building.html", context)
    return render(request, "demo/begin.html", {"example": example})


@require_http_methods(["GET", "POST"])
@policy(OWNER)
@once
def remove(request: PersonRequest) -> HttpResponse:
    """Ask first; then take the example away."""
    if request.method == "POST":
        gone = remove_example(by=request.user, now=now())
        said = ngettext(
            "Het voorbeeld is weg, met {count} bedacht persoon.",
            "Het voorbeeld is weg, met {count} bedachte mensen.",
            gone,
        )
        messages.success(request, said.format(count=gone))
        return redirect("demo:begin")
    example = any_example()
    if example is None:
        return redirect("demo:begin")
    return render(request, "demo/remove.html", {"example": example})


def job_of(example: Example) -> dict[str, Any]:
    """What the page of a job shows: how far, and what is being done."""
    steps = steps_of(example.stage)
    under_way = example.state in UNDER_WAY
    doing = steps[min(example.steps_done, len(steps) - 1)].says
    return {
        "state": "failed" if not under_way else "running" if example.steps_done else "waiting",
        "says": doing if under_way else _("Het voorbeeld maken is niet gelukt."),
        "percent": 100 * example.steps_done // len(steps),
        "reason": "" if under_way else _("Verwijder wat er staat en probeer het opnieuw."),
        "url": reverse("demo:begin"),
    }
