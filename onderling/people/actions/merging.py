"""Make one of two records of the same person; and take that back (X-137)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.people.actions.links import end_sessions
from onderling.people.actions.moving import Belongings, Moving, Question, Told, put_back
from onderling.people.models import Membership, Merge, Person
from onderling.people.rules import Role


def belongings() -> Iterator[Belongings]:
    """What each room keeps of people, from the cellar upwards; settings name them."""
    for name in settings.BELONGINGS:
        yield import_string(name)


def questions_of(kept: Person, gone: Person) -> list[Question]:
    """Everything in which the two differ and a person must choose."""
    return [question for room in belongings() for question in room.ask(kept, gone)]


def told_of(kept: Person, gone: Person) -> Told:
    """Say beforehand what goes along, and what ends."""
    told = [room.tell(kept, gone) for room in belongings()]
    return Told(
        [line for one in told for line in one.along],
        [line for one in told for line in one.ends],
    )


@write_transaction()
def merge_people(  # noqa: PLR0913 -- two records, the choices, by whom, where, when
    kept: Person,
    gone: Person,
    answers: Mapping[str, str],
    *,
    by: Person,
    scope: models.Model | None = None,
    now: datetime,
) -> Merge:
    """Let everything of `gone` go to `kept`, and end `gone`; nothing is lost unseen.

    Refused when what was asked beforehand is not what must be chosen now. `scope` is the
    round in whose log the line can be put back.
    """
    kept, gone = _lock(kept, gone)
    refuse_unless_may_merge(kept, gone, by=by)
    moving = Moving(kept, gone, answers, by, now)
    for room in belongings():
        room.move(moving)
    end_sessions(gone)
    made = Merge.objects.create(kept=kept, gone=gone, steps=moving.steps, by=by, at=now)
    was, now_called = {"name": gone.name}, {"name": kept.name}
    audit.note(
        by, "merge_people", on=made, scope=scope or kept, now=now, old=was, new=now_called
    )
    return made


@write_transaction()
def unmerge(
    merge: Merge, *, by: Person, scope: models.Model | None = None, now: datetime
) -> Merge:
    """Give back everything that a merge moved, so that there are two records again.

    All of it or nothing: what changed since then and stands in the way is named.
    """
    kept, gone = _lock(merge.kept, merge.gone)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone:
        return merge
    if Person.State.ERASED in {kept.state, gone.state}:
        raise Refused(_("Deze gegevens zijn verwijderd. Dat kan niet meer ongedaan."))
    if kept.state == Person.State.MERGED:
        into = kept.now_is().name
        said = _("Deze kaart is zelf samengevoegd met {name}. Maak dat eerst ongedaan.")
        raise Refused(said.format(name=into))
    _refuse_for_a_role(kept, by=by)
    try:
        wrong = _give_back(merge, now=now)
    except IntegrityError:  # somebody else has an address or a number that was theirs
        wrong = [_("een adres of een nummer dat nu van iemand anders is")]
    if wrong:
        said = _("Dit kan niet meer ongedaan. Reden: intussen veranderde {what}.")
        raise Refused(said.format(what="; ".join(wrong)))
    merge.undone = now
    merge.save(update_fields=["undone"])
    end_sessions(Person.objects.get(pk=kept.pk))
    was, again = {"name": kept.name}, {"name": gone.name}
    audit.note(by, "unmerge_people", on=merge, scope=scope or kept, now=now, old=was, new=again)
    return merge


@write_transaction()
def _give_back(merge: Merge, *, now: datetime) -> list[str]:
    wrong = put_back(merge.steps)
    if not wrong:
        for room in belongings():
            wrong += room.after_way_back(merge, now)
    return wrong


def refuse_unless_may_merge(kept: Person, gone: Person, *, by: Person) -> None:
    """Refuse what would let somebody in where they have no business.

    Who merges a record with a role into another may give away that role, or its address.
    """
    if kept.pk == gone.pk or not kept.is_active or not gone.is_active:
        raise Refused(_("Deze twee kaarten kunt u niet samenvoegen."))
    if by.pk == gone.pk:
        raise Refused(_("Met deze kaart bent u nu binnen. Laat deze kaart blijven."))
    for one in (kept, gone):
        _refuse_for_a_role(one, by=by)


def _refuse_for_a_role(person: Person, *, by: Person) -> None:
    if has_role(person) and not is_owner(by):
        said = _("{name} heeft een rol. Alleen een beheerder kan deze kaart samenvoegen.")
        raise Refused(said.format(name=person.name))


def has_role(person: Person) -> bool:
    return person.memberships.current().exists()


def is_owner(person: Person) -> bool:
    return Membership.objects.current().filter(person=person, role=Role.OWNER).exists()


def _lock(kept: Person, gone: Person) -> tuple[Person, Person]:
    # Rounds first, then people, then meetings: the order of everybody who takes more than one.
    # Without the key: rows that only point at a person wait for nobody.
    rooms = list(belongings())
    for room in rooms:
        room.hold(kept, gone)
    found = {
        person.pk: person
        for person in Person.objects.filter(pk__in=[kept.pk, gone.pk])
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    }
    for room in rooms:
        room.lock(kept, gone)
    return found[kept.pk], found[gone.pk]
