"""What somebody gave over the editions, and the sheet of thanks (S3a-9)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.urls import reverse

from onderling.formats.workshops.queries.given import editions_of
from onderling.formats.workshops.tests.papers import words_of
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState
from tests.makers import NOON

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

Make = Callable[..., Any]
YEAR = timedelta(days=364)


@pytest.fixture
def bea(person: Make) -> Person:
    made: Person = person("Bea", "Naaijkens")
    return made


@pytest.fixture
def editions(study_day: Make, meeting: Make, bea: Person) -> list[Round]:
    """Last year Bea gave soup; this year she will give it again, in December."""
    last, this = study_day(slug="vorig-jaar", state=State.CLOSED), study_day()
    for slot in last.slots.all():
        slot.starts, slot.ends = slot.starts - YEAR, slot.ends - YEAR
        slot.save()
    Round.objects.filter(pk=last.pk).update(
        name="Studiedag 2025", starts_on=last.starts_on - YEAR, ends_on=last.ends_on - YEAR
    )
    meeting(last, "Soep", giver=bea, room="Keuken")
    meeting(this, "Soep", giver=bea, room="Keuken")
    return [Round.objects.get(pk=last.pk), this]


def was_there(round: Round, meeting: Meeting, who: Person, participation: Make) -> None:
    Signup.objects.create(
        participation=participation(round, who),
        meeting=meeting,
        state=SignupState.ATTENDED,
        sequence=1,
        since=NOON,
    )


def test_a_giver_sees_every_edition_the_last_one_first(
    editions: list[Round], bea: Person, sign_in: Make
) -> None:
    last, this = editions
    found = [(one.round, len(one.gave), len(one.to_give)) for one in editions_of(bea, now=NOON)]
    assert found == [(this, 0, 1), (last, 1, 0)]
    page = sign_in(bea).get(reverse("workshops:given")).content.decode()
    assert "Donderdag 11 december 2025, 10.00 tot 11.15 uur, Keuken" in page
    assert reverse("workshops:thanks", args=[last.slug]) in page
    assert reverse("workshops:thanks", args=[this.slug]) not in page


def test_the_sheet_says_what_was_given_and_how_long(
    editions: list[Round], bea: Person, sign_in: Make
) -> None:
    last, this = editions
    pdf = sign_in(bea).get(reverse("workshops:thanks", args=[last.slug])).content
    said = words_of(pdf)
    for part in ("Bedankt, Bea Naaijkens", "Gegeven Soep", "Bij elkaar 1 uur en 15 minuten."):
        assert part in said
    assert ("Meegedaan" in said, pypdfium2.PdfDocument(pdf).is_tagged()) == (False, True)
    ahead = sign_in(bea).get(reverse("workshops:thanks", args=[this.slug]))
    assert ahead.status_code == 404


def test_who_was_there_has_proof_of_it_and_nobody_else(
    editions: list[Round], person: Make, participation: Make, sign_in: Make
) -> None:
    last = editions[0]
    ria = person("Ria", "Leenheer")
    was_there(last, Meeting.objects.get(offer__round=last), ria, participation)
    said = words_of(sign_in(ria).get(reverse("workshops:thanks", args=[last.slug])).content)
    assert "Bewijs van deelname voor Ria Leenheer" in said
    assert "Meegedaan Soep" in said
    jan = sign_in(person("Jan", "Slagter"))
    assert jan.get(reverse("workshops:thanks", args=[last.slug])).status_code == 404


def test_what_was_called_off_is_not_proved(editions: list[Round], bea: Person) -> None:
    Meeting.objects.filter(offer__round=editions[0]).update(state=Meeting.State.CANCELLED)
    assert [one.round for one in editions_of(bea, now=NOON)] == [editions[1]]
    Round.objects.update(state=State.CANCELLED)
    assert editions_of(bea, now=NOON) == []


def test_a_coordinator_prints_a_sheet_for_every_giver(
    editions: list[Round], meeting: Make, person: Make, grant: Make, sign_in: Make
) -> None:
    this = editions[1]
    meeting(this, "De spiegel", slot=2, giver=person("Aad", "Aalbers"))
    karin = person("Karin", "Boshuizen")
    grant(karin, Role.COORDINATOR, Scope.ROUND, this.pk)
    pdf = pypdfium2.PdfDocument(
        sign_in(karin).get(reverse("workshops:all_thanks", args=[this.slug])).content
    )
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert ["Bedankt, Aad" in pages[0], "Bedankt, Bea" in pages[1], len(pages)] == [
        True,
        True,
        2,
    ]


def test_the_page_takes_two_queries_more_however_much_somebody_gave(
    editions: list[Round],
    bea: Person,
    meeting: Make,
    sign_in: Make,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(6):
        meeting(editions[1], f"Nog een {number}", slot=2, giver=bea)
    client = sign_in(bea)
    with django_assert_max_num_queries(8):
        assert client.get(reverse("workshops:given")).status_code == 200
