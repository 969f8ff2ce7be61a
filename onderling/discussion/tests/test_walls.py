"""The wall of a round: posts of who takes part, a picture if they like, comments (S3e)."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from onderling.discussion.actions.judging import pin, place, report
from onderling.discussion.actions.sweeping import sweep
from onderling.discussion.actions.threads import open_wall, set_thread
from onderling.discussion.actions.writing import take_away, write_comment
from onderling.discussion.models import Comment, Picture, Thread
from onderling.discussion.rules import Mode, State
from onderling.people.models import Person
from tests.makers import NOON

WALL = "/ronde/studiedag/prikbord/"
POST = {"text": "Handen in het deeg", "alt": "Handen boven een kom", "agreed": "on"}
MakePost = Callable[..., Comment]
Photo = Callable[..., Any]


@pytest.fixture
def put_up(ria: Person, day: Any, participation: Any, photo: Photo, sign_in: Any) -> Comment:
    """What Ria puts up with a photo; the coordinator has not looked yet."""
    participation(day, ria)
    sign_in(ria).post(f"{WALL}nieuw/", POST | {"photo": photo()})
    return Comment.objects.get()


def test_who_takes_part_puts_something_up_and_it_is_looked_at_first(
    put_up: Comment, karin: Person, ria: Person, sign_in: Any, client: Client
) -> None:
    assert (put_up.state, put_up.name, put_up.thread.wall) == (State.HELD, "Ria Leenheer", True)
    assert "Handen in het deeg" not in client.get(WALL).content.decode()
    assert "Iemand kijkt er nog naar." in sign_in(ria).get(WALL).content.decode()
    place(put_up, by=karin, now=NOON)
    page = client.get(WALL).content.decode()
    assert "Handen in het deeg" in page
    assert "0 reacties" in page


def test_who_does_not_take_part_has_no_form(day: Any, ria: Person, sign_in: Any) -> None:
    assert sign_in(ria).get(f"{WALL}nieuw/").status_code == 404


def test_a_closed_wall_asks_nobody_to_sign_in(day: Any, karin: Person, client: Client) -> None:
    wall = open_wall(day, now=NOON)
    assert "Doet u mee? Log in" in client.get(WALL).content.decode()
    set_thread(wall, mode=wall.mode, is_open=False, by=karin, now=NOON)
    assert "Doet u mee? Log in" not in client.get(WALL).content.decode()


def test_a_coordinator_puts_something_up_at_once(
    day: Any, karin: Person, sign_in: Any, client: Client
) -> None:
    typed = {"text": "De film", "link": "https://www.film.example/1"}
    sign_in(karin).post(f"{WALL}nieuw/", typed)
    page = client.get(WALL).content.decode()
    assert (
        'href="https://www.film.example/1" rel="external noopener noreferrer nofollow"' in page
    )
    assert "Kijk verder op film.example" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"alt": ""}, "Schrijf in een paar woorden wat er te zien is."),
        ({"agreed": ""}, "Vraag het eerst aan wie op de foto staat."),
        ({"link": "http://oud.example/"}, "Een link moet beginnen met https://"),
        ({"link": "javascript:alert(1)"}, "Deze link klopt niet."),
        ({"text": ""}, "Schrijf er een paar woorden bij."),
    ],
)
def test_a_post_with_a_fault_is_not_put_up(
    typed: dict[str, str], said: str, day: Any, karin: Person, photo: Photo, sign_in: Any
) -> None:
    page = sign_in(karin).post(f"{WALL}nieuw/", POST | typed | {"photo": photo()})
    assert said in page.content.decode()
    assert Comment.objects.count() == 0


def test_a_form_with_a_photo_that_is_sent_twice_is_one_post(
    day: Any, karin: Person, photo: Photo, sign_in: Any
) -> None:
    inside = sign_in(karin)
    for _time in range(2):
        inside.post(f"{WALL}nieuw/", POST | {"photo": photo(), "sleutel": "k1"})
    assert (Comment.objects.count(), Picture.objects.count()) == (1, 1)


def test_who_may_see_the_post_sees_the_picture(
    put_up: Comment, karin: Person, ria: Person, day: Any, sign_in: Any, client: Client
) -> None:
    """And nobody learns from it where it was taken."""
    address = f"/reacties/{put_up.pk}/foto/klein.jpg"
    assert client.get(address).status_code == 404
    assert sign_in(ria).get(address).status_code == 200
    assert sign_in(karin).get(address).status_code == 200
    place(put_up, by=karin, now=NOON)
    answer = client.get(address)
    assert answer["Cache-Control"] == "private, no-cache"
    assert b"GEHEIM" not in answer.content
    assert dict(Image.open(io.BytesIO(answer.content)).getexif()) == {}
    type(day).objects.update(state="draft")
    assert client.get(address).status_code == 404


def files(settings: Any) -> list[Path]:
    return list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))


def test_a_picture_that_is_withdrawn_is_gone_everywhere(
    put_up: Comment,
    karin: Person,
    ria: Person,
    sign_in: Any,
    client: Client,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    place(put_up, by=karin, now=NOON)
    assert len(files(settings)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(ria).post(f"/reacties/{put_up.pk}/foto-weg/")
    assert files(settings) == []
    gone = client.get(f"/reacties/{put_up.pk}/foto/groot.jpg")
    assert gone.status_code == 410
    assert "Deze foto is weggehaald" in gone.content.decode()
    page = client.get(f"{WALL}{put_up.pk}/").content.decode()
    assert "foto/groot.jpg" not in page
    assert "Handen in het deeg" in page


def test_who_is_in_a_picture_and_objects_need_not_wait(
    put_up: Comment, karin: Person, client: Client
) -> None:
    place(put_up, by=karin, now=NOON)
    client.post(f"/reacties/{put_up.pk}/meld/", {"in_picture": "on"})
    assert client.get(f"/reacties/{put_up.pk}/foto/klein.jpg").status_code == 410
    assert "Iemand maakte bezwaar" in client.get(WALL).content.decode()
    place(put_up, by=karin, now=NOON)
    assert client.get(f"/reacties/{put_up.pk}/foto/klein.jpg").status_code == 200


def test_a_post_that_is_taken_away_takes_its_picture_and_hides_its_comments(
    put_up: Comment,
    karin: Person,
    ria: Person,
    client: Client,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    place(put_up, by=karin, now=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        take_away(put_up, by=ria, now=NOON)
    assert files(settings) == []
    assert client.get(f"{WALL}{put_up.pk}/").status_code == 404
    assert Thread.objects.visible_to(ria).filter(under=put_up).count() == 0


def test_the_files_of_who_was_erased_go_within_the_hour(
    put_up: Comment, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    Comment.objects.update(state=State.DELETED)  # as an erasure leaves it
    Thread.objects.update(count=9)
    with django_capture_on_commit_callbacks(execute=True):
        sweep(now=NOON)
    assert files(settings) == []
    assert set(Thread.objects.values_list("count", flat=True)) == {0}


def test_a_post_has_comments_of_its_own(post: MakePost, karin: Person, client: Client) -> None:
    made = post(karin, "Kijk eens")
    address = f"{WALL}{made.pk}/"
    page = client.get(address).content.decode()
    assert "Er zijn nog geen reacties geplaatst." in page
    assert made.replies is not None
    assert (made.replies.url, made.replies.mode) == (address, Mode.BEFORE)


def test_comments_stand_under_a_post_whoever_looks(
    post: MakePost,
    karin: Person,
    ria: Person,
    person: Any,
    client: Client,
    sign_in: Any,
    django_assert_num_queries: Any,
) -> None:
    """S1b-2: with what each may do; the same number of questions for one and for sixty."""
    made = post(karin, "Kijk eens")
    address = f"{WALL}{made.pk}/"
    under = Thread.objects.get(under=made)
    first = write_comment(under, "Van Ria", by=ria, manages=True, now=NOON)
    for visitor, said in (
        (client, "Meld deze reactie"),
        (sign_in(ria), "Haal weg"),
        (sign_in(karin), "Beslis hierover"),
        (sign_in(person("Jan")), "Plaats mijn reactie"),
    ):
        page = visitor.get(address).content.decode()
        assert ("Van Ria" in page, said in page) == (True, True)
    with django_assert_num_queries(4):
        client.get(address)
    for number in range(60):
        how = {"name": f"M{number}", "text": f"Nummer {number}", "state": "visible"}
        Comment.objects.create(thread=under, said=NOON, confirmed=NOON, **how)
    take_away(first, by=ria, now=NOON)
    with django_assert_num_queries(4):
        page = client.get(address).content.decode()
    assert "60 reacties" in page
    assert "Deze reactie is weggehaald door wie hem schreef." in page
    assert "Nummer 59" in client.get(f"{address}?pagina=2").content.decode()


def test_a_pinned_post_stands_on_the_page_of_the_round(
    post: MakePost, karin: Person, client: Client
) -> None:
    made = post(karin, "De film van vorig jaar")
    page = client.get("/ronde/studiedag/").content.decode()
    assert ("In beeld" in page, "De film van vorig jaar" in page) == (False, True)
    pin(made, pinned=True, by=karin, now=NOON)
    page = client.get("/ronde/studiedag/").content.decode()
    assert page.index("In beeld") < page.index("De film van vorig jaar")


def test_html_in_a_text_stays_text_and_a_link_becomes_one(
    post: MakePost, karin: Person, client: Client
) -> None:
    made = post(karin, "<b>vet</b> https://lees.example/hier <script>x</script>")
    page = client.get(f"{WALL}{made.pk}/").content.decode()
    assert "&lt;b&gt;vet&lt;/b&gt;" in page
    assert '<a href="https://lees.example/hier" rel="nofollow">' in page
    assert "<script>x" not in page


def test_a_full_wall_asks_the_database_no_more(
    post: MakePost, karin: Person, client: Client, django_assert_num_queries: Any
) -> None:
    post(karin)
    with django_assert_num_queries(4):
        client.get(WALL)
    for number in range(3):
        post(karin, f"Nummer {number}")
    with django_assert_num_queries(4):
        client.get(WALL)


def test_pages_load_nothing_from_elsewhere(
    post: MakePost, karin: Person, client: Client
) -> None:
    """S3e: no third-party request, also with a link to a film."""
    made = post(karin, "Kijk", link="https://film.example/1")
    pin(made, pinned=True, by=karin, now=NOON)
    report(made, "x", in_picture=False, by=None, now=NOON)
    for address in (WALL, f"{WALL}{made.pk}/", "/ronde/studiedag/"):
        page = client.get(address).content.decode()
        loaded = re.findall(r'(?:src|srcset|poster|data)="([^"]+)"', page)
        loaded += re.findall(r'<link rel="(?!canonical)[^>]*href="([^"]+)"', page)
        foreign = [one for one in loaded if re.match(r"\w+:|//", one)]
        assert foreign == []
        assert "<iframe" not in page
