"""The pages that are measured, with our target and what others do. Django must have started."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.web.visitor import session_of
from onderling.people.models import Person
from onderling.rounds.models import Round


@dataclass(frozen=True)
class Page:
    """One row of the table."""

    name: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    target: str = ""
    peer: str = ""


PRETALX = "pretalx: 22 (shell) or 1.6 (on the server)"


def pages_of() -> list[Page]:
    """List the pages, with a session for those of somebody who is signed in."""

    round = Round.objects.get(preset="festival")
    somebody = Person.objects.filter(participations__signups__state="confirmed").earliest("pk")
    own = {"Cookie": f"sessie={session_of(somebody)}"}
    list_ = reverse("workshops:programme", args=[round.slug])
    offer = round.offers.published().filter(meetings__state="planned").earliest("pk")
    one = reverse("workshops:workshop", args=[round.slug, offer.pk])
    target = ">= 300/s, p99 < 100 ms, <= 15 kB, 1 query"
    found = [
        Page("programme, first screen", list_, target=target, peer=PRETALX),
        Page("programme, all 300", f"{list_}?toon=alles", peer=PRETALX),
        Page("programme, filtered", f"{list_}?thema=Ouder+worden&plek=ja", target=target),
        Page("programme, signed in", list_, own),
        Page(
            "places left",
            reverse("workshops:places", args=[round.slug]),
            {"HX-Request": "true"},
            target=">= 300/s, <= 2 kB",
        ),
        Page("one workshop", one, peer="pretalx: 12"),
        Page("one workshop, signed in", one, own, ">= 80/s, <= 10 queries", "pretalx: 12"),
        Page("own page (Mijn pagina)", "/mijn/", own, ">= 80/s, <= 10 queries"),
    ]
    for name, said in (("schedule_json", "schedule.json"), ("schedule_xml", "schedule.xml")):
        path = reverse(f"workshops:{name}", args=[round.slug])
        found.append(Page(said, path, {}, ">= 50/s, <= 12 queries", "pretalx: 0.6"))
    return found


def queries_of(page: Page) -> int:
    """Count the queries of a page that was asked for before, nothing having changed."""

    def ask() -> Any:
        visitor = Client(headers={**page.headers, "Host": "127.0.0.1"})
        if cookie := page.headers.get("Cookie"):
            visitor.cookies["sessie"] = cookie.partition("=")[2]
        return visitor.get(page.path)

    ask()
    with CaptureQueriesContext(connection) as counted:
        answer = ask()
    if answer.status_code != 200:
        raise SystemExit(f"{page.name}: answer {answer.status_code}")
    return len(counted)
