"""The pages of wishes and places, without script (S0-1, S0-13, S4-11, S4-12, X-70, X-71)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.base.once import FIELD
from onderling.mail.models import Message
from onderling.offers.models import Giving
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Participation, Wish
from onderling.signups.rules import Opinion
from tests.makers import NOON

Make = Callable[..., Any]


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def after_the_deadline(opened: Round) -> Round:
    opened.phases.update(closes=now() - timedelta(hours=1))
    return opened


def test_wishes_are_saved_with_a_plain_form_through_a_personal_link(
    opened: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    soup, bread = meeting(opened, "Soep"), meeting(opened, "Brood")
    who = participation(opened, state=Participation.State.INVITED)
    client = sign_in(who.person, entry=Entry.LINK)
    page = client.get("/ronde/studiedag/wensen/")
    assert "De tijd van invullen telt niet" in text(page)
    typed = {
        f"wens_{soup.slot_id}_1": bread.pk,
        f"wens_{soup.slot_id}_2": soup.pk,
        f"weg_{opened.slots.get(number=2).pk}": "on",
        "neem_mee": "ervaring met soep",
        "nodig": "een plek vooraan",
        "eten": "noten",
    }
    page = client.post("/ronde/studiedag/wensen/", typed, follow=True)
    assert "Uw wensen zijn bewaard" in text(page)
    assert "<ol><li>Brood</li><li>Soep</li></ol>" in text(page)
    who.refresh_from_db()
    assert [(w.meeting, w.rank) for w in who.wishes.order_by("rank")] == [(bread, 1), (soup, 2)]
    assert (who.brings, who.person.diet) == ("ervaring met soep", "noten")
    assert who.absences.get().slot.number == 2


def test_the_wish_page_never_shows_demand(
    opened: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    soup = meeting(opened, "Soep", seats=7)
    who = participation(opened)
    before = text(sign_in(who.person).get("/ronde/studiedag/wensen/"))
    for _ in range(9):
        Wish.objects.create(
            participation=participation(opened), meeting=soup, opinion=Opinion.RANKED, rank=1
        )
    after = text(sign_in(who.person).get("/ronde/studiedag/wensen/"))
    assert _without_keys(after) == _without_keys(before)


def _without_keys(page: str) -> list[str]:
    return [tag for tag in page.split("<") if FIELD not in tag and "csrf" not in tag]


def test_a_fault_is_named_at_its_field_and_keeps_what_was_typed(
    opened: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    soup, bread = meeting(opened, "Soep"), meeting(opened, "Brood")
    who = participation(opened)
    typed = {
        f"wens_{soup.slot_id}_1": soup.pk,
        f"wens_{soup.slot_id}_2": soup.pk,
        f"mening_{bread.pk}": "cannot",
        "neem_mee": "mijn eigen pan",
    }
    page = text(sign_in(who.person).post("/ronde/studiedag/wensen/", typed))
    assert "Eén ding klopt nog niet" in page
    assert f'<a href="#id_wens_{soup.slot_id}_2">Tweede wens – U koos ‘Soep’ twee keer' in page
    assert 'value="mijn eigen pan"' in page
    assert f'value="{soup.pk}" selected' in page
    assert who.wishes.count() == 0


def test_the_form_counts_once_however_often_it_is_sent(
    opened: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    """F11, F13"""
    soup = meeting(opened, "Soep")
    who = participation(opened)
    client = sign_in(who.person)
    typed = {f"wens_{soup.slot_id}_1": soup.pk, FIELD: "een-sleutel"}
    for _ in range(3):
        client.post("/ronde/studiedag/wensen/", typed)
    assert Message.objects.filter(kind="wishes_saved").count() == 1


def test_a_giver_does_not_choose_at_the_time_of_giving(
    opened: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    """S3a-8"""
    theo = participation(opened)
    own = meeting(opened, "Eigen workshop")
    meeting(opened, "Soep")
    Giving.objects.create(meeting=own, person=theo.person)
    page = text(sign_in(theo.person).get("/ronde/studiedag/wensen/"))
    assert "U geeft dan zelf ‘Eigen workshop’" in page
    assert f"wens_{own.slot_id}_1" not in page


def test_after_the_deadline_what_was_typed_is_kept_as_late(
    after_the_deadline: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    """S4-11"""
    soup = meeting(after_the_deadline, "Soep")
    who = participation(after_the_deadline)
    client = sign_in(who.person)
    assert "lijst van laatkomers" in text(client.get("/ronde/studiedag/wensen/"))
    typed = {f"wens_{soup.slot_id}_1": soup.pk}
    page = client.post("/ronde/studiedag/wensen/", typed, follow=True)
    assert "Uw wensen zijn bewaard, als laatkomer" in text(page)
    who.refresh_from_db()
    assert (who.late, who.wishes.count()) == (True, 1)


def test_a_form_sent_when_all_is_divided_ends_in_a_sentence_and_keeps_what_was_typed(
    opened: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    soup = meeting(opened, "Soep")
    who = participation(opened)
    Round.objects.update(state=State.CONFIRMED)
    client = sign_in(who.person)
    typed = {f"wens_{soup.slot_id}_1": soup.pk, "neem_mee": "mijn eigen pan"}
    page = text(client.post("/ronde/studiedag/wensen/", typed))
    assert "De plekken zijn al verdeeld" in page
    assert '<dt>Dit neem ik mee</dt><dd class="ond-verbatim">mijn eigen pan</dd>' in page
    assert "Reden: De plekken zijn al verdeeld" in text(client.get("/ronde/studiedag/wensen/"))


def test_who_never_chooses_reads_beforehand_what_happens(
    opened: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    """X-133: the coordinator's choice, made beforehand."""
    meeting(opened)
    client = sign_in(participation(opened).person)
    assert "Dan krijgt u geen plek" in text(client.get("/ronde/studiedag/wensen/"))
    opened.choice_rule.unanswered = "placed"
    opened.choice_rule.save()
    assert "Dan krijgt u een plek waar ruimte is" in text(
        client.get("/ronde/studiedag/wensen/")
    )


def test_the_coordinator_fills_in_a_paper_form(
    opened: Round, meeting: Make, participation: Make, sign_in: Make, karin: Person
) -> None:
    """S4-12"""
    soup = meeting(opened, "Soep")
    who = participation(opened)
    client = sign_in(karin)
    page = client.post(
        f"/deelname/{who.pk}/wensen/", {f"wens_{soup.slot_id}_1": soup.pk}, follow=True
    )
    assert "De wensen zijn bewaard" in text(page)
    who.refresh_from_db()
    assert who.entered_by == karin
    assert Message.objects.get(kind="wishes_saved").to_address == who.person.email
    own = sign_in(who.person).get("/ronde/studiedag/wensen/")
    assert "Karin Boshuizen vulde ze voor u in" in text(own)


def test_wishes_sent_after_closing_come_back_as_text_with_whom_to_ring(
    opened: Round, meeting: Make, participation: Make, sign_in: Make
) -> None:
    soup, bread = meeting(opened, "Soep"), meeting(opened, "Brood")
    who = participation(opened, chosen=NOON)
    client = sign_in(who.person, entry=Entry.LINK)
    opened.phases.update(closes=now() - timedelta(hours=1))
    typed = {
        f"wens_{soup.slot_id}_1": bread.pk,
        f"mening_{soup.pk}": "rather_not",
        f"weg_{opened.slots.get(number=2).pk}": "on",
        "neem_mee": "ervaring met <soep>",
    }
    page = client.post("/ronde/studiedag/wensen/", typed)
    assert page.status_code == 409
    said = text(page)
    assert "<textarea" not in said
    assert "<select" not in said
    assert "Bewaar mijn wensen" not in said
    assert "Kiezen kon tot en met 2 november, 10:59" in said
    assert "Dit typte u nu. Het is niet bewaard." in said
    assert "Brood<br>Soep: liever niet</dd>" in said
    assert "Ik ben er deze ronde niet" in said
    assert "ervaring met &lt;soep&gt;" in said
    assert "Bel Karin Boshuizen:" in said
    assert not who.wishes.exists()
