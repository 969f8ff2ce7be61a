"""Tell people two weeks before their card goes; let them stay with one button (X-40)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.language import speaking
from onderling.base.privacy import NOTICE
from onderling.base.transactions import write_transaction
from onderling.base.written import long_date
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.queries import dead_addresses
from onderling.mail.rules import Recipient
from onderling.people.actions.erasing import why_not
from onderling.people.actions.links import signed
from onderling.people.actions.outlook import Card, cards
from onderling.people.actions.persons import recipient
from onderling.people.models import Going, Person

SIGNER = signing.Signer(sep=".", salt="people.stay")
KIND = "card_goes"
WAITS = timedelta(minutes=5)  # as all mail to many
AT_ONCE = 50  # people in one transaction
LOOKED_AT = ("channel", "state", "sent", "reached", "scope_ref")


def tell_who_goes(*, now: datetime) -> int:
    """Tell everybody whose card goes within two weeks, once; say how many.

    Who was told and is spared after all, is not going any more. Whom the mail did not reach
    gets a letter, as who has no mail.
    """
    soon, due = localdate(now) + NOTICE, cards()
    again = 0
    for going in Going.objects.select_related("person"):
        card = due.get(going.person_id)
        if card is None or card.on > soon:
            comes_back(going)
        elif is_lost(going):
            again += _tell_on_paper(going, card.round, now=now)
    told = set(Going.objects.values_list("person", flat=True))
    fresh = [one for one in due.values() if one.on <= soon and one.person not in told]
    stays = _held_here([card.person for card in fresh], now=now)
    fresh = [card for card in fresh if card.person not in stays]
    fresh.sort(key=lambda card: (card.on, card.person))
    dead = dead_addresses() if fresh else set()
    return again + sum(
        _tell_some(fresh[first : first + AT_ONCE], dead=dead, now=now)
        for first in range(0, len(fresh), AT_ONCE)
    )


def _held_here(people: list[int], *, now: datetime) -> set[int]:
    """Who cannot go now: the last owner, or whom people ring. Asked once more when they go."""
    found = Person.objects.filter(pk__in=people)
    return {person.pk for person in found if why_not(person, by=None, now=now)}


@write_transaction()
def _tell_some(some: list[Card], *, dead: Collection[str], now: datetime) -> int:
    on = {card.person: max(card.on, localdate(now) + NOTICE) for card in some}
    some_rounds = {card.person: card.round for card in some}
    told = 0
    for person in Person.objects.present().filter(pk__in=on).order_by("pk"):
        going, made = Going.objects.get_or_create(
            person=person, defaults={"on": on[person.pk], "told": now}
        )
        if made:
            to = recipient(person)
            if to.address in dead:
                to = replace(to, channel=Message.Channel.LETTER)
            with speaking(person.language):
                going.letter = _write(going, to, some_rounds.get(person.pk), now=now)
            going.save(update_fields=["letter"])
            told += 1
    return told


@write_transaction()
def _tell_on_paper(going: Going, round: int | None, *, now: datetime) -> int:
    """Write once more, to print or to ring about; two weeks from then at the earliest."""
    held = Going.objects.select_for_update(of=("self",)).filter(pk=going.pk).first()
    if held is None or not is_lost(held):
        return 0
    to = replace(recipient(held.person), channel=Message.Channel.LETTER)
    held.on = max(held.on, localdate(now) + NOTICE)
    with speaking(held.person.language):
        held.letter = _write(held, to, round, now=now)
    held.save(update_fields=["on", "letter"])
    return 1


def _write(going: Going, to: Recipient, round: int | None, *, now: datetime) -> Message:
    """By mail; else it is a letter, in the outbox of the round they were in last, if any."""
    person = going.person
    text = _(
        "Dag {name},\n\n"
        "U deed een jaar lang niet meer mee. Daarom verwijderen wij uw gegevens op {day}.\n\n"
        "Wilt u op onze lijst blijven? Open de link en druk op de knop:\n\n{address}\n\n"
        "Hoeft dat niet? Dan hoeft u niets te doen."
    ).format(name=person.first_name, day=long_date(going.on), address=address_of(going))
    return queue(
        KIND,
        to=to,
        subject=_("Wilt u op onze lijst blijven?"),
        body=signed(text),
        now=now,
        scope_ref=f"{_label_of_rounds()}:{round}" if round else "",
        not_before=now + WAITS,
    )


def letters_about(going: Going) -> "models.QuerySet[Message]":
    """What was written to them; more than one when the first did not reach them."""
    to = audit.ref(going.person)
    return Message.objects.filter(kind=KIND, to_ref=to, queued__gte=going.told)


def heard_on(going: Going) -> datetime | None:
    """When the mail left, or a letter was ticked off; nothing as long as they were not told.

    A mail that came back told nobody, whatever the reason was.
    """
    found = letters_about(going).filter(bounces=None).only(*LOOKED_AT)
    heard = [
        one.reached if one.channel == Message.Channel.LETTER else one.sent
        for one in found
        if one.channel == Message.Channel.LETTER or one.state == Message.State.SENT
    ]
    return min((at for at in heard if at), default=None)


def is_lost(going: Going) -> bool:
    """Nothing that was written told them, and nothing of it still may.

    Of a round, somebody can say what became of a mail in doubt; of no round nobody can.
    """
    may = {Message.State.QUEUED, Message.State.SENDING, Message.State.SENT}
    return not any(
        one.state in may or (one.state == Message.State.UNKNOWN and one.scope_ref)
        for one in letters_about(going).filter(bounces=None).only(*LOOKED_AT)
    )


def _label_of_rounds() -> str:
    managed: type[models.Model] = import_string(settings.MANAGED)
    return managed._meta.label_lower


def address_of(going: Going) -> str:
    token = SIGNER.sign(going.person.key)
    return settings.BASE_ADDRESS + reverse("people:stay", args=[token])


def behind(token: str) -> Person | None:
    """Find whom an address is for; nobody once they are gone."""
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    found = Person.objects.filter(key=key).first()
    person = found.now_is() if found else None
    return person if person and person.is_active else None


@write_transaction()
def stay(person: Person, *, now: datetime) -> bool:
    """Somebody wants to stay: for a year from today, as if they took part. Twice is once."""
    going = Going.objects.select_for_update(of=("self",)).filter(person=person).first()
    if going is None:
        return False
    comes_back(going)
    audit.note(person, "stay", on=person, now=now)
    return True


@write_transaction()
def comes_back(going: Going) -> None:
    """Nobody goes after all; a letter about it that still waits does not leave."""
    # The letter itself too: of who was merged it bears another name by now.
    mine = set(letters_about(going).values_list("pk", flat=True))
    if going.letter_id:
        mine.add(going.letter_id)
    waiting = Message.objects.filter(pk__in=mine, state=Message.State.QUEUED)
    waiting.update(state=Message.State.WITHHELD, error=_("Reden: niet meer nodig."))
    going.delete()
