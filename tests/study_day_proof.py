"""What must be true of a study day's places: acceptance 3, and X-22, X-23, X-25, X-26, X-72,
X-134, S0-14. The story of the study day asks it of the run that it makes."""

from collections import Counter
from datetime import datetime, timedelta

from onderling.mail.models import Message
from onderling.matching.proving.check import check_reason
from onderling.matching.proving.verify import verify
from onderling.matching.reading import read_rows
from onderling.matching.result import from_json
from onderling.offers.models import Giving, Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.allocation import perform, queue_run
from onderling.signups.actions.allocation_words import sentence, why
from onderling.signups.actions.publish import undo
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Absence, AllocationRun, Participation, Signup, Wish
from onderling.signups.rules import Opinion
from tests.makers import NOON


def the_proof_is_right(run: AllocationRun, karin: Person) -> None:
    """Ask everything of a run that nobody has published yet."""
    assert (run.state, run.result["status"]) == ("preview", "optimal")
    it_verifies(run)
    nobody_sits_where_they_should_not(run)
    no_group_is_too_small_or_too_large(run)
    every_sentence_is_true(run)
    again_gives_the_same(run, karin)


def it_verifies(run: AllocationRun) -> None:
    problem = read_rows(run.problem).problem
    assert problem is not None
    assert verify(problem, run.result) == []
    result = from_json(run.result)
    assert [check_reason(problem, result, reason) for reason in result.reasons] == [None] * len(
        result.reasons
    )
    seats = {(f"p{m.participation_id}", f"m{m.meeting_id}") for m in run.matches.all()}
    assert seats == set(result.places) - problem.giving


def nobody_sits_where_they_should_not(run: AllocationRun) -> None:
    matches = list(run.matches.select_related("meeting", "participation"))
    places = Counter((m.participation_id, m.meeting.slot_id) for m in matches)
    assert max(places.values()) == 1
    away = set(Absence.objects.values_list("participation", "slot"))
    assert not away & places.keys()
    assert not Wish.objects.filter(
        opinion=Opinion.CANNOT,
        participation__matches__run=run,
        participation__matches__meeting__wishes__opinion=Opinion.CANNOT,
    ).exists()
    given = Giving.objects.values_list("person", "meeting__slot")
    busy = {(m.participation.person_id, m.meeting.slot_id) for m in matches}
    assert not busy & set(given)


def no_group_is_too_small_or_too_large(run: AllocationRun) -> None:
    sizes = Counter(run.matches.values_list("meeting", flat=True))
    for meeting in Meeting.objects.filter(offer__round=run.round).select_related("offer"):
        size = sizes[meeting.pk]
        assert size == 0 or meeting.minimum <= size <= meeting.seats
        if size and meeting.offer.mixed:
            groups = set(
                run.matches.filter(meeting=meeting).values_list(
                    "participation__group", flat=True
                )
            )
            assert groups >= {"paid", "volunteer"}
    off = {row["session"] for row in run.result["cancelled"]}
    empty = {f"m{m.pk}" for m in Meeting.objects.all() if not sizes[m.pk]}
    assert off == empty


def every_sentence_is_true(run: AllocationRun) -> None:
    sizes = Counter(run.matches.values_list("meeting", flat=True))
    wishes = Counter(
        Wish.objects.filter(
            rank=1, participation__state=Participation.State.COMING
        ).values_list("meeting", flat=True)
    )
    given = {
        (g.person_id, slot)
        for g in Giving.objects.select_related("meeting")
        for slot in [g.meeting.slot_id]
    }
    reasons = list(run.reasons.select_related("meeting__offer", "participation"))
    assert len(reasons) > 100
    for reason in reasons:
        said, meeting = sentence(reason), reason.meeting
        assert meeting.offer.title in said
        who = reason.participation
        if reason.because in ("full", "lottery"):
            assert sizes[meeting.pk] == meeting.seats == reason.numbers["places"]
            assert reason.numbers["first_wishes"] <= wishes[meeting.pk]
        elif reason.because == "cancelled":
            assert sizes[meeting.pk] == 0
        elif reason.because == "overlap":
            assert (who.person_id, meeting.slot_id) in given or who.matches.filter(
                run=run, meeting__slot=meeting.slot
            ).exists()
        assert not any(other in said for other in ("p-", "m1", "None", "{"))


def again_gives_the_same(run: AllocationRun, karin: Person) -> None:
    places = set(run.matches.values_list("participation", "meeting"))
    again = queue_run(run.round, by=karin, now=NOON)
    assert again.pk != run.pk
    perform(again.pk, now=NOON)
    again.refresh_from_db()
    assert set(again.matches.values_list("participation", "meeting")) == places
    assert again.result["moved"] == 0
    again.delete()


def everybody_is_told_once(run: AllocationRun) -> None:
    assert Signup.objects.seated().count() == run.matches.count()
    letters = Message.objects.filter(kind="allocation")
    assert letters.count() == 214
    ringing = Participation.objects.coming().filter(person__contact_by__startswith="phone")
    on_paper = letters.filter(channel="letter").values_list("to_name", flat=True)
    assert sorted(on_paper) == sorted(str(who.person) for who in ringing)
    assert Meeting.objects.filter(state=Meeting.State.CANCELLED).count() == len(
        run.result["cancelled"]
    )
    missed = run.reasons.filter(because="full").first()
    assert missed is not None
    assert why(missed.participation)


def taking_it_back_leaves_no_trace(run: AllocationRun, karin: Person, at: datetime) -> None:
    """Only who had the letter already is told that it no longer holds."""
    letters = Message.objects.filter(kind="allocation")
    told = letters.filter(channel="mail").earliest("pk")
    Message.objects.filter(pk=told.pk).update(state=Message.State.SENT, sent=at)
    assert undo(run, by=karin, now=at + timedelta(minutes=1)) == []
    assert broken_invariants() == []
    assert Signup.objects.count() == 0
    assert Round.objects.get(pk=run.round_id).state == State.MATCHING
    assert letters.exclude(state=Message.State.WITHHELD).get() == told
    assert Message.objects.filter(kind="allocation_undone").count() == 1
    assert not Meeting.objects.filter(state=Meeting.State.CANCELLED).exists()
