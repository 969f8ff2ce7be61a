"""Why the cellar keeps a card: a role, the newsletter, and what somebody did themselves."""

from collections.abc import Iterator

from django.db.models import Max
from django.utils.timezone import localdate

from onderling.base.models import AuditLine
from onderling.mail.actions.switches import who_asked_for
from onderling.mail.rules import Purpose
from onderling.people.actions.seen import FOR_GOOD, Seen
from onderling.people.models import Membership, Person
from onderling.people.rules import Scope

# What is written on a card by whomever: from then on it is known what somebody needs.
WRITTEN = {"make_person", "change_person", "correct_person"}
A_PERSON = f"{Person._meta.label_lower}:"


def seen() -> Iterator[Seen]:
    """Who has a role in the network or an organisation is here as long as they have it.

    Of what somebody did themselves only the last time counts.
    """
    roles = Membership.objects.current().exclude(scope=Scope.ROUND)
    for pk in roles.values_list("person", flat=True):
        yield Seen(pk, FOR_GOOD)
    for ref in who_asked_for(Purpose.NEWSLETTER):
        yield Seen(_number(ref), FOR_GOOD)
    for pk, joined, login in Person.objects.present().values_list("pk", "joined", "last_login"):
        yield Seen(pk, localdate(joined), written=True)
        if login:
            yield Seen(pk, localdate(login))
    lines = AuditLine.objects.order_by()
    did = lines.filter(actor_ref__startswith=A_PERSON).values_list("actor_ref")
    for ref, at in did.annotate(last=Max("at")):
        yield Seen(_number(ref), localdate(at))
    written = lines.filter(object_ref__startswith=A_PERSON, deed__in=WRITTEN)
    for ref, at in written.values_list("object_ref").annotate(last=Max("at")):
        yield Seen(_number(ref), localdate(at), written=True)


def _number(ref: str) -> int:
    return int(ref.partition(":")[2])
