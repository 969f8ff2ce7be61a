"""Every count on the overview opens the list of exactly those it counted (X-58, X-100)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.base import audit
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.offers.models import Meeting, Offer
from onderling.offers.rules import OfferState
from onderling.people.models import Person
from onderling.people.rules import Role, Scope
from onderling.rounds.actions import add_calendar_line
from onderling.rounds.models import CalendarLine, Round
from onderling.rounds.rules import State
from onderling.signups.models import Absence, Lock, Pair, Participation
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def of(study_day: Make) -> Round:
    round: Round = study_day()
    return round


@pytest.fixture
def karin(person: Make, grant: Make, sign_in: Make, of: Round) -> Any:
    who = person("Karin")
    grant(who, Role.COORDINATOR, Scope.ROUND, of.pk)
    return sign_in(who)


def behind(karin: Any, title: str, address: str) -> str:
    """Follow the link beside one line of the overview to the list behind it."""
    page = karin.get("/ronde/studiedag/beheer/").content.decode()
    rows = re.findall(r"<li>(.*?)</li>", page, re.DOTALL)
    row = next(row for row in rows if f">{title}<" in row)
    link = re.search(r'href="([^"]*)"', row)
    assert link is not None
    assert link[1].replace("&amp;", "&") == address
    return str(karin.get(address).content.decode())


def names_in(page: str) -> set[str]:
    """The names in a list of participants."""
    return set(re.findall(r'rowheader"><a [^>]*>(.*?)</a>', page))


@pytest.fixture
def away(participation: Make) -> Callable[..., Participation]:
    """Let somebody take part who is away in the numbered slots."""

    def make(of: Round, who: Person, *slots: int) -> Participation:
        made: Participation = participation(of, who, chosen=NOON)
        for number in slots:
            Absence.objects.create(participation=made, slot=of.slots.get(number=number))
        return made

    return make


def test_givers_who_are_away_are_the_people_in_the_list(
    karin: Any, of: Round, person: Make, meeting: Make, participation: Make, away: Make
) -> None:
    theo, olena = person("Theo", "Abrahamse"), person("Olena", "Kovalenko")
    meeting(of, "Soep", slot=1, giver=theo)
    meeting(of, "Zingen", slot=2, giver=theo)
    meeting(of, "Luisteren", slot=1, giver=olena)
    away(of, theo, 1, 2)
    away(of, olena, 1)
    participation(of, person("Ria", "Terpstra"), chosen=NOON)
    page = behind(
        karin,
        "Twee gevers staan als afwezig",
        "/ronde/studiedag/deelnemers/?let_op=absent_giver",
    )
    assert names_in(page) == {"Abrahamse, Theo", "Kovalenko, Olena"}
    assert "Theo Abrahamse geeft ‘Zingen’ in ronde 2, maar staat daar als afwezig." in page
    assert page.count("maar staat daar als afwezig.") == 3


def test_a_giver_who_is_booked_twice_is_on_the_board(
    karin: Any, of: Round, person: Make, meeting: Make, participation: Make
) -> None:
    theo = person("Theo", "Abrahamse")
    participation(of, theo, chosen=NOON)
    meeting(of, "Soep", slot=1, giver=theo)
    meeting(of, "Zingen", slot=1, giver=theo)
    page = behind(karin, "Eén gever staat dubbel", "/ronde/studiedag/bord/")
    assert page.count("Gever dubbel: Ronde 1") == 1


def test_who_is_fixed_while_away_is_in_the_list(
    karin: Any, of: Round, person: Make, meeting: Make, away: Make, participation: Make
) -> None:
    sabine = away(of, person("Sabine", "Smit"), 1)
    participation(of, chosen=NOON)
    Lock.objects.create(
        participation=sabine, meeting=meeting(of), because="Zij praat.", at=NOON
    )
    page = behind(
        karin,
        "Eén mens staat vast waar die er niet is",
        "/ronde/studiedag/deelnemers/?let_op=locked_absent",
    )
    assert names_in(page) == {"Smit, Sabine"}


def test_a_pair_that_is_never_there_together_is_in_the_list(
    karin: Any, of: Round, person: Make, away: Make, participation: Make
) -> None:
    one = away(of, person("Sabine", "Smit"), 1, 2)
    other = away(of, person("Theo", "Abrahamse"), 3)
    participation(of, chosen=NOON)
    Pair.objects.create(round=of, kind=Pair.Kind.LIKE, one=one, other=other)
    page = behind(
        karin,
        "Eén tweetal kan niet samen",
        "/ronde/studiedag/deelnemers/?let_op=pair_never_together",
    )
    assert names_in(page) == {"Smit, Sabine", "Abrahamse, Theo"}
    assert page.count("willen samen, maar zijn nooit") == 1


def test_mail_that_went_wrong_is_in_the_list(
    karin: Any, of: Round, participation: Make
) -> None:
    participation(of, chosen=NOON)
    states = [Message.State.REFUSED, Message.State.UNKNOWN, Message.State.SENT]
    for number, state in enumerate(states):
        to = Recipient(f"Mens {number}", f"mens{number}@voorbeeld.example")
        sent = queue(
            "test", to=to, subject="Hallo", body="Dag", now=NOON, scope_ref=audit.ref(of)
        )
        Message.objects.filter(pk=sent.pk).update(state=state)
    page = behind(
        karin, "Twee e-mails kwamen niet aan", "/ronde/studiedag/berichten/?stand=mis"
    )
    assert re.findall(r"<h3[^>]*>(Mens \d)</h3>", page) == ["Mens 1", "Mens 0"]


def test_late_tasks_have_a_heading_of_their_own(
    karin: Any, of: Round, participation: Make
) -> None:
    participation(of, chosen=NOON)
    for number in range(4):
        add_calendar_line(of, offset="T-8 weken", who="Bo", what=f"Taak {number}", now=NOON)
    add_calendar_line(of, offset="T-1 week", who="Bo", what="Later", now=NOON)
    page = behind(karin, "Vier taken zijn te laat", "/ronde/studiedag/kalender/#te-laat")
    late = page.split('id="te-laat"')[1].split("</section>")[0]
    assert re.findall(r"<a [^>]*>(Taak \d|Later)</a>", late) == [f"Taak {n}" for n in range(4)]


def test_a_task_that_is_late_or_done_is_not_said_to_come(
    karin: Any, of: Round, participation: Make
) -> None:
    participation(of, chosen=NOON)
    add_calendar_line(of, offset="T-8 weken", who="Bo", what="Te laat", now=NOON)
    done = add_calendar_line(of, offset="T-1 week", who="Bo", what="Gedaan", now=NOON)
    CalendarLine.objects.filter(pk=done.pk).update(state=CalendarLine.State.DONE)
    add_calendar_line(of, offset="T-2 weken", who="Bo", what="Straks", now=NOON)
    page = karin.get("/ronde/studiedag/beheer/").content.decode()
    coming = page.split('id="hierna"')[1].split("</section>")[0]
    assert re.findall(r'data-k="Wat">(.*?)</td>', coming) == ["Straks"]


def test_offers_that_wait_are_the_rows_of_the_list(
    karin: Any, of: Round, meeting: Make, participation: Make
) -> None:
    participation(of, chosen=NOON)
    for title in ("Soep", "Zingen", "Luisteren"):
        meeting(of, title)
    Offer.objects.exclude(title="Soep").update(state=OfferState.SUBMITTED)
    page = behind(
        karin, "Twee workshops zijn aangeboden", "/ronde/studiedag/aanbod/?stand=submitted"
    )
    assert "Zingen" in page
    assert "Luisteren" in page
    assert "Soep" not in page


def test_workshops_without_a_time_are_those_under_the_board(
    karin: Any, of: Round, meeting: Make, participation: Make
) -> None:
    participation(of, chosen=NOON)
    loose = meeting(of, "Soep")
    loose.slot = None
    loose.save()
    meeting(of, "Zingen").delete()
    meeting(of, "Luisteren")
    called_off = meeting(of, "Dansen")
    called_off.state = Meeting.State.CANCELLED
    called_off.save()
    page = behind(karin, "Twee workshops hebben geen tijd", "/ronde/studiedag/bord/#los")
    under = page.split('id="los"')[-1].split("</section>")[0]
    assert "Soep" in under
    assert "Zingen" in under
    assert "Luisteren" not in under
    assert "Dansen" not in under


def test_who_did_not_choose_and_who_came_late_are_in_the_list(
    karin: Any, of: Round, person: Make, participation: Make
) -> None:
    participation(of, person("Ria", "Terpstra"))
    participation(of, person("Bo", "Smit"), chosen=NOON, late=True)
    participation(of, person("An", "Dam"), chosen=NOON, late=True, late_accepted=True)
    participation(of, person("Uit", "Genodigd"), state=Participation.State.INVITED)
    silent = behind(
        karin, "1 mens koos nog niet", "/ronde/studiedag/deelnemers/?stand=coming&wensen=nee"
    )
    assert names_in(silent) == {"Terpstra, Ria"}
    reminder = "/ronde/studiedag/berichten/nieuw/?aan=niet-gekozen&tekst=herinnering_kiezen"
    page = karin.get("/ronde/studiedag/beheer/").content.decode()
    assert f'href="{reminder.replace("&", "&amp;")}">Herinner alleen hen</a>' in page
    assert "Kies nog voor {programma}" in karin.get(reminder).content.decode()
    late = behind(
        karin, "Eén mens kwam te laat", "/ronde/studiedag/deelnemers/?stand=coming&wensen=laat"
    )
    assert names_in(late) == {"Smit, Bo"}


def test_people_without_mail_are_counted_among_who_takes_part(
    karin: Any, of: Round, person: Make, participation: Make
) -> None:
    participation(of, person("Ria", "Terpstra", email=None))
    participation(of, person("Bo", "Smit"))
    participation(of, person("An", "Dam", email=None), state=Participation.State.INVITED)
    page = karin.get("/ronde/studiedag/beheer/").content.decode()
    assert "1 van de 2 deelnemers heeft geen e-mail." in page
    address = "/ronde/studiedag/deelnemers/?stand=coming&bereik=geen_mail"
    assert f'href="{address.replace("&", "&amp;")}"' in page
    listed = karin.get(address).content.decode()
    assert names_in(listed) == {"Terpstra, Ria"}
    assert "<b>1</b><span>van de 2 deelnemers: zonder e-mail</span>" in listed


def test_a_new_round_begins_with_its_lists(karin: Any, of: Round) -> None:
    Round.objects.filter(pk=of.pk).update(state=State.DRAFT)
    of.phases.update(opens=now() - timedelta(days=1))
    add_calendar_line(of, offset="T-8 weken", who="Bo", what="Te laat", now=NOON)
    page = karin.get("/ronde/studiedag/beheer/").content.decode()
    assert "Open de ronde" not in page
    assert "Eén ding vraagt aandacht" in page
    behind(karin, "Lees uw lijsten in", "/ronde/studiedag/inlezen/")
