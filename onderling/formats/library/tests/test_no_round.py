"""What was given about no round is answered too, by whoever placed it (X-128)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils.timezone import localdate

from onderling.base.audit import ref
from onderling.base.errors import Refused
from onderling.formats.library.actions import giving, judging
from onderling.formats.library.actions.becoming import lay_before, take_on
from onderling.formats.library.actions.telling import tell_what_became
from onderling.formats.library.models import Contribution
from onderling.formats.library.tests.conftest import ADDRESS
from onderling.mail.models import Message
from onderling.outcomes.actions.answering import Author, assign, decide, take_back
from onderling.outcomes.actions.merging import merge_rows, split_row
from onderling.outcomes.actions.reminding import remind_editors
from onderling.outcomes.actions.rows import open_row
from onderling.outcomes.models import Disposition
from onderling.outcomes.rules.ledger import By, Decision, Kind, LedgerState
from onderling.people.models import Person
from onderling.rounds.models import Round
from tests.makers import NOON

pytestmark = pytest.mark.django_db
DUE = localdate(NOON) + timedelta(days=42)


@pytest.fixture
def olena(person: Callable[..., Person], grant: Callable[..., object]) -> Person:
    who = person("Olena", "Nowak")
    grant(who, "coordinator")
    return who


@pytest.fixture
def peter(person: Callable[..., Person], grant: Callable[..., object]) -> Person:
    who = person("Peter", "Dijkgraaf")
    grant(who, "coordinator")
    return who


@pytest.fixture
def placed(contribution: Callable[..., Contribution], olena: Person) -> Contribution:
    return judging.publish(contribution(), by=olena, now=NOON)


def the_row() -> Disposition:
    return Disposition.objects.get()


def answered(by: Person, *, days: int = 0) -> Disposition:
    words, who = "Er is geen kapstok.", Author(by, By.ADDRESSEE)
    return decide(the_row(), Decision.NOT, words, who=who, now=NOON + timedelta(days=days))


def test_who_placed_it_answers_within_six_weeks(
    placed: Contribution, olena: Person, client: Client
) -> None:
    row = the_row()
    assert (row.round, row.due, row.state) == (None, DUE, LedgerState.RECEIVED)
    assert row.addressee is not None
    assert (row.addressee.role, row.addressee.person) == ("Redactie", olena)
    assert [one.person for one in row.contributors.all()] == [placed.sender]
    for page in (giving.address_of(placed), f"/bijdragen/{placed.pk}/"):
        assert "Redactie antwoordt tot en met" in client.get(page).content.decode()


def test_the_editor_answers_on_the_own_page_and_the_sender_is_told(
    placed: Contribution, olena: Person, sign_in: Callable[..., Client], client: Client
) -> None:
    visit, row = sign_in(olena), the_row()
    page = visit.get("/mijn/antwoorden/").content.decode()
    assert ("Begin met de jas." in page, "U antwoordt als Redactie." in page) == (True, True)
    typed = {f"{row.pk}-choice": Decision.ADOPTED, f"{row.pk}-reason": "Er komt een kapstok."}
    visit.post("/mijn/antwoorden/", typed)
    row.refresh_from_db()
    assert (row.state, row.decision) == (LedgerState.DECIDED, Decision.ADOPTED)
    assert row.decided is not None
    assert tell_what_became(now=row.decided + timedelta(hours=2)) == 1
    mail = Message.objects.get(kind="contribution_became")
    assert (mail.to_address, "Er komt een kapstok." in mail.body) == (ADDRESS, True)
    page = client.get(f"/bijdragen/{placed.pk}/").content.decode()
    assert ("Er komt een kapstok." in page, page.count("Laat iemand meteen")) == (True, 1)


def test_another_coordinator_reads_its_history_and_answers_for_a_colleague(
    placed: Contribution, peter: Person, sign_in: Callable[..., Client]
) -> None:
    visit, address = sign_in(peter), f"/antwoord/{the_row().pk}/"
    page = visit.get(address).content.decode()
    assert ("Wat wordt het?" in page, "Splits" in page, "Beleid" in page) == (
        True,
        False,
        False,
    )
    row = the_row()
    typed = {f"{row.pk}-choice": Decision.NOT, f"{row.pk}-reason": "Geen plek."}
    visit.post(address, typed | {"doe": "antwoord"})
    assert "Geen plek." in visit.get(address).content.decode()


def test_a_colleague_takes_it_on_and_is_reminded_from_then(
    placed: Contribution, olena: Person, peter: Person, sign_in: Callable[..., Client]
) -> None:
    visit, address = sign_in(peter), f"/bijdragen/beoordelen/{placed.pk}/"
    assert "Ik antwoord zelf" in visit.get(address).content.decode()
    visit.post(address, {"besluit": "ik"})
    visit.post(address, {"besluit": "ik"})
    row = the_row()
    assert row.addressee is not None
    assert (row.addressee.person, row.asked is not None) == (peter, True)
    assert row.changes.filter(deed="assign").count() == 2
    assert "Ik antwoord zelf" not in visit.get(address).content.decode()
    assert "Begin met de jas" not in sign_in(olena).get("/mijn/antwoorden/").content.decode()


def test_reminders_come_a_week_before_and_stop_with_the_answer(
    placed: Contribution, olena: Person
) -> None:
    sent = []
    for days in range(60):
        if days == 55:
            answered(olena, days=days)
        if remind_editors(now=NOON + timedelta(days=days)):
            sent.append(days)
    assert sent == [35, 42, 49]
    first, *_more, last = Message.objects.filter(kind="answers_reminded").order_by("pk")
    assert (first.to_address, first.subject) == (olena.email, "1 vraag wacht op uw antwoord")
    assert "Begin met de jas." in first.body
    assert ("1 antwoord is te laat" in first.body, "1 antwoord is te laat" in last.body) == (
        False,
        True,
    )


def test_what_is_late_stands_on_the_first_page_of_every_editor(
    placed: Contribution, peter: Person, sign_in: Callable[..., Client]
) -> None:
    Disposition.objects.update(due=localdate() - timedelta(days=1))
    visit = sign_in(peter)
    assert "bijdrage kreeg geen antwoord" in visit.get("/vandaag/").content.decode()
    page = visit.get("/bijdragen/beoordelen/").content.decode()
    assert ("Geplaatst, en nog zonder antwoord" in page, "Olena Nowak" in page) == (True, True)


def test_put_in_a_round_its_editor_answers_and_the_day_stays(
    placed: Contribution, olena: Person, peter: Person, study_day: Callable[..., Round]
) -> None:
    day = study_day()
    before = the_row()
    row = lay_before(placed, day, by=peter, now=NOON)
    assert row.addressee is not None
    assert (row.pk, row.round, row.due) == (before.pk, day, DUE)
    assert (row.addressee.programme, row.addressee.person, row.asked) == (
        day.programme,
        peter,
        None,
    )
    placed.refresh_from_db()
    assert placed.round == day
    with pytest.raises(Refused, match="in de lijst van de ronde"):
        take_on(placed, by=olena, now=NOON)


def test_what_is_in_the_list_of_a_round_is_not_put_in_that_of_another(
    placed: Contribution, olena: Person, study_day: Callable[..., Round]
) -> None:
    first, second = study_day(), study_day(slug="elders")
    lay_before(placed, first, by=olena, now=NOON)
    with pytest.raises(Refused, match="een andere ronde"):
        lay_before(Contribution.objects.get(), second, by=olena, now=NOON)
    assert (Contribution.objects.get().round, the_row().round) == (first, first)


def test_an_answer_is_not_taken_along_into_a_round(
    placed: Contribution, olena: Person, study_day: Callable[..., Round]
) -> None:
    day = study_day()
    answered(olena)
    with pytest.raises(Refused, match="Hierop is al geantwoord"):
        lay_before(placed, day, by=olena, now=NOON)
    take_back(the_row(), who=Author(olena, By.ADDRESSEE), now=NOON)
    assert lay_before(placed, day, by=olena, now=NOON).round == day


def test_taken_off_the_site_nobody_has_to_answer_it_any_more(
    placed: Contribution, olena: Person
) -> None:
    judging.take_back(placed, by=olena, now=NOON)
    assert not Disposition.objects.exists()
    judging.publish(Contribution.objects.get(), by=olena, now=NOON)
    assert the_row().source_ref == ref(placed)


def test_it_is_split_in_the_list_of_a_round_only(placed: Contribution, olena: Person) -> None:
    with pytest.raises(Refused, match="Zet het eerst in de lijst van een ronde"):
        split_row(the_row(), ["Een", "Twee"], by=olena, now=NOON)


def test_merged_with_another_its_sender_reads_what_it_became_part_of(
    contribution: Callable[..., Contribution],
    olena: Person,
    study_day: Callable[..., Round],
    client: Client,
) -> None:
    day = study_day()
    rows = []
    for title in ("Begin met de jas", "Hang de jas op"):
        made = judging.publish(contribution(title), by=olena, now=NOON)
        rows.append(lay_before(made, day, by=olena, now=NOON))
    whole = merge_rows(day, rows, "Wat doen wij met jassen?", by=olena, now=NOON)
    who = Author(olena, By.ADDRESSEE)
    decide(whole, Decision.ADOPTED, "Er komt een kapstok.", who=who, now=NOON)
    page = client.get(giving.address_of(made)).content.decode()
    for said in ("Wat doen wij met jassen?", "Er komt een kapstok."):
        assert said in page


def test_merged_words_of_others_stand_on_no_page_before_somebody_is_asked(
    contribution: Callable[..., Contribution],
    olena: Person,
    study_day: Callable[..., Round],
    client: Client,
) -> None:
    """Two who answer: the merged row waits for the coordinator, who reads it first."""
    day = study_day()
    made = judging.publish(contribution("Begin met de jas"), by=olena, now=NOON)
    own = lay_before(made, day, by=olena, now=NOON)
    other = open_row(
        day, kind=Kind.NOTE, text="Ria hangt haar jas op.", source_ref="x:1", by=None, now=NOON
    )
    whole = merge_rows(day, [own, other], other.text, by=olena, now=NOON)
    address = f"/bijdragen/{made.pk}/"
    assert (whole.addressee, whole.text) == (None, "Ria hangt haar jas op.")
    assert "Ria hangt" not in client.get(address).content.decode()
    assert own.addressee is not None
    assign(whole, own.addressee, by=olena, now=NOON)
    assert "Ria hangt" in client.get(address).content.decode()


def test_only_a_contribution_may_be_of_no_round(db: None) -> None:
    with pytest.raises(IntegrityError):
        open_row(None, kind=Kind.NOTE, text="Soep", source_ref="x:1", by=None, now=NOON)


def test_a_title_that_ends_in_a_question_gets_no_second_stop(
    contribution: Callable[..., Contribution], olena: Person
) -> None:
    judging.publish(contribution("Is er een formulier?", "Voor een dag."), by=olena, now=NOON)
    assert the_row().text == "Is er een formulier? Voor een dag."


def test_the_history_says_what_each_step_was(
    placed: Contribution, olena: Person, sign_in: Callable[..., Client]
) -> None:
    answered(olena)
    page = sign_in(olena).get(f"/antwoord/{the_row().pk}/").content.decode()
    steps = ("kwam binnen", "wie antwoordt", "niet overgenomen, met reden")
    assert [page.count(f": {step}</p>") for step in steps] == [1, 1, 1]
