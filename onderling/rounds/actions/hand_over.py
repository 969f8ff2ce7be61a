"""Somebody else runs the round from now on: told beforehand, turned back if need be."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.people.actions.roles import end_role, grant
from onderling.people.models import Membership, Person
from onderling.people.rules import Role, Scope
from onderling.rounds.actions.tell import tell_handed_over, tell_turned_back
from onderling.rounds.models import CalendarLine, HandOver, Round

CONTACT = ("contact_name", "contact_phone", "contact_hours")


@dataclass(frozen=True)
class Moves:
    """What goes along when `old` hands a round over, and what stays (X-141)."""

    lines: list[CalendarLine]
    contact: bool
    keeps: list[Membership]  # wider roles, by which the old one still sees the round


def coordinators_of(round: Round) -> list[Person]:
    """Who coordinates this one round by a role of its own; they can hand it over."""
    own = _own_roles(round).select_related("person").order_by("pk")
    return [membership.person for membership in own]


def moves_with(round: Round, old: Person) -> Moves:
    """List beforehand what the deed will move."""
    wider = old.memberships.current().filter(role__in=[Role.OWNER, Role.COORDINATOR])
    here = [Scope.NETWORK, Scope.ORGANISATION]
    organisation = round.programme.organisation_id
    return Moves(
        lines=[
            line
            for line in round.calendar.filter(state=CalendarLine.State.PLANNED)
            if line.who in {old.name, old.first_name}
        ],
        contact=round.contact_name in {old.name, old.first_name},
        keeps=[
            role
            for role in wider.filter(scope__in=here)
            if role.scope == Scope.NETWORK or role.scope_id == organisation
        ],
    )


@write_transaction()
def hand_over(  # noqa: PLR0913 -- from whom, to whom, how to reach them; all by keyword
    round: Round,
    *,
    old: Person,
    new: Person,
    phone: str,
    hours: str = "",
    note: str = "",
    by: Person | None,
    now: datetime,
) -> HandOver:
    """Move the role, the open tasks and the reply address in one go; tell both."""
    round = Round.objects.lock(round.pk)
    role = _own_roles(round).filter(person=old).first()
    if role is None:
        raise Refused(_("{name} coördineert deze ronde niet zelf.").format(name=old.name))
    _may_take(new, old)
    had = _own_roles(round).filter(person=new).exists()
    moves = moves_with(round, old)
    before = {name: getattr(round, name) for name in CONTACT}
    grant(new, Role.COORDINATOR, scope=Scope.ROUND, scope_id=round.pk, by=by, now=now)
    end_role(role, by=by, now=now)
    _take_contact(round, new, phone=phone, hours=hours)
    CalendarLine.objects.filter(pk__in=[line.pk for line in moves.lines]).update(who=new.name)
    made = HandOver.objects.create(
        round=round,
        old=old,
        new=new,
        note=note.strip(),
        before={
            "contact": before,
            "lines": {str(line.pk): line.who for line in moves.lines},
            "had": had,
        },
        at=now,
    )
    changed = _told(old, before["contact_phone"]), _told(new, round.contact_phone)
    audit.note(by, "hand_over", on=made, scope=round, now=now, old=changed[0], new=changed[1])
    tell_handed_over(made, now=now)
    return made


@write_transaction()
def read_note(handed: HandOver, *, now: datetime) -> None:
    """The new coordinator has read it: the hand-over is complete."""
    HandOver.objects.filter(pk=handed.pk, read=None).update(read=now)


@write_transaction()
def turn_back(handed: HandOver, *, by: Person | None, now: datetime) -> HandOver:
    """Give the round back to who had it, as it was. What changed since then stays."""
    round = Round.objects.lock(handed.round_id)
    handed = HandOver.objects.select_related("old", "new").get(pk=handed.pk)
    if handed.undone:
        return handed
    if round.hand_overs.filter(pk__gt=handed.pk, undone=None).exists():
        raise Refused(_("De ronde is daarna nog eens overgedragen. Draai eerst dat terug."))
    scope: dict[str, Any] = {"scope": Scope.ROUND, "scope_id": round.pk}
    grant(handed.old, Role.COORDINATOR, **scope, by=by, now=now)
    role = _own_roles(round).filter(person=handed.new).first()
    if role and not handed.before.get("had"):
        end_role(role, by=by, now=now)
    if round.contact_name == handed.new.name:
        for name, value in handed.before.get("contact", {}).items():
            setattr(round, name, value)
        round.save(update_fields=list(CONTACT))
    for pk, who in handed.before.get("lines", {}).items():
        round.calendar.filter(pk=pk, who=handed.new.name).update(who=who)
    handed.undone = now
    handed.save(update_fields=["undone"])
    audit.note(by, "turn_back_hand_over", on=handed, scope=round, now=now)
    tell_turned_back(handed, now=now)
    return handed


def _own_roles(round: Round) -> Any:
    return Membership.objects.current().filter(
        role=Role.COORDINATOR, scope=Scope.ROUND, scope_id=round.pk
    )


def _may_take(new: Person, old: Person) -> None:
    if new == old:
        raise Refused(_("{name} heeft deze ronde al.").format(name=new.name))
    if not new.is_active or not new.email:
        raise Refused(
            _("{name} heeft geen e-mailadres en kan dus niet inloggen.").format(name=new.name)
        )


def _take_contact(round: Round, new: Person, *, phone: str, hours: str) -> None:
    # Answers go to the coordinator whose name stands here: the address moves along.
    round.contact_name, round.contact_phone, round.contact_hours = new.name, phone, hours
    round.save(update_fields=list(CONTACT))


def _told(person: Person, phone: str) -> dict[str, str]:
    return {"contact_name": person.name, "contact_phone": phone}
