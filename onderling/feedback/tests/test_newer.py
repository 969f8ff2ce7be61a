"""A bulletin that a newer one follows; all of them together; on paper (S2-16, X-89)."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.utils.timezone import now

from onderling.feedback.actions.bulletins import (
    begin_newer,
    drop_draft,
    save_bulletin,
    show_bulletin,
)
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.content import content_of
from onderling.feedback.rules import Part
from onderling.outcomes.models import Disposition
from onderling.people.models import Person
from onderling.rounds.models import Round

NEXT_DAY = timedelta(days=1)


@pytest.fixture
def follow(day: Round, karin: Person, bulletin: Bulletin) -> Callable[[], Bulletin]:
    """Write and publish the bulletin that comes after the first."""

    def do() -> Bulletin:
        begin_newer(day, by=karin, now=now())
        title, parts = "Nieuwe antwoorden", list(Part)
        save_bulletin(day, title=title, intro="", parts=parts, by=karin, now=now())
        return show_bulletin(day, shown=True, by=karin, now=now() + NEXT_DAY)

    return do


def states(day: Round) -> list[tuple[int, str]]:
    return list(day.bulletins.order_by("number").values_list("number", "state"))


def test_an_older_page_keeps_its_address_and_points_to_the_newer(
    client: Client, day: Round, follow: Any
) -> None:
    newer = follow()
    first = f"/ronde/{day.slug}/terugkoppeling/"
    assert (newer.get_absolute_url(), states(day)) == (
        f"{first}2/",
        [(1, "superseded"), (2, "published")],
    )
    old = client.get(first).content.decode()
    assert ("Er is een nieuwere terugkoppeling" in old, f'href="{first}2/"' in old) == (
        True,
        True,
    )
    assert "Nieuwe antwoorden" in client.get(f"{first}2/").content.decode()
    assert client.get(f"{first}1/").headers["Location"] == first
    assert f'href="{first}2/"' in client.get(f"/ronde/{day.slug}/").content.decode()


def test_an_older_page_tells_what_was_known_then(
    day: Round, told: Disposition, follow: Any, bulletin: Bulletin
) -> None:
    follow()
    Disposition.objects.update(decided=now() + 2 * NEXT_DAY)
    bulletin.refresh_from_db()
    assert [section.title for section in content_of(bulletin).sections] == [
        "Hier wachten wij nog op antwoord",
        "Wat de workshops opschreven",
    ]


def test_taken_back_before_it_was_sent_the_one_before_it_counts_again(
    day: Round, karin: Person, follow: Any
) -> None:
    follow()
    show_bulletin(day, shown=False, by=karin, now=now())
    assert states(day) == [(1, "published"), (2, "draft")]
    drop_draft(day, by=karin, now=now())
    assert states(day) == [(1, "published")]


def test_begun_twice_it_is_one_draft_and_the_page_stays(
    client: Client, day: Round, karin: Person, bulletin: Bulletin
) -> None:
    begin_newer(day, by=karin, now=now())
    begin_newer(day, by=karin, now=now())
    assert states(day) == [(1, "published"), (2, "draft")]
    where = f"/ronde/{day.slug}/terugkoppeling/"
    assert [client.get(page).status_code for page in (where, f"{where}2/")] == [200, 404]


def test_all_of_them_stand_together_and_in_the_feed(client: Client, follow: Any) -> None:
    follow()
    page = client.get("/terugkoppeling/").content.decode()
    feed = client.get("/terugkoppeling/feed.xml").content.decode()
    assert [page.index("Nieuwe antwoorden") < page.index("Wat eruit kwam")] == [True]
    assert (page.count("Er is een nieuwere"), feed.count("<entry>")) == (1, 2)


def test_the_paper_tells_the_same_and_a_screen_reader_reads_it(
    client: Client, day: Round, bulletin: Bulletin, quote: Callable[..., Any]
) -> None:
    quote(name="Ria")
    answer = client.get(f"/ronde/{day.slug}/terugkoppeling/1/pdf/")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    with pikepdf.open(BytesIO(answer.content)) as paper:
        assert bool(paper.Root.MarkInfo.Marked)
        assert str(paper.docinfo["/Title"]) == "Wat eruit kwam"


def test_a_coordinator_chooses_what_goes_in_and_where(
    sign_in: Callable[..., Client],
    day: Round,
    karin: Person,
    bulletin: Bulletin,
    quote: Callable[..., Any],
) -> None:
    quote(name="Ria")
    client = sign_in(karin)
    where = f"/ronde/{day.slug}/terugkoppeling/schrijf/"
    form = client.get(where).context["form"]
    typed = {name: form[name].initial for name in form.fields if name.startswith("plaats_")}
    typed |= {"plaats_citaten": 1, "plaats_antwoorden": 0}
    client.post(where, {"title": "Wat eruit kwam", "intro": "", **typed})
    assert [section.key for section in content_of(Bulletin.objects.get()).sections] == [
        Part.QUOTES,
        Part.REPORTS,
    ]
