"""What happens to an offer (S3a-5, S3a-8, X-63)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from onderling.base.audit import history_of
from onderling.base.errors import Refused
from onderling.mail.models import Message
from onderling.offers.actions.offers import change_offer, make_offer, step, why_closed
from onderling.offers.models import Meeting, Offer
from onderling.offers.rules import By, OfferDeed, OfferState
from onderling.people.models import Person
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State, end_of
from tests.makers import NOON

Make = Callable[..., Offer]
GIVER = frozenset({By.MAKER})


def test_a_workshop_goes_from_concept_to_published_without_a_manager(
    study_day: Callable[..., Round], offer: Make, coordinator: Person
) -> None:
    soup = offer(study_day(), "Soep als gespreksleider")
    step(soup, OfferDeed.SUBMIT, by=soup.maker, now=NOON, hats=GIVER)
    soup = step(soup, OfferDeed.PUBLISH, by=coordinator, now=NOON)
    assert soup.state == OfferState.PUBLISHED


def test_a_giver_does_not_publish_the_own_workshop(
    study_day: Callable[..., Round], offer: Make
) -> None:
    soup = offer(study_day(), state=OfferState.SUBMITTED)
    with pytest.raises(Refused, match="aangeboden"):
        step(soup, OfferDeed.PUBLISH, by=soup.maker, now=NOON, hats=GIVER)


def test_maker_and_coordinator_read_the_same_history(
    study_day: Callable[..., Round], offer: Make, coordinator: Person
) -> None:
    soup = offer(study_day())
    step(soup, OfferDeed.SUBMIT, by=soup.maker, now=NOON)
    step(soup, OfferDeed.ASK_CHANGES, by=coordinator, because="Noem de tijd.", now=NOON)
    lines = history_of(soup)
    assert [line.deed for line in lines] == ["make_offer", "submit_offer", "ask_changes_offer"]
    assert lines[2].detail.because == "Noem de tijd."
    assert (lines[2].detail.old, lines[2].detail.new) == (
        {"state": "submitted"},
        {"state": "changes_asked"},
    )


def test_asking_for_changes_needs_words(study_day: Callable[..., Round], offer: Make) -> None:
    soup = offer(study_day(), state=OfferState.SUBMITTED)
    with pytest.raises(Refused, match="wat er anders moet"):
        step(soup, OfferDeed.ASK_CHANGES, by=None, because=" ", now=NOON)


def test_the_maker_gets_a_letter_with_what_is_asked(
    study_day: Callable[..., Round], offer: Make, coordinator: Person
) -> None:
    soup = offer(study_day(), "Soep", state=OfferState.SUBMITTED)
    own = offer(soup.round, "Eigen", maker=coordinator, state=OfferState.SUBMITTED)
    for one in (soup, own):
        step(one, OfferDeed.ASK_CHANGES, by=coordinator, because="Noem de tijd.", now=NOON)
    letter = Message.objects.get()  # nobody writes to themselves
    assert soup.maker is not None
    assert (letter.to_address, letter.channel) == (soup.maker.email, "mail")
    assert letter.not_before == NOON + timedelta(minutes=5)  # so long it can be stopped
    assert "‘Soep’. Wij hebben een vraag:\n\nNoem de tijd." in letter.body


def test_a_change_is_written_down_with_the_old_and_the_new_value(
    study_day: Callable[..., Round], offer: Make
) -> None:
    soup = offer(study_day(), "Soep", minimum=6, maximum=14)
    change_offer(soup, by=soup.maker, now=NOON, title="Soep koken", minimum=6)
    line = history_of(soup).last()
    assert line is not None
    assert (line.detail.old, line.detail.new) == ({"title": "Soep"}, {"title": "Soep koken"})


def test_changing_nothing_leaves_no_line(study_day: Callable[..., Round], offer: Make) -> None:
    soup = offer(study_day(), "Soep")
    change_offer(soup, by=soup.maker, now=NOON, title="Soep")
    assert history_of(soup).count() == 1


@pytest.mark.parametrize(
    ("state", "changes"),
    [
        (OfferState.DRAFT, True),
        (OfferState.SUBMITTED, True),
        (OfferState.CHANGES_ASKED, True),
        (OfferState.PUBLISHED, False),
        (OfferState.WITHDRAWN, False),
    ],
)
def test_a_giver_changes_a_workshop_until_it_is_published(
    study_day: Callable[..., Round], offer: Make, state: OfferState, changes: bool
) -> None:
    soup = offer(study_day())
    Offer.objects.update(state=state)
    try:
        change_offer(soup, by=soup.maker, now=NOON, hats=GIVER, title="Nieuw")
        changed = True
    except Refused:
        changed = False
    assert changed is changes


def test_every_workshop_of_a_round_has_its_own_code(
    study_day: Callable[..., Round], offer: Make
) -> None:
    day = study_day()
    offer(day, code="ws-09")
    assert offer(day).code == "ws-10"
    with pytest.raises(Refused, match="ws-10"):
        offer(day, code="ws-10")


def test_a_minimum_above_the_maximum_is_told(
    study_day: Callable[..., Round], offer: Make
) -> None:
    with pytest.raises(Refused, match="vanaf 15 mensen, maar er mogen er maar 14 in"):
        offer(study_day(), minimum=15, maximum=14)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-9, "Voor Studiedag 2026 kunt u een workshop aanbieden vanaf 26 oktober."),
        (0, ""),
        (6, "Voor Studiedag 2026 kon u een workshop aanbieden tot en met 5 november, 23:59."),
    ],
)
def test_givers_keep_to_the_phase_of_offering(
    study_day: Callable[..., Round], days: int, said: str
) -> None:
    day = study_day()
    Phase.objects.create(
        round=day,
        kind=Phase.Kind.OFFERING,
        label="Aanbieden",
        opens=end_of((NOON - timedelta(days=8)).date(), day.zone),
        closes=end_of((NOON + timedelta(days=3)).date(), day.zone),
    )
    now = NOON + timedelta(days=days)
    assert why_closed(day, GIVER, now=now) == said
    assert why_closed(day, {By.COORDINATOR}, now=now) == ""


def test_who_must_change_a_workshop_may_do_so_after_the_deadline(
    study_day: Callable[..., Round], offer: Make
) -> None:
    day = study_day()
    soup = offer(day, state=OfferState.SUBMITTED)
    Phase.objects.create(
        round=day,
        kind=Phase.Kind.OFFERING,
        label="Aanbieden",
        opens=NOON - timedelta(days=8),
        closes=NOON,
    )
    late = NOON + timedelta(days=1)
    step(soup, OfferDeed.ASK_CHANGES, by=None, because="Te lang", now=late)
    soup = change_offer(soup, by=soup.maker, now=late, hats=GIVER, title="Korter")
    assert step(soup, OfferDeed.SUBMIT, by=soup.maker, now=late, hats=GIVER).title == "Korter"


def test_nobody_offers_in_a_round_that_is_closed(
    study_day: Callable[..., Round], person: Callable[..., Person]
) -> None:
    day = study_day(state=State.CLOSED)
    with pytest.raises(Refused, match="geen workshops meer aanbieden"):
        make_offer(day, maker=person(), by=None, now=NOON, title="Te laat")


def test_a_withdrawn_workshop_leaves_the_board(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    soup = meeting(study_day())
    step(soup.offer, OfferDeed.WITHDRAW, by=None, because="Ik ben ziek", now=NOON)
    soup.refresh_from_db()
    assert soup.state == Meeting.State.CANCELLED


def test_a_workshop_in_which_people_sit_is_not_withdrawn(
    study_day: Callable[..., Round], meeting: Callable[..., Meeting]
) -> None:
    soup = meeting(study_day())
    Meeting.objects.update(taken=1)
    with pytest.raises(Refused, match="al mensen een plek"):
        step(soup.offer, OfferDeed.WITHDRAW, by=None, now=NOON)
    soup.offer.refresh_from_db()
    assert soup.offer.state == OfferState.PUBLISHED


@pytest.mark.parametrize("state", [State.OPEN, State.RUNNING])
def test_a_workshop_is_given_only_once_the_day_is_there(
    study_day: Callable[..., Round], offer: Make, state: State
) -> None:
    day = study_day()
    soup = offer(day, state=OfferState.PUBLISHED)
    Round.objects.update(state=state)
    try:
        after = step(soup, OfferDeed.DELIVER, by=None, now=NOON).state
    except Refused:
        after = "refused"
    assert after == {State.OPEN: "refused", State.RUNNING: OfferState.DELIVERED}[state]
