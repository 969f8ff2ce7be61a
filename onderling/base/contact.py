"""Whom to ring or mail about this install: at the foot of every page and message (X-140)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import models

from onderling.base import audit
from onderling.base.models import Setting
from onderling.base.transactions import write_transaction

NAME = "contact"


@dataclass(frozen=True)
class Contact:
    """A person with a telephone number. A round's own contact goes before this one."""

    name: str
    phone: str
    hours: str = ""
    mail: str = ""

    @property
    def said(self) -> str:
        """In a sentence: “Karin Boshuizen (088 000 00 00)”."""
        return f"{self.name} ({self.phone})" if self.phone else self.name


def install_contact() -> Contact:
    """The contact that an owner filled in last, else the one that came with the install."""
    last = Setting.objects.filter(name=NAME).first()
    return contact_of(last) if last else _at_first()


def contact_of(row: Setting) -> Contact:
    return Contact(**row.value)


def earlier_contacts() -> models.QuerySet[Setting]:
    """Everything that stood there, the latest first."""
    return Setting.objects.filter(name=NAME)


@write_transaction()
def change_contact(contact: Contact, *, by: models.Model, now: datetime) -> Setting | None:
    """Put another person or number at the foot from now on. The same once more is nothing."""
    old = install_contact()
    if old == contact:
        return None
    row = Setting.objects.create(
        name=NAME, value=asdict(contact), since=now, by_ref=audit.ref(by)
    )
    audit.note(by, "change_contact", on=row, now=now, old=_told(old), new=_told(contact))
    return row


def _told(contact: Contact) -> dict[str, str]:
    return {f"contact_{name}": value for name, value in asdict(contact).items()}


def _at_first() -> Contact:
    install = settings.INSTALL
    return Contact(install.contact_name, install.contact_phone, install.contact_hours)
