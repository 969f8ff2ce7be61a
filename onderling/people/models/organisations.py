"""Organisations of a network."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified
from onderling.people.rules import Role

if TYPE_CHECKING:
    from onderling.people.models.persons import Person


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def managed_by(self, person: "Person") -> "OrganisationQuerySet":
        """The organisations that somebody may change: all of them for who owns the install."""
        return self if person.holds(Role.OWNER) else self.none()


class Organisation(Classified):
    """A welfare organisation, municipality, school board, police team, food bank …"""

    name = models.CharField(_("naam"), max_length=120, unique=True)
    code = models.CharField(max_length=20, blank=True, db_index=True)
    sector = models.CharField(_("sector"), max_length=60, blank=True)
    kind = models.CharField(_("soort"), max_length=60, blank=True)
    place = models.CharField(_("plaats"), max_length=80, blank=True)
    country = models.CharField(_("land"), max_length=2, default="NL")
    paid_count = models.PositiveIntegerField(_("aantal beroepskrachten"), default=0)
    volunteer_count = models.PositiveIntegerField(_("aantal vrijwilligers"), default=0)
    does = models.TextField(_("wat doen wij"), blank=True)
    reach = models.TextField(_("hoe bereikt u ons"), blank=True)

    impersonal = "name code sector kind place country paid_count volunteer_count does reach"

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
