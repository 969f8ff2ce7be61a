"""Nobody sees or does what is not theirs: docs/permissions.csv against every address (P5, S4).

The table is written by people and read by people; it is never made from the code. Each row is
an address and whose thing it is; each cell says what a visitor may do there.
"""

import csv
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from onderling.base import policy as policies
from onderling.rounds.models import RoundQuerySet
from tests import world as worlds
from tests.makers import sign_in_as

pytestmark = pytest.mark.sqlite_only

TABLE = Path(__file__).parent.parent / "docs/permissions.csv"
VISITORS = [
    "anoniem",
    "link",
    "deelnemer",
    "gever",
    "coördinator",
    "coördinator elders",
    "coördinator via link",
    "beheerder",
]
# What a page does with these methods does not hang on who asks: these two stand for all.
FEW = {"anoniem", "deelnemer"}
RARE = {"HEAD", "PUT", "DELETE"}
MEANING = {"ziet": (True, False), "doet": (False, True), "ziet en doet": (True, True)}
Row = dict[str, str]
Ask = Callable[..., str]


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def addresses() -> Iterator[tuple[str, list[str]]]:
    """Every named address with the names of what stands in it."""

    def walk(
        where: URLResolver, space: str, names: list[str]
    ) -> Iterator[tuple[str, list[str]]]:
        for entry in where.url_patterns:
            inside = [*names, *entry.pattern.converters]
            if isinstance(entry, URLResolver):
                yield from walk(entry, entry.namespace or space, inside)
            elif isinstance(entry, URLPattern) and entry.name:
                yield (f"{space}:{entry.name}" if space else entry.name), inside

    yield from walk(get_resolver(), "", [])


PARTS = dict(addresses())
ROWS = rows()


# Here the doors count, ten thousand times, so the pages are left empty: that each can be
# drawn, and what is on it, test_every_page and the tests of the rooms say. A session is a
# cookie: who signs out is let in again with a copy of it.
ONLY_DOORS = {
    "TEMPLATES": [{"BACKEND": "tests.blank.Blanks"}],
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
}


@pytest.fixture(scope="module", autouse=True)
def empty_pages() -> Iterator[None]:
    with override_settings(**ONLY_DOORS):
        yield


@pytest.fixture(scope="module")
def doors(world: worlds.World, kept: DjangoDbBlocker) -> dict[str, Client]:
    """Let every visitor in once."""
    clients: dict[str, Client] = {}
    for name, (who, entry) in world.visitors.items():
        client = Client(raise_request_exception=False)
        with kept.unblock():
            clients[name] = sign_in_as(who, client, entry=entry) if who else client
    return clients


@pytest.fixture
def ask(db: None, doors: dict[str, Client]) -> Ask:
    """Send one request as one visitor, undo what it did, and say in a word what came back."""

    def send(visitor: str, method: str, url: str, typed: dict[str, Any] | None = None) -> str:
        client = doors[visitor]
        before, pocket = transaction.savepoint(), client.cookies.copy()
        try:
            send_typed = method == "POST" and typed
            response = client.post(url, typed) if send_typed else client.generic(method, url)
            return in_a_word(response)
        finally:
            transaction.savepoint_rollback(before)
            client.cookies = SimpleCookie(pocket)  # who signed out stands inside again

    return send


def in_a_word(response: Any) -> str:
    if response.status_code in {301, 302, 303}:
        return "inloggen" if response["Location"].startswith("/inloggen/?next=") else "ja"
    words = {200: "ja", 400: "ja", 404: "niets", 405: "kan niet", 409: "ja", 410: "ja"}
    return words.get(response.status_code, str(response.status_code))


def address(row: Row, side: worlds.Side | None) -> str:
    """Where the row points to: the own thing, somebody else's, or one that is not there."""
    things: dict[str, Any] = {}
    for part in PARTS[row["adres"]]:
        if side is None:
            missing = part in {"slug", "token", "name", "kind"}
            things[part] = "bestaat-niet" if missing else 999_999
        else:
            things[part] = side.things[WHICH.get((row["adres"], part), part)]
    return reverse(row["adres"], kwargs=things)


# What a bare `pk` in an address is about, and words that are the same on both sides.
WHICH = {
    ("outcomes:take_back", "token"): "quote_token",
    ("signups:via", "key"): "invitation_key",
    ("people:role_end", "pk"): "membership_id",
    ("people:organisation", "pk"): "organisation_id",
    ("rounds:line", "pk"): "line_id",
    ("rounds:mark", "pk"): "line_id",
    ("home:put_back", "pk"): "changed_id",
    ("rounds:hand_over_read", "pk"): "handed_id",
    ("rounds:hand_over_back", "pk"): "handed_id",
    ("mail:message", "pk"): "message_id",
    **{(f"mail:{name}", "pk"): "message_id" for name in ("again", "arrived", "bounce")},
    **{(f"mail:{name}", "pk"): "mailing_id" for name in ("stop", "resume")},
    ("signups:tick_reached", "pk"): "letter_id",
    ("signups:network_tick", "pk"): "loose_letter_id",
    ("signups:network_bounce", "pk"): "loose_mail_id",
    ("people:link", "token"): "link_token",
    ("people:stay", "token"): "stay_token",
    ("home:keep_kind", "kind"): "soort",
    ("people:newsletter_confirm", "token"): "newsletter_token",
    ("mail:leave", "token"): "leave_token",
    ("signups:feed", "token"): "feed_token",
    ("people:first", "token"): "first_token",
    ("surveys:answer", "token"): "survey_token",
    **{
        (f"evaluation:{name}", "name"): "wave"
        for name in ("open", "remind", "close", "example", "paper", "results", "type_in")
    },
    ("evaluation:results", "name"): "wave_closed",
    ("signups:cancel", "pk"): "signup_id",
    ("signups:swap", "pk"): "signup_id",
    ("signups:exchange", "pk"): "signup_id",
    ("signups:bring_topic", "pk"): "open_id",
    **{(f"signups:{name}", "meeting_id"): "topic_id" for name in ("join_topic", "topic_sheet")},
    ("signups:leave_queue", "pk"): "waiting_id",
    ("signups:confirm", "token"): "join_token",
    ("discussion:confirm", "token"): "guest_token",
    **{(f"weblog:{name}", "slug"): "article" for name in ("article", "paper", "edit", "step")},
    ("signups:show_link", "pk"): "paper_id",  # only who has no mail gets it on paper
    ("signups:unlock", "pk"): "lock_id",
    ("signups:allocation_person", "pk"): "participation_id",
    ("signups:undo", "run_id"): "published_id",
    **{
        (f"signups:{name}", "pk"): "participation_id"
        for name in ("person", "wishes_for", "accept", "coming", "change")
    },
    ("home:term", "name"): "term",
    ("discussion:desk", "name"): "desk",
    ("base:upload", "token"): "upload_token",
    **{
        (f"library:{name}", "pk"): "placed_id"
        for name in ("contribution", "contribution_paper")
    },
    **{(f"library:{name}_practice", "practice_id"): "practice_id" for name in ("edit", "step")},
    **{(f"library:{name}", "pk"): "practice_id" for name in ("practice", "practice_paper")},
    **{(f"library:{name}", "token"): "contribution_token" for name in ("mine", "correct")},
    ("demo:file", "name"): "file",
}


def typed(row: Row, world: worlds.World) -> dict[str, Any]:
    """What a form must hold to find its thing at all; all other forms are sent empty."""
    side = world.other if row["van wie"] == "andermans" else world.own
    named = {"signups:free": {"bijeenkomst": "meeting_id"}}.get(row["adres"], {})
    return {field: side.things[thing] for field, thing in named.items()}


def expected(cell: str, method: str, *, any_may: dict[str, bool]) -> set[str]:
    """What may come back for a cell. A page that nobody may post to answers "kan niet"."""
    sees, does = MEANING.get(cell, (False, False))
    if method in {"PUT", "DELETE"}:
        return {"kan niet", "niets", "inloggen", "403"}
    reading = method in {"GET", "HEAD"}
    if (sees if reading else does) is True:
        return {"ja", "kan niet"} if method == "HEAD" else {"ja"}
    if cell == "inloggen":
        return {"inloggen"}
    return {"niets", "kan niet"} if not any_may[method] or sees or does else {"niets"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['adres']} {row['van wie']}")
def test_every_visitor_gets_what_the_table_says(
    row: Row, world: worlds.World, ask: Ask
) -> None:
    wrong = mismatches(row, world, ask)
    assert wrong == []


def mismatches(row: Row, world: worlds.World, ask: Ask) -> list[str]:
    url = address(row, world.other if row["van wie"] == "andermans" else world.own)
    meanings = [MEANING.get(row[visitor], (False, False)) for visitor in VISITORS]
    reads, writes = any(sees for sees, _ in meanings), any(does for _, does in meanings)
    any_may = {"GET": reads, "HEAD": reads, "POST": writes, "PUT": False, "DELETE": False}
    wrong = []
    for visitor in VISITORS:
        for method in any_may:
            if method in RARE and visitor not in FEW:
                continue
            got = ask(visitor, method, url, typed(row, world))
            if got not in expected(row[visitor], method, any_may=any_may):
                wrong.append(f"{visitor} {method}: {got}, de tabel zegt {row[visitor]}")
    return wrong


def test_what_is_not_there_is_not_there_for_anybody(world: worlds.World, ask: Ask) -> None:
    # A dead key is told kindly.
    polite = {"people:link", "people:first", "people:newsletter_confirm", "signups:confirm"}
    polite |= {"discussion:confirm", "mail:leave", "library:mine", "library:correct"}
    wrong = {}
    for row in ROWS:
        if row["van wie"] != "eigen" or not PARTS.get(row["adres"]):
            continue
        allowed = {"niets", "inloggen", "kan niet", *(["ja"] * (row["adres"] in polite))}
        url = address(row, None)
        for visitor in VISITORS:
            got = ask(visitor, "GET", url)
            if got not in allowed:
                wrong[f"{visitor} {row['adres']}"] = got
    assert wrong == {}


def test_the_table_names_every_address_and_no_other() -> None:
    ours = {name for name in PARTS if ":" in name}
    assert ours == {row["adres"] for row in ROWS}


def test_every_thing_stands_in_the_table_as_own_and_as_somebody_elses() -> None:
    whose: dict[str, set[str]] = {}
    for row in ROWS:
        whose.setdefault(row["adres"], set()).add(row["van wie"])
    # A key in an address is the visitor's own, or it is nobody's.
    keyed = {"token", "name", "kind"}
    for name, parts in PARTS.items():
        if ":" in name and parts and not keyed & set(parts):
            assert whose[name] == {"eigen", "andermans"}, name


@pytest.mark.parametrize("flip", ["COORDINATOR", "SIGNED_IN", "OWNER", "managed_by"])
def test_a_rule_flipped_on_purpose_is_caught(
    flip: str, world: worlds.World, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with one rule turned round, the table no longer fits."""
    if flip == "managed_by":
        monkeypatch.setattr(RoundQuerySet, "managed_by", lambda self, person: self)
    else:
        rule = getattr(policies, flip)
        right = rule.allows
        # A frozen policy: swap the rule underneath it, for this test only.
        monkeypatch.setitem(vars(rule), "allows", lambda actor: not right(actor))
    assert any(mismatches(row, world, ask) for row in ROWS)
