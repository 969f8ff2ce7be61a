"""The pages that are measured, with our target and what others do. Django must have started."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.web.visiting import Page, Target
from benchmarks.web.visitor import session_of
from onderling.people.models import Person
from onderling.rounds.models import Round

VISITORS = 40  # so many people take turns: what is drawn for one does not serve the next
PRETALX = "pretalx: 22 (shell) or 1.6 (on the server)"


def pages_of() -> list[Page]:
    """List the pages, with a session for those of somebody who is signed in."""

    round = Round.objects.get(preset="festival")
    people = Person.objects.filter(participations__signups__state="confirmed")
    own = [
        {"Cookie": f"sessie={session_of(somebody)}"}
        for somebody in people.distinct().order_by("pk")[:VISITORS]
    ]
    list_ = reverse("workshops:programme", args=[round.slug])
    offer = round.offers.published().filter(meetings__state="planned").earliest("pk")
    one = reverse("workshops:workshop", args=[round.slug, offer.pk])
    target = Target(300, p99_ms=100, gzip=15_000, queries=1)
    found = [
        Page("programme, first screen", list_, target=target, peer=PRETALX),
        Page("programme, again", list_, [_known(list_)], 304, Target(300, queries=1)),
        Page("programme, all 300", f"{list_}?toon=alles", peer=PRETALX),
        Page("programme, filtered", f"{list_}?thema=Ouder+worden&plek=ja", target=target),
        Page("programme, signed in", list_, own),
        Page(
            "places left",
            reverse("workshops:places", args=[round.slug]),
            [{"HX-Request": "true"}],
            target=Target(300, gzip=2_000),
        ),
        Page("one workshop", one, peer="pretalx: 12"),
        Page(
            "one workshop, signed in",
            one,
            own,
            target=Target(80, queries=10),
            peer="pretalx: 12",
        ),
        Page("own page (Mijn pagina)", "/mijn/", own, target=Target(80, queries=10)),
    ]
    for name, said in (
        ("schedule_json", "schedule.json"),
        ("schedule_xml", "schedule.xml"),
        ("programme_file", "programme.ics"),
    ):
        path = reverse(f"workshops:{name}", args=[round.slug])
        target = Target(50, queries=12)
        found.append(Page(said, path, target=target, peer="pretalx: 0.6"))
    return found


def _known(path: str) -> dict[str, str]:
    """The headers of a visitor whose browser has this page already."""
    visitor = Client(headers={"Host": "127.0.0.1"})
    visitor.get(path)
    mark = visitor.get(path)["ETag"]
    cookies = "; ".join(f"{name}={one.value}" for name, one in visitor.cookies.items())
    return {"Cookie": cookies, "If-None-Match": mark}


def queries_of(page: Page) -> int:
    """Count the queries of a page that was asked for before, nothing having changed."""

    def ask() -> Any:
        headers = {**page.visitors[0], "Host": "127.0.0.1"}
        visitor = Client(headers=headers)
        for cookie in headers.get("Cookie", "").split("; "):
            name, _equals, value = cookie.partition("=")
            if name:
                visitor.cookies[name] = value
        return visitor.get(page.path)

    ask()
    with CaptureQueriesContext(connection) as counted:
        answer = ask()
    if answer.status_code != page.expected:
        raise SystemExit(f"{page.name}: answer {answer.status_code}")
    return len(counted)
