"""Two records that are one person: merged after wishes and places, and taken apart (X-137)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from onderling.base.errors import Refused
from onderling.mail.models import Message
from onderling.people.actions.links import find_link, personal_address
from onderling.people.actions.merging import (
    merge_people,
    questions_of,
    told_of,
    unmerge,
)
from onderling.people.models import Consent, Person
from onderling.rounds.models import Round
from onderling.signups.actions.feeds import find_feed, renew_feed
from onderling.signups.checks import broken_invariants
from onderling.signups.models import AllocationRun, Lock, Match, Pair, Signup
from tests.makers import NOON

Make = Callable[..., Any]


def everything_but_the_log() -> dict[str, list[dict[str, Any]]]:
    """All rows of all rooms as they are now, apart from what says that something happened."""
    left_out = {"base.AuditLine", "base.AuditDetail", "people.Merge", "sessions.Session"}
    ours = [model for model in apps.get_models() if model._meta.label not in left_out]
    found = {}
    for model in ours:
        rows = list(model._default_manager.order_by("pk").values())
        for row in rows:
            row.pop("password", None)  # ended sessions stay ended
        found[model._meta.label] = rows
    return found


@pytest.fixture
def ria(person: Make) -> Person:
    who: Person = person("Ria", "Leenheer", email="ria@voorbeeld.example", place="Havermonde")
    return who


@pytest.fixture
def ria_again(person: Make) -> Person:
    who: Person = person(
        "R.", "Leenheer", email=None, phone="06 12 34 56 78", diet="geen noten"
    )
    return who


def test_what_hangs_on_one_record_goes_to_the_other_and_back(
    ria: Person,
    ria_again: Person,
    karin: Person,
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
) -> None:
    soup = meeting(published, "Soep", giver=ria_again)
    bread = meeting(published, "Brood", slot=2)
    here = participation(published, ria_again, code="V-12")
    seat(here, bread)
    link = personal_address(ria_again, now=NOON).rsplit("/", 2)[-2]
    feed = renew_feed(ria_again, by=ria_again, now=NOON).rsplit("/", 1)[-1][:-4]
    Consent.objects.create(
        person=ria_again,
        purpose="photo",
        answer="given",
        text_version="1",
        channel="web",
        at=NOON,
    )
    before = everything_but_the_log()
    made = merge_people(ria, ria_again, {"naam": "kept"}, by=karin, now=NOON)
    ria.refresh_from_db()
    here.refresh_from_db()
    assert (ria.phone, ria.diet, ria.name) == ("06 12 34 56 78", "geen noten", "Ria Leenheer")
    assert (here.person, here.code) == (ria, "V-12")
    assert list(soup.givers.all()) == [ria]
    assert here.affiliation in ria.affiliations.all()
    opened, read = find_link(link), find_feed(feed)
    assert (opened and opened.person, read and read.person) == (ria, ria)
    assert ria.consents.get().answer == "given"
    assert broken_invariants() == []
    unmerge(made, by=karin, now=NOON)
    assert everything_but_the_log() == before
    assert broken_invariants() == []


def test_different_wishes_are_asked_about_and_the_others_come_back(
    ria: Person,
    ria_again: Person,
    karin: Person,
    day: Round,
    meeting: Make,
    participation: Make,
    wish: Make,
) -> None:
    soup, bread = meeting(day, "Soep"), meeting(day, "Brood")
    mine = participation(day, ria, chosen=NOON)
    theirs = participation(day, ria_again, chosen=NOON)
    wish(mine, soup, 1)
    wish(theirs, bread, 1)
    key = f"wensen:{day.pk}"
    asked = {one.key: one for one in questions_of(ria, ria_again)}
    assert (asked[key].kept, asked[key].gone, asked[key].default) == ("Soep", "Brood", "")
    with pytest.raises(Refused):
        merge_people(ria, ria_again, {"naam": "kept"}, by=karin, now=NOON)
    before = everything_but_the_log()
    answers = {"naam": "kept", key: "gone"}
    made = merge_people(ria, ria_again, answers, by=karin, now=NOON)
    assert list(mine.wishes.values_list("meeting", flat=True)) == [bread.pk]
    assert list(day.participations.values_list("person", flat=True)) == [ria.pk]
    unmerge(made, by=karin, now=NOON)
    assert everything_but_the_log() == before


@pytest.mark.parametrize("stays", ["kept", "gone"])
def test_two_places_at_one_time_are_named_and_the_other_goes_to_who_waits(
    stays: str,
    ria: Person,
    ria_again: Person,
    karin: Person,
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
) -> None:
    soup, bread = meeting(published, "Soep", seats=1), meeting(published, "Brood", seats=1)
    mine, theirs = participation(published, ria), participation(published, ria_again)
    seat(mine, soup)
    double = seat(theirs, bread)
    jan = participation(published)
    waits = {"kept": bread, "gone": soup}[stays]
    turn = seat(jan, waits)
    asked = [one for one in questions_of(ria, ria_again) if one.key == f"plek:{double.pk}"]
    assert [(one.kept, one.gone, one.default) for one in asked] == [
        ("‘Soep’ (Ronde 1)", "‘Brood’ (Ronde 1)", "")
    ]
    answers = {"naam": "kept", f"plek:{double.pk}": stays}
    made = merge_people(ria, ria_again, answers, by=karin, now=NOON)
    holds = mine.signups.seated().values_list("meeting", flat=True)
    assert list(holds) == [{"kept": soup, "gone": bread}[stays].pk]
    turn.refresh_from_db()
    assert turn.state == "confirmed"
    assert Message.objects.filter(kind="place_moved_up").count() == 1
    told = Message.objects.get(kind="place_cancelled")
    assert (told.to_address, waits.offer.title in told.body) == (ria.email, True)
    assert broken_invariants() == []
    with pytest.raises(Refused, match=waits.offer.title):  # it is somebody else's now
        unmerge(made, by=karin, now=NOON)
    assert broken_invariants() == []


def test_two_places_in_one_workshop_are_one_and_come_back_as_two(
    ria: Person,
    ria_again: Person,
    karin: Person,
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
) -> None:
    soup = meeting(published, "Soep")
    mine, theirs = participation(published, ria), participation(published, ria_again)
    seat(mine, soup)
    seat(theirs, soup)
    told = told_of(ria, ria_again).ends
    assert told == ["Heeft twee plekken bij ‘Soep’ (Ronde 1). Eén plek komt vrij."]
    before = everything_but_the_log()
    made = merge_people(ria, ria_again, {"naam": "kept"}, by=karin, now=NOON)
    soup.refresh_from_db()
    assert (soup.taken, Signup.objects.seated().count()) == (1, 1)
    assert broken_invariants() == []
    unmerge(made, by=karin, now=NOON)
    assert everything_but_the_log() == before
    assert broken_invariants() == []


def test_a_place_while_giving_is_named_and_comes_free(
    ria: Person,
    ria_again: Person,
    karin: Person,
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
) -> None:
    meeting(published, "Soep", giver=ria)
    bread = meeting(published, "Brood")
    seat(participation(published, ria_again), bread)
    participation(published, ria)
    ends = told_of(ria, ria_again).ends
    assert ends == [
        "Geeft op dat moment zelf een workshop. De plek bij ‘Brood’ (Ronde 1) komt vrij."
    ]
    merge_people(ria, ria_again, {"naam": "kept"}, by=karin, now=NOON)
    bread.refresh_from_db()
    assert bread.taken == 0
    assert broken_invariants() == []


def test_locks_pairs_and_proposals_go_along_and_back(
    ria: Person,
    ria_again: Person,
    karin: Person,
    day: Round,
    meeting: Make,
    participation: Make,
) -> None:
    soup, bread = meeting(day, "Soep"), meeting(day, "Brood", slot=2)
    mine, theirs = participation(day, ria), participation(day, ria_again)
    jan = participation(day)
    Lock.objects.create(participation=theirs, meeting=soup, because="Helpt", by=karin, at=NOON)
    Pair.objects.create(round=day, kind="like", one=jan, other=theirs)
    Pair.objects.create(round=day, kind="like", one=mine, other=theirs)
    run = AllocationRun.objects.create(round=day, state="preview", seed="1", queued=NOON)
    Match.objects.create(run=run, participation=theirs, meeting=bread, kind="wish")
    before = everything_but_the_log()
    made = merge_people(ria, ria_again, {"naam": "kept"}, by=karin, now=NOON)
    assert [one.participation for one in (Lock.objects.get(), Match.objects.get())] == [
        mine
    ] * 2
    assert [(pair.one, pair.other) for pair in Pair.objects.all()] == [(jan, mine)]
    unmerge(made, by=karin, now=NOON)
    assert everything_but_the_log() == before


def test_a_merge_waits_while_the_places_are_being_divided(
    ria: Person, ria_again: Person, karin: Person, day: Round, participation: Make
) -> None:
    participation(day, ria)
    participation(day, ria_again)
    AllocationRun.objects.create(round=day, state="running", seed="1", queued=NOON)
    with pytest.raises(Refused, match="bezig"):
        merge_people(ria, ria_again, {"naam": "kept"}, by=karin, now=NOON)


def test_a_place_that_ended_by_a_merge_comes_back_and_its_person_hears_it(
    ria: Person,
    ria_again: Person,
    karin: Person,
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
) -> None:
    soup, bread = meeting(published, "Soep"), meeting(published, "Brood")
    mine, theirs = participation(published, ria), participation(published, ria_again)
    seat(mine, soup)
    double = seat(theirs, bread)
    answers = {"naam": "kept", f"plek:{double.pk}": "gone"}
    made = merge_people(ria, ria_again, answers, by=karin, now=NOON)
    assert list(mine.signups.seated().values_list("meeting", flat=True)) == [bread.pk]
    unmerge(made, by=karin, now=NOON)
    for who, where in ((mine, soup), (theirs, bread)):
        assert list(who.signups.seated().values_list("meeting", flat=True)) == [where.pk]
    newest = Message.objects.filter(to_address=ria.email).order_by("-pk")[0]
    assert (newest.kind, "Soep" in newest.body) == ("place_confirmed", True)
    assert broken_invariants() == []
