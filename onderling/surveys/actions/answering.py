"""An answer comes in: alone, among others, and without a way back (X-49, assurance 10).

Two transactions that share nothing. The first writes the answer; the second notes, under a name
that only this server can work out, that the key was used. No log line, no receipt, no moment.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from random import SystemRandom

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, models
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.surveys.models import Invitation, OpenAnswer, Response, Spent, Survey, Tie
from onderling.surveys.rules import NOBODY, POOL, Cell, SurveyState

SIGNER = signing.Signer(sep=".", salt="surveys.key")
LOT = SystemRandom()


@dataclass(frozen=True)
class Filled:
    """What somebody filled in: choices by question, texts by number of the wording, ties."""

    choices: Mapping[str, str]
    texts: Mapping[int, str]
    ties: Collection[str] = ()

    def __bool__(self) -> bool:
        return bool(self.choices or self.texts or self.ties)


def address_of(invitation: Invitation) -> str:
    """The address that opens the questions. The row alone opens nothing."""
    path = reverse("surveys:answer", args=[SIGNER.sign(invitation.key)])
    return settings.BASE_ADDRESS + path


def find_invitation(token: str) -> Invitation | None:
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("survey").filter(key=key).first()


def mark_of(key: str) -> str:
    """Under which name a used key is noted: without the secret of this server it is noise."""
    return salted_hmac("surveys.spent", key, algorithm="sha256").hexdigest()


def is_spent(invitation: Invitation) -> bool:
    return invitation.completed or Spent.objects.filter(mark=mark_of(invitation.key)).exists()


def answer(invitation: Invitation, filled: Filled, *, once: str) -> bool:
    """Take one person's answer; False when this key was used before.

    `once` is the hidden key of the form: the same form sent again, also after a kill between
    the two transactions, is the same answer. It is kept nowhere.
    """
    if is_spent(invitation):
        return False
    take_answer(invitation.survey, Cell(invitation.role, invitation.group), filled, once=once)
    if _spend(invitation):
        return True
    take_out(invitation.survey, once=once)  # sent from two windows at one moment
    return False


@write_transaction()
def take_answer(survey: Survey, cell: Cell, filled: Filled, *, once: str) -> None:
    """Write an answer among earlier ones; from paper it comes this way too (X-55)."""
    held = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    if held.state != SurveyState.FIELDING:
        raise Refused(_("Deze vragenlijst is gesloten."))
    _among(
        Response(
            pk=_drawn(once, "antwoord"),
            survey=held,
            role=cell.role,
            group=cell.group,
            answers=dict(filled.choices),
        )
    )
    for version, text in filled.texts.items():
        _among(
            OpenAnswer(
                pk=_drawn(once, str(version)), survey=held, version_id=version, text=text
            )
        )
    for value in filled.ties:
        _among(Tie(pk=_drawn(once, f"band {value}"), survey=held, value=value))


def _drawn(once: str, what: str) -> uuid.UUID:
    """A number that says nothing to who does not have the form, and the same to who has."""
    return uuid.UUID(bytes=sha256(f"{once}|{what}".encode()).digest()[:16], version=4)


def _among(row: models.Model) -> None:
    """Write a row and some earlier ones of its survey anew, in an order drawn by lot.

    A database keeps rows as they came, and PostgreSQL knows which were written together. So
    the newest is one of many: who copies the database does not see who came last.
    """
    kind = type(row)
    here = kind._default_manager.filter(survey=row.survey)  # type: ignore[attr-defined]  # both have one
    if here.filter(pk=row.pk).exists():
        return
    keys = list(here.order_by("pk").values_list("pk", flat=True))
    some = list(here.filter(pk__in=LOT.sample(keys, min(POOL, len(keys)))))
    here.filter(pk__in=[one.pk for one in some]).delete()
    rows = [*some, row]
    LOT.shuffle(rows)
    kind._default_manager.bulk_create(rows)


@write_transaction()
def _spend(invitation: Invitation) -> bool:
    try:
        with write_transaction():
            Spent.objects.create(mark=mark_of(invitation.key), survey_id=invitation.survey_id)
    except IntegrityError:
        return False
    return True


@write_transaction()
def take_out(survey: Survey, *, once: str) -> bool:
    """Take an answer out again, for who still holds the key of its form; say if it was there.

    Only the page that sent it knows the key: it leads from nobody to the answer.
    """
    held = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    if held.state != SurveyState.FIELDING:
        raise Refused(_("Deze vragenlijst is gesloten."))
    texts = [_drawn(once, str(pk)) for pk in held.items.values_list("version", flat=True)]
    ties = [_drawn(once, f"band {value}") for value in (NOBODY, *dict(held.choices))]
    held.open_answers.filter(pk__in=texts).delete()
    held.ties.filter(pk__in=ties).delete()
    gone, _kinds = held.responses.filter(pk=_drawn(once, "antwoord")).delete()
    return gone > 0
