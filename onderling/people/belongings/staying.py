"""Why the cellar keeps a card: a role, the newsletter, and what somebody did themselves."""

from collections.abc import Collection, Iterator

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from onderling.base.models import AuditLine
from onderling.mail.actions.switches import who_asked_for
from onderling.mail.rules import Purpose
from onderling.people.actions.seen import FOR_GOOD, Seen, Whom, of
from onderling.people.models import Membership, Person
from onderling.people.rules import Scope

# What is written on a card by whomever: from then on it is known what somebody needs.
WRITTEN = {"make_person", "change_person", "correct_person"}
A_PERSON = f"{Person._meta.label_lower}:"


def seen(whom: Whom) -> Iterator[Seen]:
    """Who has a role in the network or an organisation is here as long as they have it.

    Of what somebody did themselves only the last time counts.
    """
    refs = None if whom is None else {f"{A_PERSON}{pk}" for pk in whom}
    roles = Membership.objects.current().exclude(scope=Scope.ROUND)
    for pk in of(roles, "person", whom).values_list("person", flat=True):
        yield Seen(pk, FOR_GOOD)
    for ref in who_asked_for(Purpose.NEWSLETTER, among=refs):
        yield Seen(_number(ref), FOR_GOOD)
    here = of(Person.objects.present(), "pk", whom)
    for pk, joined, login in here.values_list("pk", "joined", "last_login"):
        yield Seen(pk, localdate(joined), written=True)
        if login:
            yield Seen(pk, localdate(login))
    lines = AuditLine.objects.order_by()
    did = _by_name(lines, "actor_ref", refs)
    for ref, at in did.values_list("actor_ref").annotate(last=Max("at")):
        yield Seen(_number(ref), localdate(at))
    written = _by_name(lines, "object_ref", refs).filter(deed__in=WRITTEN)
    for ref, at in written.values_list("object_ref").annotate(last=Max("at")):
        yield Seen(_number(ref), localdate(at), written=True)


def _by_name(
    lines: "QuerySet[AuditLine]", name: str, refs: Collection[str] | None
) -> "QuerySet[AuditLine]":
    if refs is None:
        return lines.filter(**{f"{name}__startswith": A_PERSON})
    return lines.filter(**{f"{name}__in": refs})


def _number(ref: str) -> int:
    return int(ref.partition(":")[2])
