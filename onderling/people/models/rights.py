"""Roles within a scope, and the keys that let people in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.people.models.persons import REACH, Person, new_key
from onderling.people.rules import Role, Scope


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(until=None)


class Membership(Classified):
    """A role within a scope. Rights are rows: who gave them and since when stays visible."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    scope = models.CharField(
        max_length=12,
        choices=[
            (Scope.NETWORK, _("dit netwerk")),
            (Scope.ORGANISATION, _("organisatie")),
            (Scope.ROUND, _("ronde")),
        ],
    )
    scope_id = models.PositiveBigIntegerField(default=0)
    role = models.CharField(
        max_length=12,
        choices=[
            (Role.OWNER, _("beheerder")),
            (Role.COORDINATOR, _("coördinator")),
            (Role.MEMBER, _("lid")),
        ],
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    personal = {
        "person": Personal("rechten geven en kunnen nagaan", ground="gerechtvaardigd belang"),
        "granted_by": Personal("rechten kunnen nagaan", ground="gerechtvaardigd belang"),
    }
    impersonal = "scope scope_id role since until"

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "scope", "scope_id", "role"],
                condition=Q(until=None),
                name="membership_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.get_scope_display()}"


class PersonalLink(Classified):
    """A key to the own participation. The address in the mail is signed, so a copy of the
    database alone opens nothing; revoking one row closes one address."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="links")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    made = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    personal = {"person": REACH}
    impersonal = "key made used revoked"

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person_id}"


class FirstEntry(Classified):
    """The one-time address that `onderling serve` prints for the first owner (X-130)."""

    key_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    impersonal = "key_hash expires used"

    def __str__(self) -> str:
        return f"{self.expires}"


class Erasure(Classified):
    """That somebody was erased, and when. `mark` is a keyed hash of the key their record had:
    it finds them in a backup of before, and leads nowhere else (assurance F24)."""

    mark = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    impersonal = "mark at"

    objects: ClassVar[models.Manager["Erasure"]] = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at}"
