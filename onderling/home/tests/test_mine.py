"""Mijn pagina: my day, why, what I wish and give, for who came by a personal link (X-70)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from onderling.home.queries.progress import step_of, steps_of
from onderling.offers.models import Meeting, Slot
from onderling.people.rules import Entry
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State
from onderling.signups.actions.seats import take_place
from onderling.signups.models import AllocationRun, Participation, Reason, Signup
from tests.makers import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def ria(person: Any, sign_in: Any, study_day: Callable[..., Round], participation: Any) -> Any:
    """Ria takes part in a study day in four weeks; her client came by her personal link."""
    who = person("Ria", "Leenheer")
    round = study_day()
    day = now().date() + timedelta(weeks=4)
    Round.objects.filter(pk=round.pk).update(starts_on=day, ends_on=day)
    round.phases.update(opens=now() - timedelta(days=2), closes=now() + timedelta(days=6))
    client = sign_in(who, entry=Entry.LINK)
    client.round, client.person = round, who
    client.taking = participation(round, who)
    return client


def confirm(ria: Any) -> Round:
    Round.objects.filter(pk=ria.round.pk).update(state=State.CONFIRMED)
    return Round.objects.get(pk=ria.round.pk)


def seat(ria: Any, meeting: Meeting) -> None:
    confirm(ria)
    taking = Participation.objects.select_related("round").get(pk=ria.taking.pk)
    take_place(taking, Meeting.objects.get(pk=meeting.pk), by=ria.person, now=NOON)


def page_of(ria: Any) -> str:
    return ria.get("/mijn/").content.decode()  # type: ignore[no-any-return]  # the client is Any


def test_who_has_not_chosen_yet_is_led_to_the_wishes_with_the_deadline(ria: Any) -> None:
    page = page_of(ria)
    assert "U gaf nog geen wensen door. Dat kan" in page
    assert "tot en met" in page
    assert f"/ronde/{ria.round.slug}/wensen/" in page


def test_who_chose_may_change_it(ria: Any) -> None:
    Participation.objects.filter(pk=ria.taking.pk).update(chosen=now())
    assert "Verander mijn wensen" in page_of(ria)


def test_before_publishing_nobody_reads_a_place(ria: Any, meeting: Any) -> None:
    soup = meeting(ria.round)
    seat(ria, soup)
    Round.objects.filter(pk=ria.round.pk).update(state=State.MATCHING)
    assert "Soep als gespreksleider" not in page_of(ria)


def test_the_day_shows_each_part_with_room_giver_and_a_way_to_cancel(
    ria: Any, meeting: Any, person: Any
) -> None:
    soup = meeting(ria.round, giver=person("Theo", "Abrahamse"), room="Keuken")
    Slot.objects.create(
        round=ria.round,
        kind=Slot.Kind.BREAK,
        label="Lunch",
        starts=ria.round.slots.get(number=2).starts - timedelta(minutes=15),
        ends=ria.round.slots.get(number=2).starts,
        where="Foyer",
    )
    seat(ria, soup)
    page = page_of(ria)
    assert "Uw dag op" in page
    assert "U hebt één plek." in page
    assert "Met Theo Abrahamse." in page
    assert "Keuken" in page
    assert "Lunch" in page
    assert 'aria-label="Ik kan toch niet: Soep als gespreksleider"' in page
    assert page.count("U hebt hier nog geen plek.") == 2


def test_of_a_round_of_days_only_what_somebody_has_is_shown_with_its_day(
    ria: Any, meeting: Any
) -> None:
    """Of two weeks full of empty moments nobody finds the three that count."""
    soup = meeting(ria.round, slot=2)
    Round.objects.update(ends_on=ria.round.starts_on + timedelta(weeks=6))
    seat(ria, soup)
    page = page_of(ria)
    assert ">Uw programma, " in page
    assert "Soep als gespreksleider" in page
    assert page.count("<strong>Donderdag 10 december</strong>") == 1
    assert "De eerste keer is op donderdag 10 december om 11.30 uur." in page
    assert "Op alle andere momenten hebt u nog niets." in page
    assert "U hebt hier nog geen plek." not in page


def test_why_this_place_is_told_with_the_wish_that_was_missed(ria: Any, meeting: Any) -> None:
    soup, song = meeting(ria.round, slot=1), meeting(ria.round, "Plat praten", slot=1)
    seat(ria, song)
    Signup.objects.update(kind="wish", rank=2)
    run = AllocationRun.objects.create(
        round=ria.round, state=AllocationRun.State.PUBLISHED, seed="1", queued=NOON
    )
    Reason.objects.create(
        run=run,
        participation=ria.taking,
        meeting=soup,
        because="full",
        numbers={"rank": 1, "places": 4, "first_wishes": 9},
    )
    page = page_of(ria)
    assert "Dit was uw tweede wens." in page
    assert "Voor ‘Soep als gespreksleider’ waren 9 eerste wensen en 4 plekken." in page


def test_the_place_on_a_waiting_list_is_told(
    ria: Any, meeting: Any, participation: Any
) -> None:
    soup = meeting(ria.round, seats=1)
    confirm(ria)
    for one in (participation(ria.round), participation(ria.round), ria.taking):
        taking = Participation.objects.select_related("round").get(pk=one.pk)
        take_place(taking, Meeting.objects.get(pk=soup.pk), by=one.person, now=NOON)
    assert "Wachtlijst: nummer 2" in page_of(ria)


def test_what_somebody_gives_stands_on_the_own_page(ria: Any, meeting: Any) -> None:
    soup = meeting(ria.round, giver=ria.person, room="Keuken")
    Slot.objects.filter(pk=soup.slot_id).update(starts=now() + timedelta(weeks=4))
    page = page_of(ria)
    assert "Wat u geeft" in page
    assert "Ja, ik geef deze workshop" in page
    ria.post(f"/bijeenkomst/{soup.pk}/ik-geef/", {"ja": "ja"})
    assert "Ja, ik geef deze workshop" not in page_of(ria)
    assert "Studiedag 2026, Keuken" in page


def test_who_does_not_come_reads_that_and_no_day(ria: Any, meeting: Any) -> None:
    seat(ria, meeting(ria.round))
    Participation.objects.filter(pk=ria.taking.pk).update(state=Participation.State.NOT_COMING)
    page = page_of(ria)
    assert "U hebt zich afgemeld." in page
    assert "Ik kan toch niet" not in page


def test_who_takes_part_in_nothing_is_shown_the_next_round(
    ria: Any, person: Any, sign_in: Any
) -> None:
    page = sign_in(person("Bo")).get("/mijn/").content.decode()
    assert "U doet nu nergens aan mee" in page
    assert f"/ronde/{ria.round.slug}/" in page


def test_a_late_comer_reads_so(ria: Any) -> None:
    Round.objects.filter(pk=ria.round.pk).update(state=State.MATCHING)
    ria.round.phases.update(closes=now() - timedelta(hours=1))
    Participation.objects.filter(pk=ria.taking.pk).update(late=True)
    assert "Daarom staat u op de late lijst." in page_of(ria)


def test_the_page_asks_as_often_for_three_places_and_rounds_as_for_one(
    ria: Any, meeting: Any, study_day: Any, participation: Any, person: Any
) -> None:
    def queries() -> int:
        page_of(ria)
        with CaptureQueriesContext(connection) as counted:
            page_of(ria)
        return len(counted)

    seat(ria, meeting(ria.round, slot=1, giver=person("Theo")))
    meeting(ria.round, "Eigen", slot=3, giver=ria.person)
    participation(study_day(slug="tweede"), ria.person)
    few = queries()
    assert few == 9, "who missed, offered or was asked something is asked for that too"
    seat(ria, meeting(ria.round, "Plat praten", slot=2, giver=person("Bo")))
    meeting(ria.round, "Eigen twee", slot=3, giver=ria.person)
    participation(study_day(slug="derde"), ria.person)
    assert queries() == few


def test_somebody_in_two_rounds_can_read_the_second_as_well(
    ria: Any, study_day: Any, participation: Any
) -> None:
    later = study_day(slug="tweede-dag")
    day = now().date() + timedelta(weeks=60)
    Round.objects.filter(pk=later.pk).update(starts_on=day, ends_on=day)
    participation(later, ria.person)
    assert "/mijn/?ronde=tweede-dag" in ria.get("/mijn/").content.decode()
    page = ria.get("/mijn/", {"ronde": "tweede-dag"}).content.decode()
    assert "/ronde/tweede-dag/wensen/" in page


def test_wishes_are_over_once_the_places_are_divided(ria: Any) -> None:
    """The date may say otherwise: a coordinator can close them earlier."""
    before = step_of(steps_of(ria.round, now=now()), Phase.Kind.WISHING)
    after = step_of(steps_of(confirm(ria), now=now()), Phase.Kind.WISHING)
    assert before is not None
    assert after is not None
    assert (before.now, before.over) == (True, False)
    assert (after.now, after.over) == (False, True)


def test_who_gives_a_workshop_is_not_told_that_nothing_is_to_be_prepared(
    ria: Any, meeting: Any
) -> None:
    seat(ria, meeting(ria.round, "Soep", slot=1))
    assert "U hoeft niets voor te bereiden." in page_of(ria)
    meeting(ria.round, "Zingen", slot=2, giver=ria.person)
    page = page_of(ria)
    assert "U hoeft niets voor te bereiden." not in page
    assert "En u geeft zelf: ‘Zingen’ om 11.30 uur." in page
