"""Coffee with somebody new: per month, no recent repeats, trios, did it come about (X-94)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
import time_machine
from django.test import Client

from onderling.base.errors import Refused
from onderling.evaluation.actions.coffee import (
    ask_for_coffee,
    asked_for_coffee,
    pair_month,
    say_coffee,
    say_happened,
)
from onderling.evaluation.models import CoffeeMonth, CoffeeSeat
from onderling.evaluation.queries.coffee import months_of
from onderling.evaluation.rules.coffee import Cup, tables_of
from onderling.evaluation.tasks import pair_for_coffee
from onderling.mail.models import Message
from onderling.people.models import Person
from onderling.rounds.models import Round
from tests.makers import NOON

SignIn = Callable[..., Client]
PAGE = "/mijn/koffie/studiedag/"
HERE = "/ronde/studiedag/terugkijken/koffie/"
EIGHT = [Cup(n, "paid" if n < 5 else "volunteer") for n in range(1, 9)]


def pairs(tables: list[tuple[int, ...]]) -> set[frozenset[int]]:
    return {frozenset(pair) for table in tables for pair in combinations(table, 2)}


def test_paid_staff_and_volunteers_meet_two_by_two_and_not_the_same_again() -> None:
    first = tables_of(EIGHT, [], seed="november")
    assert sorted(person for table in first for person in table) == list(range(1, 9))
    assert all(min(table) < 5 <= max(table) for table in first)
    second = tables_of(EIGHT, pairs(first), seed="december")
    assert pairs(first) & pairs(second) == set()
    assert tables_of(EIGHT, [], seed="november") == first, "the lot of a month stands"


def test_an_odd_one_makes_a_table_of_three_and_one_alone_makes_none() -> None:
    assert sorted(map(len, tables_of(EIGHT[:7], [], seed="x"))) == [2, 2, 3]
    assert tables_of(EIGHT[:1], [], seed="x") == []
    met = {frozenset({1, 2})}
    assert pairs(tables_of(EIGHT[:2], met, seed="x")) == met, "rather again than nobody"


@pytest.fixture
def month(held: Round, karin: Person) -> CoffeeMonth:
    digest = asked_for_coffee(held).reach.digest
    made = ask_for_coffee(held, digest=digest, by=karin, now=NOON)
    assert made is not None
    return made


def test_a_month_is_asked_once_and_of_the_group_that_was_looked_at(
    held: Round, karin: Person, month: CoffeeMonth
) -> None:
    assert Message.objects.filter(kind="coffee").count() == 24  # one has no mail
    assert month.last_day == date(2026, 11, 9)
    with pytest.raises(Refused):
        ask_for_coffee(held, digest="oud", by=karin, now=NOON)
    assert ask_for_coffee(held, digest="oud", by=karin, now=NOON + timedelta(days=40)) is None


def test_who_says_yes_meets_somebody_and_says_whether_it_came_about(
    held: Round, month: CoffeeMonth, sign_in: SignIn
) -> None:
    people = [one.person for one in held.participations.exclude(person__email=None)[:4]]
    ria = sign_in(people[0])
    assert "Ja, ik wil koffie" in ria.get(PAGE).content.decode()
    assert month.yes.count() == 0, "opening the page does nothing"
    ria.post(PAGE, {"sleutel": "een", "ja": "ja"})
    ria.post(PAGE, {"sleutel": "twee", "nee": "nee"})
    assert month.yes.count() == 0
    for person in people:
        say_coffee(month, person, yes=True, today=NOON.date())
    pair_for_coffee()
    assert CoffeeSeat.objects.count() == 0, "somebody may still say yes"
    with time_machine.travel(NOON + timedelta(days=8)):
        pair_for_coffee()
        pair_for_coffee()
    assert sorted(CoffeeSeat.objects.values_list("table", flat=True)) == [1, 1, 2, 2]
    seat = CoffeeSeat.objects.get(person=people[0])
    other = CoffeeSeat.objects.exclude(pk=seat.pk).get(table=seat.table).person
    [letter] = Message.objects.filter(kind="coffee_paired", to_address=people[0].email)
    assert other.last_name not in letter.body, "coordinators read the outbox"
    assert "iemand van" in letter.body
    assert f"{other.name} ({other.email})" in ria.get(PAGE).content.decode()
    ria.post(PAGE, {"sleutel": "drie", "gelukt": "ja"})
    assert CoffeeSeat.objects.get(pk=seat.pk).happened == "ja"
    with pytest.raises(Refused):
        say_coffee(month, people[1], yes=False, today=NOON.date())


def test_the_outbox_does_not_tell_who_sits_with_whom(
    held: Round, month: CoffeeMonth, karin: Person, sign_in: SignIn
) -> None:
    people = [one.person for one in held.participations.exclude(person__email=None)[:6]]
    for person in people:
        say_coffee(month, person, yes=True, today=NOON.date())
    pair_month(month, now=NOON)
    told = list(Message.objects.filter(kind="coffee_paired").order_by("pk"))
    by_name = sorted(people, key=lambda one: (one.last_name, one.first_name, one.pk))
    assert [one.to_address for one in told] == [one.email for one in by_name]
    client = sign_in(karin)
    for letter in told:
        assert client.get(f"/ronde/studiedag/berichten/{letter.pk}/").status_code == 404
        assert [one.name for one in people if one.last_name in letter.body] in (
            [],
            [letter.to_name],
        )
    assert "coffee_paired" not in client.get("/ronde/studiedag/berichten/").content.decode()


def test_who_alone_wants_coffee_hears_that_there_was_nobody(
    held: Round, month: CoffeeMonth, sign_in: SignIn
) -> None:
    ria = held.participations.exclude(person__email=None).earliest("pk").person
    say_coffee(month, ria, yes=True, today=NOON.date())
    assert pair_month(month, now=NOON) == 0
    letter = Message.objects.get(kind="coffee_alone")
    assert letter.to_address == ria.email
    assert "niemand anders" in letter.body
    page = sign_in(ria).get(PAGE).content.decode()
    assert "Deze keer was er niemand anders die koffie wilde." in page
    other = held.participations.exclude(person__in=[ria.pk]).latest("pk").person
    assert "niemand anders die" not in sign_in(other).get(PAGE).content.decode()


def test_its_last_day_is_over_where_the_round_is_held(
    held: Round, month: CoffeeMonth, sign_in: SignIn
) -> None:
    Round.objects.filter(pk=held.pk).update(zone="America/Paramaribo")
    ria = held.participations.exclude(person__email=None).earliest("pk").person
    with time_machine.travel(datetime(2026, 11, 10, 1, tzinfo=UTC)):  # the 9th, 22:00 there
        assert "Ja, ik wil koffie" in sign_in(ria).get(PAGE).content.decode()
        pair_for_coffee()
        month.refresh_from_db()
        assert month.paired_on is None
    with time_machine.travel(datetime(2026, 11, 10, 4, tzinfo=UTC)):
        pair_for_coffee()
    month.refresh_from_db()
    assert month.paired_on == date(2026, 11, 10)


def test_how_it_went_is_counted_and_few_are_not_told(
    held: Round, month: CoffeeMonth, karin: Person, sign_in: SignIn
) -> None:
    people = [one.person for one in held.participations.all()[:21]]
    CoffeeSeat.objects.bulk_create(
        CoffeeSeat(month=month, table=min(number // 2, 9), person=person)
        for number, person in enumerate(people)
    )
    CoffeeMonth.objects.update(paired_on=NOON.date())
    for seat in CoffeeSeat.objects.filter(table__lt=3):
        say_happened(seat, "ja")
    [found] = months_of(held)
    assert (found.twos, found.threes, found.happened) == (9, 1, None), "three is a few"
    for seat in CoffeeSeat.objects.filter(table__lt=5):
        say_happened(seat, "ja")
    assert months_of(held)[0].happened == (5, 10)
    page = sign_in(karin).get(HERE).content.decode()
    assert "Van de 10 afspraken gingen er 5 door." in page
    assert people[0].name not in page
