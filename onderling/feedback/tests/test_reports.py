"""Mini reports, and a letter to who wrote nothing (S0-11, X-87)."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now
from PIL import Image

from onderling.base.errors import Refused
from onderling.base.pictures import draw_anew, keep_files
from onderling.feedback.actions.reminding import remind_who_gave
from onderling.feedback.actions.reports import write_opening
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.content import content_of
from onderling.feedback.queries.papers import paper_facts
from onderling.feedback.queries.texts import as_text
from onderling.mail.models import Message
from onderling.offers.models import Giving, Meeting, Slot
from onderling.outcomes.models import OutcomeNote, Photo, Recognisable
from onderling.people.models import Person
from onderling.rounds.models import Round
from tests.makers import make_meeting, make_person

WEEK = timedelta(days=7)


@pytest.fixture
def over(soup: Meeting) -> Meeting:
    """A workshop that ended a week ago, given by Gijs."""
    ends = now() - WEEK
    Slot.objects.update(starts=ends - timedelta(hours=1), ends=ends)
    soup.refresh_from_db()
    Giving.objects.create(meeting=soup, person=make_person("Gijs"))
    return soup


@pytest.fixture
def gijs(over: Meeting) -> Person:
    return over.givings.get().person


def test_a_report_is_its_first_sentence_its_notes_and_what_was_said_there(
    over: Meeting, gijs: Person, bulletin: Bulletin, quote: Callable[..., Any]
) -> None:
    write_opening(over, " Wij kookten  samen. ", by=gijs, now=now())
    quote("Lekker!", name="Ria", meeting=over)
    assert as_text(content_of(bulletin)).endswith(
        "Soep\nWij kookten samen.\n- Wij willen een sleutel.\n- ‘Lekker!’\n  Ria"
    )


def test_a_quote_of_a_workshop_is_left_out_with_the_quotes(
    over: Meeting, bulletin: Bulletin, quote: Callable[..., Any]
) -> None:
    quote("Lekker!", name="Ria", meeting=over)
    bulletin.parts = "opbrengst"
    assert "Lekker!" not in as_text(content_of(bulletin))
    bulletin.parts = "citaten"
    assert "Lekker!" in as_text(content_of(bulletin))


def test_who_gave_it_writes_the_first_sentence_and_others_do_not(
    sign_in: Callable[..., Client], over: Meeting, gijs: Person, karin: Person
) -> None:
    where = f"/bijeenkomst/{over.pk}/verslag/"
    assert sign_in(make_person("Vreemd")).get(where).status_code == 404
    sign_in(gijs).post(where, {"opening": "Wij kookten."})
    page = sign_in(karin).get(f"/ronde/{over.offer.round.slug}/verslagen/").content.decode()
    assert ("eerste zin" in page, "gaat mee" in page) == (True, True)
    assert over.mini_report.opening == "Wij kookten."


def test_a_sentence_is_at_most_300_signs_and_not_before_the_workshop(
    over: Meeting, gijs: Person
) -> None:
    with pytest.raises(Refused):
        write_opening(over, "a" * 301, by=gijs, now=now())
    with pytest.raises(Refused):
        write_opening(over, "Te vroeg", by=gijs, now=now() - 2 * WEEK)
    assert write_opening(over, "a" * 300, by=gijs, now=now()).opening == "a" * 300


def test_who_gave_a_workshop_without_a_note_is_reminded_once(
    over: Meeting, gijs: Person, day: Round
) -> None:
    OutcomeNote.objects.all().delete()
    sent = [remind_who_gave(day, now=now() + days) for days in (-2 * WEEK, 0 * WEEK, WEEK)]
    assert sent == [0, 1, 0]
    letter = Message.objects.get()
    assert (letter.to_name, f"/bijeenkomst/{over.pk}/opbrengst/" in letter.body) == (
        gijs.name,
        True,
    )


def test_who_gave_two_workshops_hears_of_the_second_as_well_a_day_later(
    over: Meeting, gijs: Person, day: Round
) -> None:
    OutcomeNote.objects.all().delete()
    other = make_meeting(day, "Brood", slot=2)
    Giving.objects.create(meeting=other, person=gijs)
    Giving.objects.create(meeting=other, person=make_person("Mia"))
    ends = now() - WEEK + timedelta(hours=2)
    Slot.objects.filter(meetings=other).update(starts=ends - timedelta(hours=1), ends=ends)
    hours = [now() + timedelta(hours=number) for number in (0, 2, 25, 50)]
    assert [remind_who_gave(day, now=moment) for moment in hours] == [1, 0, 2, 0]
    first, *then = Message.objects.order_by("pk")
    assert ("Soep" in first.body, "Brood" in first.body) == (True, False)
    assert {one.to_name for one in then if "Brood" in one.body} == {gijs.name, "Mia Terpstra"}


def test_who_wrote_a_note_or_a_first_sentence_is_left_in_peace(
    over: Meeting, gijs: Person, day: Round, told: Any
) -> None:
    other = make_meeting(day, "Brood", slot=2)
    Giving.objects.create(meeting=other, person=gijs)
    Slot.objects.filter(meetings=other).update(
        starts=now() - WEEK - timedelta(hours=1), ends=now() - WEEK
    )
    other.refresh_from_db()
    write_opening(other, "Wij bakten.", by=gijs, now=now())
    assert remind_who_gave(day, now=now()) == 0


@pytest.fixture
def snap(over: Meeting) -> Photo:
    """A photo of the workshop on which nobody is recognisable."""
    sent = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(sent, "PNG")
    drawn = draw_anew(sent, sent.tell())
    made = Photo.objects.create(
        round=over.offer.round,
        meeting=over,
        alt="Handen om een soeppan",
        caption="De soep van twaalf uur",
        nobody=True,
        width=drawn.width,
        height=drawn.height,
        at=now(),
    )
    keep_files(made.key, drawn)
    return made


def test_a_photo_stands_on_page_and_paper_and_a_mail_says_where_it_is(
    client: Client, snap: Photo, bulletin: Bulletin, day: Round
) -> None:
    """S0-11"""
    assert snap.address in client.get(f"/ronde/{day.slug}/terugkoppeling/").content.decode()
    content = content_of(bulletin)
    assert as_text(content).endswith("- 1 foto staat op de pagina.")
    facts = paper_facts(bulletin, content, None)
    reports = [one for section in facts["sections"] for one in section["reports"]]
    assert [photo["alt"] for one in reports for photo in one["photos"]] == [snap.alt]
    assert b"/DCTDecode" in paper(client, day)


def test_a_photo_that_somebody_withdraws_is_gone_from_page_and_new_papers_at_once(
    client: Client, snap: Photo, bulletin: Bulletin, day: Round
) -> None:
    """X-86, acceptance 6: also from a bulletin that a newer one followed."""
    ria = make_person("Ria")
    Photo.objects.update(nobody=False)
    one = Recognisable.objects.create(photo=snap, person=ria, answer="yes", answered=now())
    where = f"/ronde/{day.slug}/terugkoppeling/"
    Bulletin.objects.update(state="superseded", superseded=now())
    before = (snap.address in client.get(where).content.decode(), paper(client, day))
    Recognisable.objects.filter(pk=one.pk).update(answer="no")
    after = (snap.address in client.get(where).content.decode(), paper(client, day))
    assert (before[0], after[0]) == (True, False)
    assert [b"/DCTDecode" in pdf for pdf in (before[1], after[1])] == [True, False]


def paper(client: Client, day: Round) -> bytes:
    found: bytes = client.get(f"/ronde/{day.slug}/terugkoppeling/1/pdf/").content
    return found
