"""From a run to seats and waiting lists, and back (X-72, S0-14)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.offers.models import Giving, Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.participations import set_state
from onderling.signups.actions.seats import give_back, seat_run, unseat_run
from onderling.signups.checks import broken_invariants
from onderling.signups.models import AllocationRun, Match, Participation, Reason, Signup
from onderling.signups.rules import SignupState
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def every_promise_is_kept(db: None) -> Any:
    yield
    assert broken_invariants() == []


@pytest.fixture
def karin(person: Make) -> Person:
    who: Person = person("Karin")
    return who


@pytest.fixture
def run(published: Round) -> AllocationRun:
    return AllocationRun.objects.create(
        round=published, state=AllocationRun.State.PREVIEW, seed="2026-11-12", queued=NOON
    )


@pytest.fixture
def match(run: AllocationRun) -> Callable[..., Match]:
    def make(who: Participation, meeting: Meeting, rank: int | None = 1) -> Match:
        return Match.objects.create(
            run=run,
            participation=who,
            meeting=meeting,
            kind="wish" if rank else "anywhere",
            rank=rank,
        )

    return make


@pytest.fixture
def missed(run: AllocationRun, wish: Make) -> Callable[..., Reason]:
    def make(
        who: Participation, meeting: Meeting, rank: int, because: str = "full", **numbers: int
    ) -> Reason:
        wish(who, meeting, rank)
        return Reason.objects.create(
            run=run, participation=who, meeting=meeting, because=because, numbers=numbers
        )

    return make


def in_line(meeting: Meeting) -> list[int]:
    return list(meeting.signups.waiting().values_list("participation", flat=True))


def test_every_match_becomes_a_seat_and_is_counted(
    published: Round,
    run: AllocationRun,
    karin: Person,
    meeting: Make,
    participation: Make,
    match: Make,
) -> None:
    soup, bread = meeting(published, "Soep"), meeting(published, "Brood", slot=2)
    ria, bo = participation(published), participation(published)
    match(ria, soup, 1)
    match(ria, bread, None)
    match(bo, soup, 2)
    done = seat_run(run, by=karin, now=NOON)
    assert (len(done.seated), done.waiting, done.left_out) == (3, [], [])
    assert [Meeting.objects.get(pk=m.pk).taken for m in (soup, bread)] == [2, 1]
    place = Signup.objects.get(participation=bo)
    assert (place.state, place.kind, place.rank, place.run) == ("confirmed", "wish", 2, run)


def test_who_missed_a_wish_because_it_was_full_stands_in_line_by_rank_and_lottery(
    published: Round,
    run: AllocationRun,
    karin: Person,
    meeting: Make,
    participation: Make,
    match: Make,
    missed: Make,
) -> None:
    soup = meeting(published, "Soep", seats=1)
    match(participation(published), soup)
    second, low, high, overlap = (participation(published) for _ in range(4))
    missed(second, soup, 2, "full", lot=99)
    missed(low, soup, 1, "lottery", lot=3)
    missed(high, soup, 1, "lottery", lot=7)
    missed(overlap, soup, 1, "overlap")
    done = seat_run(run, by=karin, now=NOON)
    assert in_line(soup) == [high.pk, low.pk, second.pk]
    assert len(done.waiting) == 3


def test_the_lottery_of_the_line_follows_from_the_seed_when_the_run_drew_none(
    published: Round,
    run: AllocationRun,
    karin: Person,
    meeting: Make,
    participation: Make,
    match: Make,
    missed: Make,
) -> None:
    soup = meeting(published, "Soep", seats=1)
    match(participation(published), soup)
    for _ in range(6):
        missed(participation(published), soup, 1)
    seat_run(run, by=karin, now=NOON)
    first = in_line(soup)
    unseat_run(run, by=karin, now=NOON)
    seat_run(run, by=karin, now=NOON)
    assert in_line(soup) == first


def test_a_place_that_comes_free_after_publishing_goes_to_the_first_in_line(
    published: Round,
    run: AllocationRun,
    karin: Person,
    meeting: Make,
    participation: Make,
    match: Make,
    missed: Make,
) -> None:
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", seats=1)
    ria, bo = participation(published), participation(published)
    match(ria, soup)
    match(bo, bread, 2)
    missed(bo, soup, 1)
    seat_run(run, by=karin, now=NOON)
    place = Signup.objects.get(participation=ria)
    moved = give_back(place, by=ria.person, now=NOON)
    assert [(s.participation, s.meeting) for s in moved] == [(bo, soup)]
    bread.refresh_from_db()
    assert bread.taken == 0


def test_who_is_no_longer_coming_gets_no_seat_and_it_goes_to_who_waits(
    published: Round,
    run: AllocationRun,
    karin: Person,
    meeting: Make,
    participation: Make,
    match: Make,
    missed: Make,
) -> None:
    soup = meeting(published, "Soep", seats=1)
    ria, bo = participation(published), participation(published)
    gone = match(ria, soup)
    missed(bo, soup, 1)
    set_state(ria, Participation.State.NOT_COMING, by=ria.person, now=NOON)
    done = seat_run(run, by=karin, now=NOON)
    assert done.left_out == [gone]
    assert list(soup.signups.seated().values_list("participation", flat=True)) == [bo.pk]


def test_a_giver_takes_no_seat_in_the_own_workshop(
    published: Round,
    run: AllocationRun,
    karin: Person,
    meeting: Make,
    participation: Make,
    match: Make,
) -> None:
    """S3a-8: a giver is in no counter, minimum, maximum or mix."""
    soup, theo = meeting(published, "Soep"), participation(published)
    Giving.objects.create(meeting=soup, person=theo.person)
    own = match(theo, soup, None)
    assert seat_run(run, by=karin, now=NOON).left_out == [own]


def test_undo_takes_back_what_the_run_gave_and_keeps_what_people_changed(
    published: Round,
    run: AllocationRun,
    karin: Person,
    meeting: Make,
    participation: Make,
    match: Make,
    missed: Make,
    seat: Make,
) -> None:
    """domain.md section 6: rows that people changed since are kept and listed."""
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", slot=2)
    ria, bo, cis = (participation(published) for _ in range(3))
    match(ria, soup)
    match(bo, bread)
    missed(cis, soup, 1)
    seat_run(run, by=karin, now=NOON)
    given = Signup.objects.get(participation=ria)
    give_back(given, by=ria.person, now=NOON)
    late = seat(ria, bread)
    kept = unseat_run(run, by=karin, now=NOON)
    moved = Signup.objects.get(participation=cis)
    assert kept == [given, moved, late]
    assert [Meeting.objects.get(pk=m.pk).taken for m in (soup, bread)] == [1, 1]


def test_a_second_publishing_respects_what_people_did_since(
    published: Round,
    run: AllocationRun,
    karin: Person,
    meeting: Make,
    participation: Make,
    match: Make,
) -> None:
    soup, ria = meeting(published, "Soep", seats=1), participation(published)
    again = match(ria, soup)
    seat_run(run, by=karin, now=NOON)
    give_back(Signup.objects.get(), by=ria.person, now=NOON)
    unseat_run(run, by=karin, now=NOON)
    assert seat_run(run, by=karin, now=NOON).left_out == [again]
    assert Signup.objects.get().state == SignupState.CANCELLED
