"""A moderator decides with a reason, can take it back, and knows who can really help."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from onderling.base.audit import history_of
from onderling.base.errors import Refused
from onderling.discussion.actions.judging import place, put_back, refer, reject, report
from onderling.discussion.actions.threads import set_thread
from onderling.discussion.actions.writing import take_away, write_comment
from onderling.discussion.models import Comment, Thread
from onderling.discussion.queries import number_waiting
from onderling.discussion.rules import Desk, Mode, Reason, State
from onderling.mail.models import Message
from onderling.people.models import Person
from onderling.people.rules import Role, Scope
from tests.makers import NOON

MakeThread = Callable[..., Thread]
NEIGHBOUR = "Mijn buurman op nummer 14 slaat zijn vrouw, dat moeten jullie weten."


@pytest.fixture
def held(thread: MakeThread, ria: Person) -> Comment:
    return write_comment(thread(mode=Mode.BEFORE), "Te veel op dinsdag", by=ria, now=NOON)


def count(comment: Comment) -> int:
    return Thread.objects.get(pk=comment.thread_id).count


def letters() -> list[tuple[str, Any]]:
    found = Message.objects.filter(kind="comment_judged")
    return list(found.values_list("state", "not_before"))


def test_placing_and_taking_it_back_goes_with_the_number(held: Comment, karin: Person) -> None:
    """X-46."""
    assert (place(held, by=karin, now=NOON).state, count(held)) == (State.VISIBLE, 1)
    assert (put_back(held, by=karin, now=NOON).state, count(held)) == (State.HELD, 0)
    deeds = [line.deed for line in history_of(held)]
    assert deeds == ["write_comment", "place_comment", "put_back_comment"]


def test_a_refusal_has_a_reason_that_its_writer_reads_five_minutes_later(
    held: Comment, karin: Person, ria: Person
) -> None:
    reject(held, Reason.RECOGNISABLE, by=karin, now=NOON)
    letter = Message.objects.get(kind="comment_judged")
    assert letter.to_address == ria.email
    assert "Reden: dit gaat over mensen die te herkennen zijn." in letter.body
    assert letters() == [("queued", NOON + timedelta(minutes=5))]
    put_back(held, by=karin, now=NOON)
    assert [state for state, _at in letters()] == ["withheld"]


def test_taking_one_decision_back_keeps_no_letter_about_another(
    held: Comment, thread: MakeThread, karin: Person, ria: Person
) -> None:
    other = write_comment(thread(), "Nog iets", by=ria, now=NOON)
    for one in (held, other):
        reject(one, Reason.ELSEWHERE, by=karin, now=NOON)
    put_back(held, by=karin, now=NOON)
    assert sorted(state for state, _at in letters()) == ["queued", "withheld"]


def test_a_text_that_points_at_somebody_is_held_and_referred(
    thread: MakeThread, karin: Person, ria: Person, sign_in: Any
) -> None:
    """X-47: not placed; the sender gets the right desk; the moderator sees what to do."""
    careful = write_comment(thread(mode=Mode.AFTER), NEIGHBOUR, by=ria, now=NOON)
    assert careful.state == State.HELD
    page = sign_in(karin).get(f"/reacties/{careful.pk}/besluit/").content.decode()
    assert "benader niemand die genoemd wordt" in page
    refer(careful, Desk.SAFE_HOME, by=karin, now=NOON)
    careful.refresh_from_db()
    assert (careful.state, careful.reason, count(careful)) == (State.REJECTED, "referred", 0)
    body = Message.objects.get(kind="comment_judged").body
    assert "Veilig Thuis: bel 0800 2000" in body
    assert "buurman" not in body


def test_referring_without_a_desk_is_refused(held: Comment, karin: Person) -> None:
    with pytest.raises(Refused, match="loket"):
        reject(held, Reason.REFERRED, by=karin, now=NOON)


def test_what_its_writer_took_away_is_not_decided_about(
    held: Comment, karin: Person, ria: Person
) -> None:
    take_away(held, by=ria, now=NOON)
    with pytest.raises(Refused, match="niets te beslissen"):
        place(held, by=karin, now=NOON)


def test_a_report_brings_it_to_the_queue_until_somebody_decided(
    thread: MakeThread, karin: Person, ria: Person, day: Any, client: Client
) -> None:
    shown = write_comment(thread(), "Jij ook altijd", by=ria, now=NOON)
    assert number_waiting([day.pk]) == {}
    client.post(f"/reacties/{shown.pk}/meld/", {"because": "Dit kwetst mij."})
    report(shown, "Nog eens", in_picture=False, by=karin, now=NOON)
    assert report(shown, "Weer", in_picture=False, by=karin, now=NOON) is None
    assert number_waiting([day.pk]) == {day.pk: 1}
    place(shown, by=karin, now=NOON)
    assert number_waiting([day.pk]) == {}


def test_a_report_says_what_is_wrong(thread: MakeThread, ria: Person, client: Client) -> None:
    shown = write_comment(thread(), "Zo", by=ria, now=NOON)
    page = client.post(f"/reacties/{shown.pk}/meld/", {"because": ""}).content.decode()
    assert "Schrijf in een paar woorden wat er mis is." in page


def test_the_queue_of_a_round_is_for_who_coordinates_it(
    held: Comment, karin: Person, person: Any, grant: Any, sign_in: Any, day: Any
) -> None:
    page = sign_in(karin).get("/ronde/studiedag/reacties/").content.decode()
    assert "Eén reactie wacht op u" in page
    assert "Te veel op dinsdag" in page
    elsewhere = person("Zeynep")
    grant(elsewhere, Role.COORDINATOR, Scope.ROUND, day.pk + 1)
    stranger = sign_in(elsewhere)
    assert stranger.get("/ronde/studiedag/reacties/").status_code == 404
    assert stranger.get(f"/reacties/{held.pk}/besluit/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "state", "said"),
    [
        ({"besluit": "plaats"}, "visible", "Geplaatst."),
        ({"besluit": "weiger", "reason": "twice"}, "rejected", "de reden te lezen"),
        ({"besluit": "verwijs", "desk": "victims"}, "rejected", "het nummer"),
        ({"besluit": "weiger"}, "held", "Kies een reden."),
        ({"besluit": "verwijs", "desk": "x"}, "held", "Selecteer een geldige keuze"),
        ({}, "held", "Lees en beslis"),
    ],
)
def test_each_button_does_what_it_says(
    typed: dict[str, str], state: str, said: str, held: Comment, karin: Person, sign_in: Any
) -> None:
    page = sign_in(karin).post(f"/reacties/{held.pk}/besluit/", typed, follow=True)
    held.refresh_from_db()
    assert held.state == state
    assert said in page.content.decode()


def test_what_belongs_to_no_round_is_for_the_whole_network(
    thread: MakeThread, ria: Person, karin: Person, person: Any, grant: Any, sign_in: Any
) -> None:
    write_comment(thread(scope=Scope.NETWORK, mode=Mode.BEFORE), "Weblog", by=ria, now=NOON)
    assert "Weblog" in sign_in(karin).get("/beheer/reacties/").content.decode()
    local = person("Zeynep")
    grant(local, Role.COORDINATOR, Scope.ROUND, 1)
    assert sign_in(local).get("/beheer/reacties/").status_code == 404


def test_the_setting_of_a_wall_is_that_of_its_posts(
    post: Callable[..., Comment], karin: Person
) -> None:
    made = post(karin)
    set_thread(made.thread, mode=Mode.AFTER, is_open=False, by=karin, now=NOON)
    assert set(Thread.objects.values_list("mode", "state")) == {("after", "closed")}


def test_the_setting_is_changed_on_the_page(
    thread: MakeThread, karin: Person, sign_in: Any
) -> None:
    made = thread()
    typed = {f"{made.pk}-mode": "before", f"{made.pk}-is_open": "on"}
    sign_in(karin).post(f"/reacties/{made.pk}/instelling/", typed)
    made.refresh_from_db()
    assert (made.mode, made.state) == ("before", "open")
