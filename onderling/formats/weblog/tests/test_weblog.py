"""The weblog: an article with a writer, a date, a link and comments (S1b-1, X-89)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.test import Client
from time_machine import travel

from onderling.base.blocks import Block, Run
from onderling.base.errors import Refused
from onderling.base.finding import find
from onderling.base.models import SearchDocument
from onderling.discussion.actions.writing import write_comment
from onderling.discussion.models import Thread
from onderling.formats.weblog.actions.articles import (
    change_article,
    let_find_older,
    take_step,
    write_article,
)
from onderling.formats.weblog.models import Article
from onderling.formats.weblog.rules import Step, as_blocks, as_html, beginning
from onderling.people.models import Person
from tests.makers import NOON

WORDS = "Kort en **goed**.\n\n- een\n- [twee](https://lees.example/)"


@pytest.fixture
def karin(person: Callable[..., Any], grant: Callable[..., Any]) -> Person:
    who: Person = person("Karin", "Boshuizen")
    grant(who, "coordinator")
    return who


@pytest.fixture
def write(karin: Person) -> Callable[..., Article]:
    """An article of Karin, published: `write("Soep")`."""

    def make(title: str = "Soep helpt", *, published: bool = True, **how: Any) -> Article:
        how = {"author": "Karin Boshuizen", "words": WORDS, "by": karin, "now": NOON, **how}
        made = write_article(title=title, **how)
        return take_step(made, Step.PUBLISH, by=karin, now=NOON) if published else made

    return make


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("Een *woord*", "<p>Een <em>woord</em></p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("<b onclick=x>b</b>", "<p>&lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("![x](https://spion.example/x.png)", None),
        ("# Kop", "<p># Kop</p>\n"),
        (
            "[x](https://a.example)",
            '<p><a href="https://a.example" rel="nofollow noopener noreferrer">x</a></p>\n',
        ),
    ],
)
def test_only_the_signs_we_name_become_html(words: str, html: str | None) -> None:
    made = as_html(words)
    assert "<img" not in made
    assert html is None or made == html


def test_the_same_text_is_taken_apart_for_paper() -> None:
    assert as_blocks(WORDS) == [
        Block("paragraph", [Run("Kort en "), Run("goed", strong=True), Run(".")]),
        Block("point", [Run("een")]),
        Block("point", [Run("twee", link="https://lees.example/")]),
    ]
    assert as_blocks("[x](ftp://a.example)\n\n> *stil*\n\n1. eerst") == [
        Block("paragraph", [Run("x")]),
        Block("quote", [Run("stil", stressed=True)]),
        Block("number", [Run("eerst")]),
    ]


def test_a_draft_is_read_by_who_writes_it_and_nobody_else(
    write: Callable[..., Article], karin: Person, person: Any, client: Client, sign_in: Any
) -> None:
    made = write(published=False)
    address = made.get_absolute_url()
    assert client.get(address).status_code == 404
    assert sign_in(person("Jan")).get(address).status_code == 404
    page = sign_in(karin).get(address).content.decode()
    assert "Dit stuk is nog niet te lezen voor anderen: concept." in page
    assert "Soep helpt" not in client.get("/weblog/").content.decode()


def test_an_article_has_a_writer_a_date_and_a_number_of_comments(
    write: Callable[..., Article], client: Client
) -> None:
    made = write(link="https://onderzoek.example/")
    page = client.get(made.get_absolute_url()).content.decode()
    assert "2 november 2026" in page
    assert "Karin Boshuizen" in page
    assert "0 reacties" in page
    assert "<strong>goed</strong>" in page
    assert 'href="https://onderzoek.example/"' in page
    assert "mailto:?subject=Soep%20helpt&amp;body=http" in page
    assert "0 reacties" in client.get("/weblog/").content.decode()


def test_its_address_stays_whatever_happens(
    write: Callable[..., Article], karin: Person, person: Any, client: Client, sign_in: Any
) -> None:
    """X-89: changed, withdrawn and back; the comments go and come with it."""
    made = write()
    assert made.thread is not None
    write_comment(made.thread, "Eens", by=person("Jan"), manages=True, now=NOON)
    typed = {"title": "Anders", "author": "K.", "words": "Nieuw", "link": ""}
    sign_in(karin).post("/weblog/soep-helpt/verander/", typed)
    page = client.get("/weblog/soep-helpt/").content.decode()
    assert "Anders" in page
    take_step(made, Step.WITHDRAW, by=karin, now=NOON)
    gone = client.get("/weblog/soep-helpt/")
    assert (gone.status_code, "Dit stuk is ingetrokken" in gone.content.decode()) == (410, True)
    assert Thread.objects.visible_to(karin).count() == 0
    take_step(made, Step.PUBLISH, by=karin, now=NOON)
    assert "Eens" in client.get("/weblog/soep-helpt/").content.decode()


def test_two_of_one_title_have_two_addresses(write: Callable[..., Article]) -> None:
    slugs = [write().slug, write().slug, write("Nieuw").slug, write("!!").slug]
    assert slugs == ["soep-helpt", "soep-helpt-2", "nieuw-2", "stuk"]


def test_a_step_that_is_none_is_refused(write: Callable[..., Article], karin: Person) -> None:
    made = write()
    with pytest.raises(Refused, match="Dit kan nu niet"):
        take_step(made, Step.PUBLISH, by=karin, now=NOON)


def test_who_writes_for_a_round_changes_only_the_own_articles(
    write: Callable[..., Article], person: Any, grant: Any, sign_in: Any
) -> None:
    made = write()
    local = person("Zeynep")
    grant(local, "coordinator", "round", 1)
    inside = sign_in(local)
    assert inside.get(f"/weblog/{made.slug}/verander/").status_code == 404
    inside.post("/weblog/nieuw/", {"title": "Eigen", "author": "Z.", "words": "Tekst"})
    assert inside.get("/weblog/eigen/verander/").status_code == 200


def test_a_feed_reader_gets_the_articles_without_mail_addresses(
    write: Callable[..., Article], karin: Person, client: Client
) -> None:
    write()
    with travel(NOON + timedelta(days=1)):
        answer = client.get("/weblog/atom.xml")
    space = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(answer.content).findall(f"{space}entry")  # noqa: S314 -- our own
    assert [entry.findtext(f"{space}title") for entry in entries] == ["Soep helpt"]
    assert [entry.findtext(f"{space}author/{space}name") for entry in entries] == [
        "Karin Boshuizen"
    ]
    assert str(karin.email) not in answer.content.decode()


@pytest.mark.sqlite_only
def test_the_paper_says_what_the_page_says(
    write: Callable[..., Article], client: Client
) -> None:
    made = write(words=WORDS + "\n\n#let x = 1 $y$")
    answer = client.get(f"/weblog/{made.slug}.pdf")
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    plain = re.sub(r"\s+", " ", text)
    for words in ("Soep helpt", "Karin Boshuizen, 2 november 2026", "Kort en goed.", "twee"):
        assert words in plain
    assert "#let x = 1 $y$" in plain  # typed, and never read as markup


def test_a_long_list_asks_the_database_no_more(
    write: Callable[..., Article], client: Client, django_assert_num_queries: Any
) -> None:
    write()
    with django_assert_num_queries(4):
        client.get("/weblog/")
    for _number in range(3):
        write()
    with django_assert_num_queries(4):
        client.get("/weblog/")


def test_what_was_published_before_there_was_a_search_comes_in_it(
    write: Callable[..., Article],
) -> None:
    article = write("Soep helpt")
    write("Nog niet af", published=False)
    SearchDocument.objects.all().delete()
    assert (let_find_older(), let_find_older()) == (1, 0)
    assert [one.document.url for one in find("soep")] == [article.get_absolute_url()]


def test_the_search_finds_what_is_published_as_it_reads_now(
    write: Callable[..., Article], karin: Person, client: Client
) -> None:
    """S1b-2: a draft and what was withdrawn are not found."""
    draft = write("Nog niet af", published=False)
    article = write("Soep helpt")
    assert [one.document.url for one in find("twee")] == [f"/weblog/{article.slug}/"]
    assert find("twee")[0].document.text == "Kort en goed.\neen\ntwee\nKarin Boshuizen"
    page = client.get("/zoeken/", {"zoek": "soep"}).content.decode()
    assert ("Soep helpt" in page, "stuk in de weblog" in page) == (True, True)
    typed: dict[str, Any] = {
        "author": "Karin",
        "words": "Over brood",
        "link": "",
        "by": karin,
        "now": NOON,
    }
    change_article(article, title="Brood helpt", **typed)
    change_article(draft, title="Nog niet af", **typed)
    assert [len(find(asked)) for asked in ("twee", "brood")] == [0, 1]
    take_step(article, Step.WITHDRAW, by=karin, now=NOON)
    assert find("brood") == []


def test_the_beginning_of_an_article_reads_as_sentences() -> None:
    words = "Dit helpt:\n\n- een kop\n- een *vraag*\n\n> Ik dacht: hier."
    assert beginning(words) == "Dit helpt: een kop, een vraag. Ik dacht: hier."


def test_what_is_wrong_is_said_once_above_the_form(
    karin: Person, sign_in: Callable[..., Client]
) -> None:
    page = sign_in(karin).post("/weblog/nieuw/", {"title": "Soep"}).content.decode()
    assert page.count('class="ond-summary"') == 1
