"""Comments of people we know and of guests, their number, and what becomes of them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from onderling.base.audit import history_of
from onderling.base.errors import Refused
from onderling.base.resending import mark_of
from onderling.discussion.actions.sweeping import sweep
from onderling.discussion.actions.writing import (
    confirm_comment,
    take_away,
    write_as_guest,
    write_comment,
)
from onderling.discussion.models import Comment, Thread
from onderling.discussion.rules import MOST, Mode, State, Writers
from onderling.mail.models import Message
from onderling.people.models import Person
from tests.makers import NOON

MakeThread = Callable[..., Thread]
GUEST = {"text": "Bij ons ook.", "name": "Hennie", "email": "hennie@voorbeeld.example"}


def count(thread: Thread) -> int:
    return Thread.objects.get(pk=thread.pk).count


def link_in_the_mail() -> str:
    body = Message.objects.get(kind="confirm_comment").body
    found = re.search(r"https?://[^/]+(/reacties/bevestig/\S+/)", body)
    assert found
    return found[1]


def test_a_comment_counts_as_soon_as_it_is_visible(thread: MakeThread, ria: Person) -> None:
    """S1b-2, X-46."""
    after, before = thread(), thread(mode=Mode.BEFORE)
    shown, held = (write_comment(one, "Mooi.", by=ria, now=NOON) for one in (after, before))
    assert (shown.state, held.state) == (State.VISIBLE, State.HELD)
    assert (count(after), count(before)) == (1, 0)
    assert [line.deed for line in history_of(shown)] == ["write_comment"]


def test_nobody_writes_in_a_thread_that_is_closed(thread: MakeThread, ria: Person) -> None:
    closed = thread()
    Thread.objects.update(state=Thread.State.CLOSED)
    with pytest.raises(Refused, match="niemand meer"):
        write_comment(closed, "Toch.", by=ria, now=NOON)


def test_who_writes_very_much_takes_a_breath(thread: MakeThread, ria: Person) -> None:
    open_ = thread()
    for number in range(MOST):
        write_comment(open_, f"Nummer {number}", by=ria, now=NOON)
    with pytest.raises(Refused, match="kwartier"):
        write_comment(open_, "Nog een", by=ria, now=NOON)
    assert count(open_) == MOST


def test_a_guest_is_read_only_after_the_button_in_the_mail(
    thread: MakeThread, client: Client
) -> None:
    """S1b-4: opening the link does nothing, the button does; twice is once."""
    open_ = thread()
    client.post(f"/reacties/{open_.pk}/gast/", GUEST)
    assert count(open_) == 0
    link = link_in_the_mail()
    assert "Schreef u dit?" in client.get(link).content.decode()
    assert count(open_) == 0
    assert (
        client.post(link)["Location"] == f"/ronde/studiedag/#reactie-{Comment.objects.get().pk}"
    )
    client.post(link)
    assert count(open_) == 1
    made = Comment.objects.get()
    assert (made.email, made.person) == ("", Person.objects.get(email=GUEST["email"]))
    assert made.person is not None
    assert made.person.state == Person.State.GUEST


def test_a_guest_whom_we_know_gets_no_second_record(thread: MakeThread, ria: Person) -> None:
    made = write_as_guest(thread(), "Ja.", name="R.", email=str(ria.email).upper(), now=NOON)
    assert confirm_comment(made, now=NOON).person == ria
    assert Person.objects.filter(email=ria.email).count() == 1


def test_a_guest_takes_away_what_they_wrote_with_the_same_link(
    thread: MakeThread, client: Client
) -> None:
    open_ = thread()
    client.post(f"/reacties/{open_.pk}/gast/", GUEST)
    link = link_in_the_mail()
    client.post(link)
    client.post(link, {"weg": "ja"})
    gone = Comment.objects.get()
    assert (gone.state, gone.text, gone.name, count(open_)) == (State.DELETED, "", "", 0)
    assert client.get(link).status_code == 404


def test_what_no_guest_vouched_for_is_forgotten(thread: MakeThread, ria: Person) -> None:
    """X-48: seven days, unless an owner set another number."""
    open_ = thread()
    write_as_guest(open_, "Nooit bevestigd", name="X", email="x@voorbeeld.example", now=NOON)
    write_comment(open_, "Van Ria", by=ria, now=NOON)
    assert sweep(now=NOON + timedelta(days=7)) == 0
    assert sweep(now=NOON + timedelta(days=7, seconds=1)) == 1
    assert [one.text for one in Comment.objects.all()] == ["Van Ria"]


def test_a_robot_hears_the_same_and_leaves_nothing(thread: MakeThread, client: Client) -> None:
    """Assurance S37."""
    open_ = thread()
    answer = client.post(
        f"/reacties/{open_.pk}/gast/", GUEST | {"homepage": "http://x.example"}
    )
    assert answer["Location"] == "/ronde/studiedag/#reacties"
    assert (Comment.objects.count(), Message.objects.count()) == (0, 0)


def test_a_flood_of_guests_sends_hardly_any_mail(thread: MakeThread, client: Client) -> None:
    """Assurance S37: from one place and to many addresses."""
    open_ = thread()
    for number in range(30):
        typed = GUEST | {"email": f"slachtoffer{number}@voorbeeld.example"}
        client.post(f"/reacties/{open_.pk}/gast/", typed)
    assert (Message.objects.count(), Comment.objects.visible().count()) == (15, 0)


def test_a_mail_address_is_not_taken_into_a_text(thread: MakeThread, client: Client) -> None:
    typed = GUEST | {"text": "Mail mij op hennie@voorbeeld.example"}
    page = client.post(f"/reacties/{thread().pk}/gast/", typed).content.decode()
    assert "Haal het weg: iedereen kan dit lezen." in page
    assert Comment.objects.count() == 0


def test_a_guest_does_not_write_where_one_signs_in(thread: MakeThread, client: Client) -> None:
    known = thread(writers=Writers.KNOWN)
    page = client.post(f"/reacties/{known.pk}/gast/", GUEST).content.decode()
    assert "alleen mensen die zijn ingelogd" in page
    assert Comment.objects.count() == 0


def test_half_a_comment_waits_behind_the_door(
    thread: MakeThread, ria: Person, client: Client, sign_in: Any
) -> None:
    """S1b-3: typed on a page for nobody, sent after signing in with one button."""
    open_ = thread()
    key = f"t.{_mark_of_nobody()}"
    address = f"/reacties/{open_.pk}/plaats/"
    answer = client.post(address, {"text": "Half af", "sleutel": key})
    assert answer["Location"] == "/inloggen/?next=%2Fopnieuw-sturen%2F"
    page = sign_in(ria, client).get("/opnieuw-sturen/").content.decode()
    assert f'action="{address}"' in page
    client.post(address, {"text": "Half af", "sleutel": key, "opnieuw": "1"})
    assert [(one.text, one.person) for one in Comment.objects.all()] == [("Half af", ria)]


def _mark_of_nobody() -> str:
    return mark_of("t", AnonymousUser())


def test_a_form_that_is_sent_twice_is_one_comment(
    thread: MakeThread, ria: Person, sign_in: Any
) -> None:
    open_ = thread()
    inside = sign_in(ria)
    for _time in range(2):
        inside.post(f"/reacties/{open_.pk}/plaats/", {"text": "Eens", "sleutel": "k1"})
    assert count(open_) == 1


def test_who_wrote_it_takes_it_away_and_others_do_not(
    thread: MakeThread, ria: Person, person: Any, sign_in: Any
) -> None:
    made = write_comment(thread(), "Van mij", by=ria, now=NOON)
    assert sign_in(person("Jan")).post(f"/reacties/{made.pk}/weg/").status_code == 404
    assert sign_in(ria).post(f"/reacties/{made.pk}/weg/").status_code == 302
    made.refresh_from_db()
    assert (made.state, made.text) == (State.DELETED, "")
    assert take_away(made, by=ria, now=NOON).state == State.DELETED


def test_a_round_that_is_not_public_hides_its_comments(
    thread: MakeThread, day: Any, ria: Person, sign_in: Any
) -> None:
    hidden = thread()
    type(day).objects.update(state="draft")
    assert (
        sign_in(ria).post(f"/reacties/{hidden.pk}/plaats/", {"text": "Ik"}).status_code == 404
    )
