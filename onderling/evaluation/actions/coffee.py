"""Coffee with somebody new: asked for a month, said yes to, paired, and followed (X-94)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.base.written import deadline
from onderling.evaluation.models import CoffeeMonth, CoffeeSeat, CoffeeYes
from onderling.evaluation.rules.coffee import Cup, first_of, tables_of
from onderling.mail.actions import queue_all
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.models import Message
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import end_of
from onderling.signups.actions.letters import desk_of, speaking_to
from onderling.signups.actions.mail_groups import Called, MailGroup, called

KIND, KIND_PAIRED, KIND_ALONE = "coffee", "coffee_paired", "coffee_alone"
DAYS = 7  # to say yes
LATELY = 12  # so many months back nobody meets the same person again, if that can be


def asked_for_coffee(round: Round) -> Called:
    """Who is asked: everybody who takes part or gives."""
    return called(round, MailGroup.THERE)


@write_transaction()
def ask_for_coffee(
    round: Round, *, digest: str, by: Person, now: datetime
) -> CoffeeMonth | None:
    """Ask everybody whether they want coffee this month; None when the group changed."""
    round = Round.objects.lock(round.pk)
    today = now.astimezone(ZoneInfo(round.zone)).date()
    month = first_of(today)
    if round.coffee.filter(month=month).exists():
        raise Refused(_("Voor deze maand is het al gevraagd."))
    everybody = asked_for_coffee(round)
    if everybody.reach.digest != digest:
        return None
    last_day = today + timedelta(days=DAYS)
    made = CoffeeMonth.objects.create(round=round, month=month, last_day=last_day)
    desk, readers = desk_of(round), everybody.reach.mails
    subject = desk.texts.of["koffie"].name
    mailing = begin_mailing(KIND, scope=round, subject=subject, by=by, now=now)
    links = desk.own_addresses(readers, everybody.people, now=now)
    batch: list[Message] = []
    for to in readers:
        person = everybody.people[to.ref]
        with speaking_to(person, round):
            until = deadline(end_of(last_day, round.zone), ZoneInfo(round.zone))
            values = desk.values(person, link=links[to.ref], invuldatum=until)
            letter = desk.texts.letter("koffie", values, by_mail=True)
            desk.send(KIND, letter, to, now=now, mailing=mailing, batch=batch)
    queue_all(batch)
    audit.note(by, "ask_coffee", on=made, scope=round, now=now, new={"letters": len(batch)})
    return made


@write_transaction()
def say_coffee(month: CoffeeMonth, person: Person, *, yes: bool, today: date) -> None:
    """Join this month, or take that back; until its last day. No line: it is their own."""
    held = CoffeeMonth.objects.select_for_update().get(pk=month.pk)
    if held.paired_on or held.last_day < today:
        raise Refused(_("Deze maand kan dat niet meer. De volgende keer weer."))
    if yes:
        CoffeeYes.objects.get_or_create(month=held, person=person)
    else:
        CoffeeYes.objects.filter(month=held, person=person).delete()


@write_transaction()
def say_happened(seat: CoffeeSeat, happened: str) -> None:
    """Whether the appointment came about; a changed mind counts."""
    seat.happened = CoffeeSeat.Happened(happened)
    seat.save(update_fields=["happened"])


def pair_month(month: CoffeeMonth, *, now: datetime) -> int:
    """Work out who meets whom, outside any transaction, and write it down; how many tables."""
    people = list(month.yes.filter(person__state__in=_PRESENT).values_list("person", flat=True))
    groups = dict(month.round.participations.values_list("person", "group"))
    cups = [Cup(person, groups.get(person, "")) for person in people]
    tables = tables_of(cups, _met_lately(month), seed=f"{month.round_id}|{month.month}")
    return _seat(month, tables, now=now)


_PRESENT = [Person.State.GUEST, Person.State.ACCOUNT]


def _met_lately(month: CoffeeMonth) -> set[frozenset[int]]:
    """Who sat at one table in a round of this programme, some months back."""
    months = CoffeeMonth.objects.filter(round__programme=month.round.programme_id)
    lately = months.filter(month__lt=month.month).order_by("-month").values("pk")[:LATELY]
    tables: dict[tuple[int, int], list[int]] = {}
    rows = CoffeeSeat.objects.filter(month__in=list(lately.values_list("pk", flat=True)))
    for key, table, person in rows.values_list("month", "table", "person"):
        tables.setdefault((key, table), []).append(person)
    return {frozenset(pair) for here in tables.values() for pair in combinations(here, 2)}


@write_transaction()
def _seat(month: CoffeeMonth, tables: Sequence[Sequence[int]], *, now: datetime) -> int:
    held = CoffeeMonth.objects.select_for_update().get(pk=month.pk)
    if held.paired_on:
        return 0
    held.paired_on = now.astimezone(ZoneInfo(held.round.zone)).date()
    held.save(update_fields=["paired_on"])
    CoffeeSeat.objects.bulk_create(
        CoffeeSeat(month=held, table=number, person_id=person)
        for number, table in enumerate(tables, 1)
        for person in table
    )
    _tell(held, now=now)
    new = {"tables": len(tables)}
    audit.note(None, "pair_coffee", on=held, scope=held.round, now=now, new=new)
    return len(tables)


def _tell(month: CoffeeMonth, *, now: datetime) -> None:
    """Write to everybody that there is somebody, or nobody, for them. Their page says whom.

    No letter says with whom, and their order does not either. Coordinators read the outbox of
    the round: a mail stays out of it, for of two letters one knows who sits together.
    """
    desk, batch = desk_of(month.round), list[Message]()
    seated = set(month.seats.values_list("person", flat=True))
    yes = month.yes.filter(person__state__in=_PRESENT).select_related("person")
    people = {recipient(one.person).ref: one.person for one in yes.order_by("person")}
    readers = {ref: recipient(person) for ref, person in people.items()}
    links = desk.own_addresses(readers.values(), people, now=now)
    for ref, person in people.items():
        to, alone = readers[ref], person.pk not in seated
        key, kind = ("koffie_niemand", KIND_ALONE) if alone else ("koffie_samen", KIND_PAIRED)
        with speaking_to(person, month.round):
            values = desk.values(person, link=links[ref])
            letter = desk.texts.letter(key, values, by_mail=to.by_mail)
            desk.send(kind, letter, to, now=now, batch=batch)
    for one in batch:
        if one.channel == Message.Channel.MAIL:
            one.scope_ref = audit.ref(month)
    queue_all(batch)


def introduced(person: Person) -> str:
    """Somebody with the one way to reach them that they gave us first."""
    way = person.email or person.phone
    return f"{person.name} ({way})" if way else person.name
