"""The pages of the allocation, walked as the coordinator does (X-72, X-25, X-142, X-21)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from onderling.base.holds import hold
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.allocation import perform, queue_run, waiting_runs
from onderling.signups.models import AllocationRun, ChoiceRule, Lock, Match, Participation
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

Make = Callable[..., Any]
pytestmark = pytest.mark.sqlite_only  # the stories allocate and publish on PostgreSQL


@pytest.fixture
def karin(day: Round, person: Make, grant: Make) -> Person:
    who: Person = person("Karin", "Boshuizen")
    grant(who, Role.COORDINATOR, Scope.ROUND, day.pk)
    return who


def url(name: str, *args: Any) -> str:
    return reverse(f"signups:{name}", args=args)


def test_from_start_by_way_of_progress_to_a_proof(
    day: Round, crowd: Make, her: ProofreadingClient
) -> None:
    crowd(3)
    page = her.get(url("allocation", day.slug))
    assert "De plekken zijn nog niet verdeeld" in page.content.decode()
    her.post(url("allocate", day.slug))
    run = day.runs.get()
    busy = her.get(url("allocation", day.slug)).content.decode()
    assert "Wij verdelen de plekken" in busy
    assert '<meta http-equiv="refresh"' in busy
    part = her.get(url("allocation", day.slug), HTTP_HX_REQUEST="true").content.decode()
    assert part.startswith("{#") or "<html" not in part
    perform(run.pk, now=NOON)
    done = her.get(url("allocation", day.slug), HTTP_HX_REQUEST="true")
    assert done.headers["HX-Redirect"] == url("allocation", day.slug)
    page = her.get(url("allocation", day.slug))
    assert "3 van de 3 plekken zijn een wens" in page.content.decode()


def test_the_wishes_close_with_the_first_allocation_when_asked(
    day: Round, her: ProofreadingClient, crowd: Make
) -> None:
    crowd(2)
    Round.objects.update(state=State.OPEN)
    assert "Sluit de wensen en verdeel" in her.get(url("allocation", day.slug)).content.decode()
    assert her.post(url("allocate", day.slug)).status_code == 409
    her.post(url("allocate", day.slug), {"sluit": "ja"})
    day.refresh_from_db()
    assert (day.state, day.runs.count()) == (State.MATCHING, 1)


def test_asking_twice_gives_one_run(day: Round, karin: Person, crowd: Make) -> None:
    crowd(2)
    first = queue_run(day, by=karin, now=NOON)
    assert queue_run(day, by=karin, now=NOON) == first


def test_the_page_asks_no_more_of_the_database_for_a_crowd(
    day: Round,
    karin: Person,
    crowd: Make,
    her: ProofreadingClient,
    django_assert_num_queries: Any,
) -> None:
    counts = []
    for number in (2, 9):
        crowd(number)
        day.runs.all().delete()
        perform(queue_run(day, by=karin, now=NOON).pk, now=NOON)
        her.get(url("allocation", day.slug))
        with django_assert_num_queries(29):
            counts.append(her.get(url("allocation", day.slug)).status_code)
    assert counts == [200, 200]


def test_a_workshop_that_is_too_small_goes_on_after_all(
    day: Round, karin: Person, proof: AllocationRun, her: ProofreadingClient
) -> None:
    page = her.get(url("allocation", day.slug)).content.decode()
    assert "1 workshop is te klein" in page
    assert "1 mens wil, 39 nodig" in page
    tea = Meeting.objects.get(offer__title="Thee")
    her.post(url("ways_out", day.slug), {"uitweg": [f"minimum:{tea.pk}:1"]})
    tea.refresh_from_db()
    assert tea.minimum == 1
    page = her.get(url("allocation", day.slug)).content.decode()
    assert "te klein" not in page.replace("Geen workshop te klein", "")
    assert "Eén workshop gaat door met minder" in page
    assert "Gaat door vanaf 1 mens." in page
    assert "Publiceer de verdeling" not in page
    confirm = her.get(url("publish", day.slug, proof.pk)).content.decode()
    assert "‘Thee’ gaat door vanaf 1 mens. Verdeel eerst opnieuw." in confirm
    assert her.post(url("publish", day.slug, proof.pk)).status_code == 409
    again = queue_run(day, by=karin, now=NOON)
    perform(again.pk, now=NOON)
    assert Match.objects.filter(run=again, meeting=tea).exists()
    page = her.get(url("allocation", day.slug)).content.decode()
    assert page.count("gaat door met minder") == 1  # beside the group of five
    her.post(url("publish", day.slug, again.pk))
    assert Meeting.objects.get(pk=tea.pk).taken == 5
    board = her.get(reverse("offers:board", args=[day.slug])).content.decode()
    assert "Gaat door met minder" in board
    assert "Te klein" not in board.replace("Te klein of vol", "")  # the link to that page


def test_where_one_list_counts_for_the_whole_round_nobody_is_named_once_per_slot(
    day: Round, proof: AllocationRun, her: ProofreadingClient
) -> None:
    """S3a-4: at a festival everybody has no wish at most times."""
    ChoiceRule.objects.update_or_create(round=day, defaults={"per_slot": False})
    assert "Koos wel" not in her.get(url("allocation", day.slug)).content.decode()
    proof.matches.filter(participation=proof.matches.all()[0].participation).delete()
    page = her.get(url("allocation", day.slug)).content.decode()
    assert "Koos wel, kreeg geen wens: 1 van 1" in page


def test_a_workshop_is_merged_with_another(
    day: Round, proof: AllocationRun, her: ProofreadingClient, meeting: Make
) -> None:
    tea, cake = Meeting.objects.get(offer__title="Thee"), meeting(day, "Taart", slot=2)
    her.post(url("ways_out", day.slug), {"uitweg": [f"merge:{tea.pk}:{cake.pk}"]})
    tea.refresh_from_db()
    assert tea.state == Meeting.State.CANCELLED
    assert cake.wishes.filter(rank=1).count() == 1


def test_somebody_is_fixed_and_stays_through_a_new_run(
    day: Round, karin: Person, proof: AllocationRun, her: ProofreadingClient
) -> None:
    soup = Meeting.objects.get(offer__title="Soep")
    placed = proof.matches.filter(meeting=soup).values("participation")
    loser = day.participations.coming().exclude(pk__in=placed).exclude(person=karin)[0]
    address = f"{url('lock', day.slug)}?zoek={loser.person.first_name}"
    assert "Zet vast" in her.get(address).content.decode()
    fields = {"deelnemer": loser.pk, "workshop": soup.pk, "reden": "helpt met de soep"}
    her.post(address, fields)
    her.post(address, fields)
    assert Lock.objects.get().because == "helpt met de soep"
    again = queue_run(day, by=karin, now=NOON)
    perform(again.pk, now=NOON)
    again.refresh_from_db()
    assert Match.objects.filter(run=again, participation=loser, meeting=soup).exists()
    assert again.result["moved"] == 2
    her.post(url("unlock", day.slug, Lock.objects.get().pk))
    assert not Lock.objects.exists()


def test_a_place_is_changed_by_hand_with_a_reason_and_kept(
    day: Round, karin: Person, proof: AllocationRun, her: ProofreadingClient
) -> None:
    soup, bread = (Meeting.objects.get(offer__title=title) for title in ("Soep", "Brood"))
    match = proof.matches.filter(meeting=soup).first()
    assert match is not None
    address = url("allocation_person", day.slug, proof.pk, match.participation_id)
    slots = {slot.number: f"plek_{slot.pk}" for slot in day.slots.all()}
    typed = {slots[1]: bread.pk, slots[2]: ""}
    assert "Schrijf op waarom" in her.post(address, typed).content.decode()
    her.post(address, {**typed, "reden": "zit liever rustig"})
    moved = proof.matches.get(participation=match.participation)
    assert (moved.meeting, moved.by_hand, moved.because) == (bread, True, "zit liever rustig")
    again = queue_run(day, by=karin, now=NOON)
    perform(again.pk, now=NOON)
    kept = Match.objects.get(run=again, participation=match.participation)
    assert (kept.meeting, kept.by_hand) == (bread, True)


def test_a_full_workshop_is_refused_by_hand(
    day: Round, proof: AllocationRun, her: ProofreadingClient
) -> None:
    soup, bread = (Meeting.objects.get(offer__title=title) for title in ("Soep", "Brood"))
    match = proof.matches.filter(meeting=bread).first()
    assert match is not None
    address = url("allocation_person", day.slug, proof.pk, match.participation_id)
    slots = {slot.number: f"plek_{slot.pk}" for slot in day.slots.all()}
    page = her.post(address, {slots[1]: soup.pk, slots[2]: "", "reden": "wil graag"})
    assert "Reden: ‘Soep’ is vol." in page.content.decode()
    match.refresh_from_db()
    assert match.meeting == bread


def test_what_contradicts_is_told_with_ways_out(
    day: Round, karin: Person, crowd: Make, her: ProofreadingClient
) -> None:
    tea = crowd(3)["tea"]
    who = day.participations.coming().first()
    assert who is not None
    Lock.objects.create(participation=who, meeting=tea, because="test", by=karin, at=NOON)
    run = queue_run(day, by=karin, now=NOON)
    perform(run.pk, now=NOON)
    run.refresh_from_db()
    assert run.state == AllocationRun.State.INFEASIBLE
    page = her.get(url("allocation", day.slug)).content.decode()
    assert f"{who.person.name} staat vast in ‘Thee’." in page
    assert "‘Thee’ gaat door vanaf 39 mensen." in page
    ways = [way["value"] for row in run.trouble for way in row["ways"]]
    assert f"release:{Lock.objects.get().pk}" in ways
    her.post(url("ways_out", day.slug), {"uitweg": f"minimum:{tea.pk}:3"})
    again = queue_run(day, by=karin, now=NOON)
    perform(again.pk, now=NOON)
    again.refresh_from_db()
    assert again.state == AllocationRun.State.PREVIEW


def test_a_worker_that_was_killed_leaves_a_run_that_is_picked_up(
    day: Round, karin: Person, crowd: Make
) -> None:
    """assurance: nothing half-done; three attempts, then a sentence."""
    crowd(2)
    run = queue_run(day, by=karin, now=NOON)
    AllocationRun.objects.update(state="running", started=NOON, attempts=1)
    with hold(f"signups.allocationrun:{run.pk}"):
        assert perform(run.pk, now=NOON) is None, "another worker is at it"
    assert list(waiting_runs()) == [run.pk]
    assert perform(run.pk, now=NOON) is not None
    assert list(waiting_runs()) == []
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("preview", 2)
    AllocationRun.objects.update(state="running", started=NOON, attempts=3)
    assert perform(run.pk, now=NOON) is None
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.trouble[0]["text"].startswith("Het verdelen brak drie keer af.")


def test_who_never_chose_is_placed_only_when_the_rule_says_so(
    day: Round, karin: Person, crowd: Make, participation: Make
) -> None:
    crowd(2)
    silent = participation(day)
    run = queue_run(day, by=karin, now=NOON)
    perform(run.pk, now=NOON)
    assert not run.matches.filter(participation=silent).exists()
    day.choice_rule.unanswered = "placed"
    day.choice_rule.save()
    run = queue_run(day, by=karin, now=NOON)
    perform(run.pk, now=NOON)
    assert run.matches.filter(participation=silent).exists()


def test_a_stranger_sees_nothing(
    day: Round, proof: AllocationRun, person: Make, sign_in: Make
) -> None:
    other = sign_in(person("Vreemd"))
    who = Participation.objects.coming().first()
    assert who is not None
    for address in (
        url("allocation", day.slug),
        url("reach", day.slug),
        url("lock", day.slug),
        url("publish", day.slug, proof.pk),
        url("undo", day.slug, proof.pk),
        url("allocation_people", day.slug, proof.pk),
        url("allocation_person", day.slug, proof.pk, who.pk),
    ):
        assert other.get(address).status_code == 404
