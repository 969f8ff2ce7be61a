"""What we keep goes when its term is over: not a day early, and every day on time (X-40)."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onderling.base.audit import ref
from onderling.base.models import AuditLine, Import, ImportRow
from onderling.base.privacy import CARD, LASTS, POST, ROUND, goes_on, last_over
from onderling.formats.library.models import Contribution
from onderling.home.queries.clearing import WHAT
from onderling.home.queries.figures import figures_of
from onderling.mail.actions import queue
from onderling.mail.actions.switches import set_switch
from onderling.mail.models import Message
from onderling.mail.rules import Purpose, Recipient
from onderling.people.actions.clearing import clear, clear_rows
from onderling.people.actions.outlook import cards, endings
from onderling.people.actions.prolonging import keep_longer, name_of
from onderling.people.actions.staying import address_of, stay, tell_who_goes
from onderling.people.models import Consent, Going, Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.seats import take_place
from onderling.signups.models import Ambassador, DoorKeeper, Favourite, Participation
from tests.canaries import dump
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
DAY = timedelta(days=1)
HELD = date(2026, 12, 10)  # the day of the round in these tests


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.DATA, settings.EMAIL_HOST = tmp_path, "mail.voorbeeld.example"


def at(day: date) -> datetime:
    return NOON + (day - NOON.date())


def night(day: date) -> None:
    """What the worker does by itself on one day; the mail server takes what there is."""
    tell_who_goes(now=at(day))
    if settings.EMAIL_HOST:
        letters = Message.objects.filter(kind="card_goes", channel="mail", state="queued")
        letters.update(state=Message.State.SENT, sent=at(day))
    clear(now=at(day))


@pytest.fixture
def day(study_day: Make) -> Any:
    return study_day(state=State.CONFIRMED)


@pytest.fixture
def ria(person: Make, day: Any, meeting: Make, participation: Make) -> Person:
    """Took part once; with something in every kind of term."""
    who: Person = person(
        "Ria", "Leenheer", email="ria@voorbeeld.example", diet="geen noten", access_needs="lift"
    )
    soup = meeting(day, "Soep")
    friend = Ambassador.objects.create(round=day, person=person("Jan", "Vos"), since=NOON)
    mine = participation(day, who, brings="een pan", through=friend)
    take_place(mine, soup, by=who, now=NOON)
    Favourite.objects.create(person=who, offer=soup.offer)
    DoorKeeper.objects.create(round=day, person=who, since=NOON)
    Person.objects.filter(pk=who.pk).update(last_login=NOON)
    Round.objects.filter(pk=day.pk).update(state=State.CLOSED)
    return who


def test_over_three_years_nothing_goes_early_and_all_goes_on_time(
    ria: Person, day: Any
) -> None:
    """A virtual clock: on the last day of a term it is there, the day after it is not."""
    before = asdict(figures_of(day))
    there: dict[str, Callable[[], Any]] = {
        "what somebody needs": lambda: Person.objects.exclude(diet="", access_needs=""),
        "who stood at the door": DoorKeeper.objects.all,
        "what was saved": Favourite.objects.all,
        "who invited": Ambassador.objects.all,
        "through whom": lambda: Participation.objects.exclude(through=None),
        "when somebody signed in": lambda: Person.objects.exclude(last_login=None),
        "cards": lambda: Person.objects.filter(state=Person.State.GUEST),
    }
    went: dict[str, date] = {}
    # The day after each term, and two weeks before the last; and every quarter.
    turns = {date(2027, 1, 11), date(2027, 5, 3), date(2027, 11, 27), date(2027, 12, 11)}
    quarters = {date(2027 + m // 12, m % 12 + 1, 15) for m in range(0, 34, 3)}
    for today in sorted(quarters | turns | {turn - DAY for turn in turns}):
        night(today)
        for what, rows in there.items():
            if what not in went and not rows().exists():
                went[what] = today
    assert went == {
        "what somebody needs": date(2027, 1, 11),
        "who stood at the door": date(2027, 1, 11),
        "what was saved": date(2027, 1, 11),
        "who invited": date(2027, 1, 11),
        "through whom": date(2027, 1, 11),
        "when somebody signed in": date(2027, 5, 3),
        "cards": date(2027, 12, 11),
    }
    assert asdict(figures_of(day)) == before
    assert [told for told in ("Leenheer", "ria@voorbeeld") if told in dump()] == []


def test_who_goes_is_told_two_weeks_before_once_and_may_stay(
    ria: Person, day: Any, client: Any, settings: Any
) -> None:
    """Opening the mail does nothing; the button keeps the card for a year from that day."""
    settings.EMAIL_HOST = ""  # the letter waits
    told_on = date(2027, 11, 27)
    night(told_on - DAY)
    assert not Message.objects.filter(kind="card_goes", to_ref=ref(ria)).exists()
    night(told_on)
    night(told_on + DAY)
    letter = Message.objects.get(kind="card_goes", to_ref=ref(ria))
    going = Going.objects.get(person=ria)
    assert (letter.to_address, going.on) == ("ria@voorbeeld.example", date(2027, 12, 11))
    assert "Daarom verwijderen wij uw gegevens op 11 december 2027" in letter.body
    where = address_of(going)
    assert where in letter.body
    where = "/" + where.split("/", 3)[3]
    assert "Ja, ik wil blijven" in client.get(where).content.decode()
    assert Going.objects.filter(person=ria).exists()
    stay(ria, now=at(told_on + DAY))
    assert "U blijft op onze lijst" in client.get(where).content.decode()
    night(date(2027, 12, 20))
    ria.refresh_from_db()
    assert ria.is_active
    assert cards()[ria.pk].on == date(2028, 11, 29)
    letter.refresh_from_db()
    assert letter.state == Message.State.WITHHELD  # it had not left yet


def test_who_takes_part_again_is_spared(
    ria: Person, study_day: Make, participation: Make
) -> None:
    night(date(2027, 11, 27))
    again = study_day(slug="volgend-jaar")
    Round.objects.filter(pk=again.pk).update(ends_on=date(2027, 12, 9))
    participation(again, ria)
    night(date(2027, 12, 11))
    ria.refresh_from_db()
    assert (ria.is_active, Going.objects.filter(person=ria).exists()) == (True, False)


def test_nobody_goes_who_has_a_role_the_newsletter_or_an_answer_to_give(
    person: Make, grant: Make
) -> None:
    """The last owner never goes, nor who runs something."""
    owner, runs, reads = person("Peter"), person("Karin"), person("Olena")
    grant(owner)
    grant(runs, "coordinator")
    set_switch(reads, Purpose.NEWSLETTER, on=True, now=NOON)
    gone = person("Niemand")
    for today in (date(2028, 1, 1), date(2028, 1, 15), date(2031, 1, 1), date(2031, 2, 1)):
        night(today)
    left = Person.objects.present().values_list("first_name", flat=True)
    assert sorted(left) == ["Karin", "Olena", "Peter"]
    gone.refresh_from_db()
    assert gone.name == "verwijderde deelnemer"


def test_what_somebody_agreed_to_show_stays_when_their_card_goes(
    ria: Person, person: Make
) -> None:
    """A tip that is on the site, and a name in a text that somebody put there themselves."""
    tip = {"kind": "tip", "title": "Begin met de jas", "words": "Doe mee.", "submitted": NOON}
    Contribution.objects.create(sender=ria, shown_name="Ria Leenheer", state="published", **tip)
    Consent.objects.create(
        person=ria, purpose="photo", answer="given", text_version="1", channel="web", at=NOON
    )
    for today in (date(2027, 11, 27), date(2027, 12, 11)):
        night(today)
    kept = Contribution.objects.get()
    assert (kept.shown_name, kept.words) == ("Ria Leenheer", "Doe mee.")
    assert kept.sender is not None
    assert kept.sender.name == "verwijderde deelnemer"
    assert Consent.objects.get().answer == "given"


def test_a_round_or_a_kind_is_kept_longer_with_a_reason_at_most_a_year(
    ria: Person, day: Any, person: Make, grant: Make, sign_in: Make
) -> None:
    karin = person("Karin", "Boshuizen")
    grant(karin, "coordinator", "round", day.pk)
    her, where = sign_in(karin), f"/ronde/{day.slug}/langer-bewaren/"
    typed = {"until": "2027-03-31", "because": "De subsidie vraagt erom."}
    assert "Hoogstens een jaar" in her.get(where).content.decode()
    far = her.post(where, typed | {"until": "2027-11-03"}).content.decode()
    assert "Kies een datum van vandaag tot en met 2 november 2027" in far
    assert her.post(where, typed).url == "/beheer/weggooien/"
    page = her.get("/beheer/weggooien/").content.decode()
    assert "blijft tot en met woensdag 31 maart 2027" in page
    assert "De subsidie vraagt erom." in page
    line = AuditLine.objects.get(deed="keep_longer")
    assert (line.scope_ref, line.detail.because) == (ref(day), "De subsidie vraagt erom.")
    clear(now=at(date(2027, 3, 31)))
    assert DoorKeeper.objects.exists()
    clear(now=at(date(2027, 4, 1)))
    assert not DoorKeeper.objects.exists()
    name, long = name_of(CARD), date(2028, 6, 1)
    keep_longer(name, long, because="Jubileum", by=karin, now=at(date(2027, 7, 1)))
    assert cards()[ria.pk].on == date(2028, 6, 2)


def test_it_goes_on_where_it_was_broken_off(ria: Person, day: Any, monkeypatch: Any) -> None:
    """Small steps, each with its own line of how many; done twice is done once."""
    monkeypatch.setattr("onderling.people.actions.clearing.AT_ONCE", 1)
    for number in range(3):
        to = Recipient("Ria", "ria@voorbeeld.example", ref=ref(ria))
        letter = queue("notice", to=to, subject=f"Brief {number}", body="Dag", now=NOON)
        Message.objects.filter(pk=letter.pk).update(state=Message.State.SENT)
    later = at(date(2026, 12, 3))
    left = Message.objects.filter(kind="notice").exclude(to_name="")
    assert clear_rows(now=later, goes_on=lambda: left.count() > 1) == {"mail.Message": 2}
    assert left.count() == 1
    assert clear_rows(now=later) == {"mail.Message": 1}
    assert clear_rows(now=later) == {}
    lines = AuditLine.objects.filter(deed="clear_kept").values_list("detail__new", flat=True)
    assert list(lines) == [{"mail.Message": 1}] * 3


def test_a_turn_in_which_nothing_is_over_writes_nothing(day: Any) -> None:
    """It comes every ten minutes: nobody who writes has to wait for it."""
    Round.objects.filter(pk=day.pk).update(ends_on=date(2020, 1, 1))
    clear_rows(now=NOON)
    with CaptureQueriesContext(connection) as asked:
        assert clear_rows(now=NOON) == {}
    assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []


def test_a_row_that_became_nobody_goes_a_year_after_its_list(day: Any) -> None:
    source = Import.objects.create(kind="people", scope_ref=ref(day), by_ref="", at=NOON)
    ImportRow.objects.create(source=source, number=1, cells=["Ria", "ria@voorbeeld.example"])
    clear(now=at(date(2027, 11, 2)))
    assert ImportRow.objects.get().cells == ["Ria", "ria@voorbeeld.example"]
    clear(now=at(date(2027, 11, 3)))
    assert ImportRow.objects.get().cells == []


def test_every_kind_that_goes_has_a_word_and_a_day_to_count_from() -> None:
    """A new field with a term of its own is in the dry run, or this fails."""
    found = {(one.trail.model._meta.label, one.keep): one for one in endings()}
    assert set(WHAT) == {*found, ("people.Person", CARD)}
    unclear = [
        label
        for (label, _keep), one in found.items()
        if label != "people.Person" and not (one.trail.round or one.trail.since)
    ]
    assert unclear == []


def test_a_coordinator_reads_counts_of_own_rounds_and_no_name(
    ria: Person, day: Any, study_day: Make, person: Make, grant: Make, sign_in: Make
) -> None:
    """Owners see all, and the page asks as many queries for two rounds as for one."""
    other = study_day(slug="elders")
    Round.objects.filter(pk=other.pk).update(name="Dag elders")
    here, owner = person("Karin", "Boshuizen"), person("Peter", "Dijkgraaf")
    grant(here, "coordinator", "round", day.pk)
    grant(owner)
    DoorKeeper.objects.create(round=other, person=ria, since=NOON)
    with time_machine.travel(at(date(2026, 12, 20)), tick=False):
        hers, his = sign_in(here), sign_in(owner)
        page = hers.get("/beheer/weggooien/").content.decode()
        everything = his.get("/beheer/weggooien/").content.decode()
    told = ("Wie aan de deur stond", "Dag elders", "Leenheer", "Van één soort")
    assert [one in page for one in told] == [True, False, False, False]
    assert [one in everything for one in told] == [True, True, False, True]


def test_the_terms_count_in_months_as_people_do() -> None:
    """The last day of a term still counts; a month after the 31st is the last of the month."""
    assert goes_on(ROUND, date(2026, 1, 31)) == date(2026, 3, 1)
    assert goes_on(CARD, date(2028, 2, 29)) == date(2029, 3, 1)
    assert goes_on(POST, date(2026, 11, 2)) == date(2026, 12, 3)
    days = [date(2027, 1, 1) + number * DAY for number in range(900)]
    for keep in LASTS:
        for today in days:
            last = last_over(keep, today)
            assert goes_on(keep, last) <= today < goes_on(keep, last + DAY)
