"""Take away what we keep of somebody, for good (X-40). Numbers stay, without a name."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.finding import forget_all
from onderling.base.models import Upload
from onderling.base.privacy import LASTS
from onderling.base.transactions import write_transaction
from onderling.base.uploads import drop_upload
from onderling.mail.models import Message
from onderling.people.actions.leaving import Farewell, Leaving
from onderling.people.actions.ledger import has_ledger, mark_of, marks_in_list, note_erasure
from onderling.people.actions.merging import belongings, has_role, is_owner
from onderling.people.actions.traces import forget_visits, telling, wipe
from onderling.people.actions.trails import Someone, Trail, all_trails, someone
from onderling.people.models import Person, new_key

WAITING = [Message.State.QUEUED, Message.State.SENDING]


def why_not(person: Person, *, by: Person | None, now: datetime) -> list[str]:
    """Say what stands in the way of erasing somebody now; nothing when it can be done."""
    leaving = Leaving(someone(person), by, now)
    if not person.is_active:
        return [_("Deze gegevens zijn al verwijderd.")]
    if by and not leaving.own and has_role(person) and not is_owner(by):
        said = _("{name} heeft een rol. Alleen een beheerder kan deze gegevens verwijderen.")
        return [said.format(name=person.name)]
    return [line for room in belongings() for line in room.why_not_leave(leaving)]


def told_before(person: Person, *, by: Person | None, now: datetime) -> Farewell:
    """Say what happens first, what goes and what stays, each room in turn."""
    leaving = Leaving(someone(person), by, now)
    told = [room.tell_leaving(leaving) for room in reversed(list(belongings()))]
    return Farewell(
        [line for one in told for line in one.first],
        [line for one in told for line in one.goes],
        [line for one in told for line in one.stays],
    )


@write_transaction()
def erase_person(
    person: Person, *, by: Person | None, now: datetime, asked: str = ""
) -> Person:
    """Let somebody go and take away what we keep of them; return what is left of the record.

    Refused when a room says why. `asked` is how they asked for it, when it is done for them.
    Without `by` nobody is asked: it was decided before, and a backup brought it back.
    """
    person = _lock(person)
    if by and (reasons := why_not(person, by=by, now=now)):
        raise Refused(reasons[0])
    _take_away(person, by=by, now=now)
    new = {"asked": asked} if asked else None
    audit.note(by, "erase_person", on=person, now=now, new=new)
    person.refresh_from_db()
    return person


@write_transaction()
def expire_person(person: Person, *, now: datetime) -> Person:
    """Let somebody go whose term is over, by the same way.

    What is kept for as long as they agreed, or it is shown, is not of this term. They are not
    in the list of who was erased: a backup brings them back past their term, so they go again.
    """
    person = _lock(person)
    _take_away(person, by=None, now=now, of_term=True)
    audit.note(None, "expire_person", on=person, now=now)
    person.refresh_from_db()
    return person


@write_transaction()
def _take_away(
    person: Person, *, by: Person | None, now: datetime, of_term: bool = False
) -> None:
    leaving = Leaving(someone(person), by, now, of_term)
    for room in reversed(list(belongings())):
        room.leave(leaving)
    # Found only now: leaving gave places back and wrote lines and letters of its own.
    who = someone(person)
    found = [(trail, _keys(trail, who)) for trail in all_trails()]
    told = telling(who)
    if not of_term:
        note_erasure([record.key for record in who.records], now=now)
    Message.objects.filter(pk__in=_messages(found), state__in=WAITING).update(
        state=Message.State.WITHHELD
    )
    for trail, keys in found:
        if keys:  # most trails lead nowhere, and each sweep has a savepoint of its own
            drop, values = _becomes(trail, of_term=of_term)
            sweep_rows(trail, keys, drop=drop, values=values)
    Authenticator.objects.filter(user__in=who.ids).delete()
    EmailAddress.objects.filter(user__in=who.ids).delete()
    for record in who.records:
        Person.objects.filter(pk=record.pk).update(
            state=Person.State.ERASED, key=new_key(), password="!" + new_key()
        )
    wipe(told, terms=LASTS if of_term else None)
    forget_visits(who.ids)
    transaction.on_commit(cache.clear)  # pages and papers that were drawn with the name


@write_transaction()
def erase_again(*, now: datetime) -> str:
    """After a restore: erase once more who was erased since the backup was made."""
    if not has_ledger():
        return _(
            "Er is geen lijst van verwijderde mensen. Is er iemand verwijderd na deze back-up?"
            " Zet dan eerst de map ‘erasures’ terug."
        )
    marks = marks_in_list()
    back = [
        person
        for person in Person.objects.present().order_by("pk")
        if mark_of(person.key) in marks
    ]
    for person in back:
        person.refresh_from_db()
        if person.is_active:
            erase_person(person, by=None, now=now)
    if not back:
        return ""
    return ngettext(
        "%(number)s mens was na deze back-up verwijderd, en is dat nu weer.",
        "%(number)s mensen waren na deze back-up verwijderd, en zijn dat nu weer.",
        len(back),
    ) % {"number": len(back)}


def _lock(person: Person) -> Person:
    """Take the locks in the order of everybody: rounds, people, then meetings."""
    rooms = list(belongings())
    for room in rooms:
        room.hold(person, person)
    locked = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    for room in rooms:
        room.lock(person, person)
    return locked


def _keys(trail: Trail, who: Someone) -> list[Any]:
    return list(trail.rows(who).values_list("pk", flat=True).distinct())


def _messages(found: Iterable[tuple[Trail, list[Any]]]) -> set[Any]:
    return {
        pk
        for trail, keys in found
        if trail.model is Message and "to_ref" in trail.names
        for pk in keys
    }


def _becomes(trail: Trail, *, of_term: bool) -> tuple[bool, dict[str, Any]]:
    """Whether a row goes, and else what stands in its fields from now on."""
    if not of_term:
        return trail.drop, trail.emptied()
    stay = set(trail.names) - set(trail.kept(*LASTS))
    if stay == set(trail.names):
        return False, {}
    values = {name: value for name, value in trail.emptied().items() if name not in stay}
    return trail.drop and not stay, values


@write_transaction()
def sweep_rows(trail: Trail, keys: list[Any], *, drop: bool, values: Mapping[str, Any]) -> None:
    """Delete these rows, or empty these fields; their files too, once that is true.

    What is deleted nobody finds any more either.
    """
    rows = trail.model._base_manager.filter(pk__in=keys)
    for name in trail.names if drop else values:
        if isinstance(trail.model._meta.get_field(name), models.FileField):
            for row in rows:
                _remove_file(getattr(row, name))
    if drop:
        forget_all(trail.model, keys)
        if trail.model is Upload:
            for upload in Upload.objects.filter(pk__in=keys):
                drop_upload(upload)
        rows.delete()
    elif values:
        rows.update(**values)


def _remove_file(file: FieldFile) -> None:
    """Delete a file once its row is gone: a deed that fails must not lose it."""
    if file:
        storage, name = file.storage, file.name
        transaction.on_commit(lambda: storage.delete(str(name)))
