"""Somebody, and what they are to an organisation."""

import secrets
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.prepared import prepared
from onderling.base.privacy import Classified, Personal
from onderling.people.models.organisations import Organisation
from onderling.people.rules import Group, has_full_rights

if TYPE_CHECKING:
    from onderling.people.models.rights import Membership

NAME = Personal("weten wie er komt", keep="ronde+12m")
REACH = Personal("iemand kunnen bereiken", keep="ronde+12m")
CARE = Personal("ruimte en lunch goed regelen", ground="toestemming", keep="ronde+1m")


def new_key() -> str:
    """Make a key that cannot be guessed."""
    return secrets.token_urlsafe(24)


@prepared
def _one(pk: int) -> "models.QuerySet[Person]":
    return Person.objects.filter(pk=pk)


@prepared
def _roles(person: int) -> "models.QuerySet[Membership]":
    return Person(pk=person).memberships.current()


class PersonManager(BaseUserManager["Person"]):
    """Finds people who are here now."""

    def get(self, *args: Any, **how: Any) -> "Person":
        """One person. Every page of who is signed in asks for them by number."""
        if args or how.keys() != {"pk"} or not isinstance(how["pk"], int):
            return super().get(*args, **how)
        found = _one(pk=how["pk"])
        if not found:
            raise Person.DoesNotExist
        return found[0]

    def present(self) -> models.QuerySet["Person"]:
        return self.exclude(state__in=[Person.State.MERGED, Person.State.ERASED])

    def with_address(self, address: str) -> "Person | None":
        """Find who has this mail address, however it was typed.

        The address of a record that went into another finds that other.
        """
        kept = self.exclude(state=Person.State.ERASED)
        found = kept.filter(email=address.strip().casefold()).first()
        return found.now_is() if found else None


class Person(AbstractBaseUser, Classified):
    """Somebody. A guest has a row like everybody else, and never needs a password."""

    class State(models.TextChoices):
        UNCONFIRMED = "guest_unconfirmed", _("gast, adres niet bevestigd")
        GUEST = "guest", _("gast")
        ACCOUNT = "account", _("account")
        MERGED = "merged", _("samengevoegd")
        ERASED = "erased", _("verwijderd")

    class Contact(models.TextChoices):
        MAIL = "mail", _("e-mail")
        MAIL_SMS = "mail_sms", _("e-mail en sms")
        PHONE = "phone", _("telefoon")
        PHONE_POST = "phone_post", _("telefoon of post")

    password = models.CharField(max_length=128, blank=True, default="!")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    state = models.CharField(max_length=17, choices=State.choices, default=State.UNCONFIRMED)
    first_name = models.CharField(_("voornaam"), max_length=80)
    infix = models.CharField(_("tussenvoegsel"), max_length=20, blank=True)
    last_name = models.CharField(_("achternaam"), max_length=100, blank=True)
    email = models.EmailField(
        _("e-mailadres"), max_length=254, unique=True, null=True, blank=True
    )
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    post_address = models.CharField(_("postadres"), max_length=200, blank=True)
    contact_by = models.CharField(
        _("bereikbaar via"), max_length=10, choices=Contact.choices, default=Contact.MAIL
    )
    place = models.CharField(_("plaats"), max_length=80, blank=True)
    access_needs = models.CharField(
        _("wat u nodig hebt om mee te doen"), max_length=200, blank=True
    )
    diet = models.CharField(_("wat u niet eet"), max_length=120, blank=True)
    language = models.CharField(
        _("taal van pagina’s en berichten"),
        max_length=10,
        choices=settings.LANGUAGES,
        blank=True,
    )
    joined = models.DateTimeField(auto_now_add=True)

    personal = {
        "first_name": NAME,
        "infix": NAME,
        "last_name": NAME,
        "email": REACH,
        "phone": REACH,
        "post_address": REACH,
        "contact_by": REACH,
        "place": REACH,
        "language": REACH,
        "access_needs": CARE,
        "diet": CARE,
        "last_login": Personal("misbruik zien", ground="gerechtvaardigd belang", keep="6m"),
    }
    impersonal = "password key state joined"

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name"]

    objects: ClassVar[PersonManager] = PersonManager()

    entry: str = ""  # how this session began; set by people's middleware

    class Meta:
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        # One spelling of an address: two rows may not differ in capitals only.
        self.email = self.email.strip().casefold() if self.email else None
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)

    @property
    def sorted_name(self) -> str:
        """The name as on a list: "Berg, Jan van den"."""
        first = " ".join(part for part in (self.first_name, self.infix) if part)
        return f"{self.last_name}, {first}" if self.last_name else first

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # derived here, a column in Django
        return self.state not in {self.State.MERGED, self.State.ERASED}

    def now_is(self) -> "Person":
        """Follow this record to the one it went into; mostly that is itself."""
        person = self
        while person.state == self.State.MERGED:
            into = person.went_into.filter(undone=None).select_related("kept").first()
            if into is None:
                break
            person = into.kept
        return person

    @cached_property
    def roles(self) -> list["Membership"]:
        """The roles that count in this session: one query, and none after a personal link."""
        if not has_full_rights(self.entry):
            return []
        return _roles(person=self.pk)

    def holds(self, *roles: str) -> bool:
        return any(membership.role in roles for membership in self.roles)

    def scopes(self, *roles: str) -> dict[str, set[int]]:
        """Map each kind of scope to the ids in which this person has one of the roles."""
        found: dict[str, set[int]] = {}
        for membership in self.roles:
            if membership.role in roles:
                found.setdefault(membership.scope, set()).add(membership.scope_id)
        return found


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def current(self) -> "AffiliationQuerySet":
        return self.filter(until=None)


class Affiliation(Classified):
    """A person in relation to an organisation: paid here, perhaps a volunteer there (S0-2)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="affiliations")
    group = models.CharField(
        _("rol"),
        max_length=9,
        choices=[
            (Group.PAID, _("beroepskracht")),
            (Group.VOLUNTEER, _("vrijwilliger")),
            (Group.OTHER, _("anders")),
        ],
    )
    function = models.CharField(_("functie"), max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    personal = {"person": NAME, "organisation": NAME, "group": NAME, "function": NAME}
    impersonal = "since until"

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "group"], name="affiliation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()}, {self.organisation}"
