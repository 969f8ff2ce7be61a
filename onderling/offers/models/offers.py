"""What people bring: themes, working forms, and the offer itself."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.offers.rules import By, OfferState
from onderling.people.models import Organisation, Person
from onderling.rounds.models import AUDIENCES, FORMALITIES, Round
from onderling.rounds.rules import Audience, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

GIVES = Personal("weten wie een workshop geeft", keep="ronde+12m")


class Theme(Classified):
    """What a workshop is about."""

    name = models.CharField(_("thema"), max_length=60, unique=True)
    about = models.CharField(max_length=200, blank=True)

    impersonal = "name about"

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WorkingForm(Classified):
    """How people learn in it: a walk, a mirror talk, cooking together (werkvorm)."""

    name = models.CharField(_("werkvorm"), max_length=60, unique=True)
    about = models.CharField(max_length=300, blank=True)
    needs = models.CharField(max_length=200, blank=True)
    note_how = models.CharField(max_length=200, blank=True)

    impersonal = "name about needs note_how"

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OfferQuerySet(models.QuerySet["Offer"]):
    def lock(self, pk: int) -> "Offer":
        return self.select_for_update(of=("self",)).get(pk=pk)

    def published(self) -> "OfferQuerySet":
        return self.filter(state__in=[OfferState.PUBLISHED, OfferState.DELIVERED])

    def given_before(self, now: datetime) -> "OfferQuerySet":
        """What was given: published, going on, and the last time of it is past."""
        ends = Coalesce("meetings__last_slot__ends", "meetings__slot__ends")
        going = ~Q(meetings__state="cancelled")
        held = self.published().exclude(round__state=State.CANCELLED)
        return held.annotate(last_end=Max(ends, filter=going)).filter(last_end__lte=now)

    def visible_to(self, person: "Person | AnonymousUser") -> "OfferQuerySet":
        """What is published in a visible round, what I made, and what I coordinate."""
        rounds = Round.objects.visible_to(person).values("pk")
        seen = Q(pk__in=self.published().values("pk"), round__in=rounds)
        if isinstance(person, Person):
            seen |= Q(maker=person) | Q(round__in=Round.objects.managed_by(person).values("pk"))
        return self.filter(seen)

    def managed_by(self, person: "Person | AnonymousUser") -> "OfferQuerySet":
        return self.filter(round__in=Round.objects.managed_by(person).values("pk"))


class Offer(Classified):
    """A workshop: what stays the same every time it is given."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="offers")
    code = models.CharField(max_length=20, blank=True)
    title = models.CharField(_("titel"), max_length=120)
    about = models.TextField(_("waar gaat het over?"), max_length=1000, blank=True)
    afterwards = models.CharField(_("na afloop …"), max_length=200, blank=True)
    preparation = models.CharField(_("voorbereiding"), max_length=200, blank=True)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, verbose_name=_("thema")
    )
    working_form = models.ForeignKey(
        WorkingForm, models.PROTECT, null=True, blank=True, verbose_name=_("werkvorm")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("organisatie")
    )
    maker = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="offers")
    minimum = models.PositiveSmallIntegerField(_("gaat door vanaf"), default=6)
    maximum = models.PositiveSmallIntegerField(_("hoogstens"), default=20)
    minutes = models.PositiveSmallIntegerField(_("duur in minuten"), default=75)
    needs = models.CharField(_("wat is er nodig"), max_length=200, blank=True)
    mixed = models.BooleanField(_("gemengde groep"), default=True)
    language = models.CharField(_("taal"), max_length=40, default="Nederlands")
    level = models.CharField(_("niveau"), max_length=40, blank=True)
    accessible = models.BooleanField(_("met een rolstoel te bezoeken"), default=True)
    audience = models.CharField(
        _("voor wie"), max_length=8, choices=AUDIENCES, default=Audience.EVERYONE
    )
    # Empty is as its round.
    formality = models.CharField(
        _("hoe formeel"), max_length=14, choices=FORMALITIES, blank=True
    )
    state = models.CharField(
        max_length=13,
        choices=[
            (OfferState.DRAFT, _("concept")),
            (OfferState.SUBMITTED, _("aangeboden")),
            (OfferState.CHANGES_ASKED, _("aanpassing gevraagd")),
            (OfferState.PUBLISHED, _("gepubliceerd")),
            (OfferState.WITHDRAWN, _("ingetrokken")),
            (OfferState.DELIVERED, _("gegeven")),
        ],
        default=OfferState.DRAFT,
    )
    made = models.DateTimeField(auto_now_add=True)

    personal = {"maker": GIVES}
    impersonal = (
        "round code title about afterwards preparation theme working_form organisation minimum"
        " maximum minutes needs mixed language level accessible audience formality state"
        " made"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum__lte=F("maximum")), name="offer_minimum_below_maximum"
            ),
            models.UniqueConstraint(
                fields=["round", "code"], condition=~Q(code=""), name="offer_code_once_a_round"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def hats(self, person: "Person | AnonymousUser") -> frozenset[By]:
        """In which roles somebody stands before this offer: as its maker, as coordinator."""
        maker = isinstance(person, Person) and person.pk == self.maker_id
        managed = Round.objects.managed_by(person).filter(pk=self.round_id).exists()
        found = {By.MAKER: maker, By.COORDINATOR: managed}
        return frozenset(hat for hat, worn in found.items() if worn)
