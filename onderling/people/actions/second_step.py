"""The second step of signing in: a code from an app, beside the code in the mail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.base.written import name_list
from onderling.people.actions.links import end_sessions
from onderling.people.models import Membership, Person
from onderling.people.rules import Role

POWERFUL = (Role.OWNER, Role.COORDINATOR)


def has_second_step(person: Person) -> bool:
    """Say whether somebody signs in with an app as well."""
    return bool(_authenticators(person).filter(type=Authenticator.Type.TOTP).exists())


def must_have_second_factor(person: Person) -> bool:
    """Say whether somebody should set up a second step: who may see other people's data."""
    if settings.DEMO or has_second_step(person):
        return False
    return person.memberships.current().filter(role__in=POWERFUL).exists()


def what_holds_mail() -> str:
    """Give the reason why mail to many may not leave yet; empty when it may.

    Counts who holds a role and has signed in: who never came in, did nothing yet.
    """
    if settings.DEMO:
        return ""
    secured = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user")
    missing = (
        Person.objects.present()
        .filter(
            pk__in=Membership.objects.current().filter(role__in=POWERFUL).values("person"),
            last_login__isnull=False,
        )
        .exclude(pk__in=secured)
    )
    if not missing:
        return ""
    names = name_list([person.name for person in missing], most=3)
    return _("Reden: {names} logt nog in zonder tweede stap.").format(names=names)[:300]


def without_second_step(ids: Iterable[int]) -> set[int]:
    """Of these people, give those who sign in with one step only: one query."""
    asked = set(ids)
    secured = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user_id__in=asked)
    return asked - set(secured.values_list("user_id", flat=True))


@write_transaction()
def add_second_step(person: Person, secret: str, *, now: datetime) -> list[str]:
    """Switch the second step on; return the recovery codes. Ends all other sessions."""
    _authenticators(person).delete()
    TOTP.activate(person, secret)
    codes: list[str] = RecoveryCodes.activate(person).get_unused_codes()
    end_sessions(person)
    audit.note(person, "add_second_step", on=person, now=now)
    return codes


@write_transaction()
def renew_recovery_codes(person: Person, *, now: datetime) -> list[str]:
    """Make ten new recovery codes; the old ones stop working."""
    _authenticators(person).filter(type=Authenticator.Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(person).get_unused_codes()
    audit.note(person, "renew_recovery_codes", on=person, now=now)
    return codes


@write_transaction()
def drop_second_step(person: Person, *, now: datetime) -> None:
    """Switch the second step off. Ends all other sessions."""
    _authenticators(person).delete()
    end_sessions(person)
    audit.note(person, "drop_second_step", on=person, now=now)


def recovery_codes_left(person: Person) -> int:
    """Count the recovery codes that were not used yet."""
    row = _authenticators(person).filter(type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else 0


def _authenticators(person: Person) -> Any:
    return Authenticator.objects.filter(user_id=person.pk)
