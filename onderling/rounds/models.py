"""Rounds: a programme's editions, their phases, their calendar."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.base.written import dates
from onderling.people.models import Organisation, Person
from onderling.people.rules import Role, Scope
from onderling.rounds import rules

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


FORMALITIES = [
    (rules.Formality.FORMAL, _("formeel")),
    (rules.Formality.LESS_FORMAL, _("minder formeel")),
    (rules.Formality.INFORMAL, _("informeel")),
]
AUDIENCES = [
    (rules.Audience.OWN, _("eigen organisatie")),
    (rules.Audience.PARTNERS, _("partners")),
    (rules.Audience.EVERYONE, _("iedereen")),
]


class Programme(Classified):
    """A series of rounds with one name: the yearly study day, the exchange."""

    class Form(models.TextChoices):
        U = "u", _("u")
        JE = "je", _("je")

    name = models.CharField(_("naam"), max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    form_of_address = models.CharField(
        _("aanspreekvorm"), max_length=2, choices=Form.choices, default=Form.U
    )

    impersonal = "name organisation form_of_address"

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, as far as somebody may see or manage them."""

    def public(self) -> "RoundQuerySet":
        return self.exclude(state__in=[rules.State.DRAFT, rules.State.CANCELLED])

    def managed_by(self, person: "Person | AnonymousUser") -> "RoundQuerySet":
        """The rounds this person coordinates: by role in the round, its organisation, all."""
        if not isinstance(person, Person):
            return self.none()
        if person.holds(Role.OWNER):
            return self
        scopes = person.scopes(Role.COORDINATOR)
        if Scope.NETWORK in scopes:
            return self
        return self.filter(
            models.Q(pk__in=scopes.get(Scope.ROUND, ()))
            | models.Q(programme__organisation__in=scopes.get(Scope.ORGANISATION, ()))
        )

    def visible_to(self, person: "Person | AnonymousUser") -> "RoundQuerySet":
        """What is public, and the own drafts of who coordinates them."""
        mine = self.managed_by(person).values("pk")
        return self.filter(
            models.Q(pk__in=mine)
            | ~models.Q(state__in=[rules.State.DRAFT, rules.State.CANCELLED])
        )

    def next_up(self, *, today: date) -> "Round | None":
        """The round that is next, or else the one that was last."""
        known = self.public().select_related("programme__organisation")
        coming = known.filter(ends_on__gte=today).order_by("starts_on", "pk").first()
        return coming or known.first()

    def lock(self, pk: int) -> "Round":
        return self.select_for_update().get(pk=pk)


class Round(Classified):
    """One edition with a date to work towards.

    `format` names the room of formats that made it; `preset` is remembered for the reader only,
    nothing decides by it. `seed` is announced before the deadline, so that nobody can re-roll.
    """

    class Format(models.TextChoices):
        WORKSHOPS = "workshops", _("workshops")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    format = models.CharField(max_length=12, choices=Format.choices, default=Format.WORKSHOPS)
    preset = models.CharField(max_length=20, blank=True)
    state = models.CharField(
        max_length=12,
        choices=[
            (rules.State.DRAFT, _("in voorbereiding")),
            (rules.State.ANNOUNCED, _("aangekondigd")),
            (rules.State.OPEN, _("open voor wensen")),
            (rules.State.MATCHING, _("verdelen")),
            (rules.State.CONFIRMED, _("verdeling gepubliceerd")),
            (rules.State.RUNNING, _("bezig")),
            (rules.State.WRAPPING_UP, _("afronden")),
            (rules.State.CLOSED, _("gesloten")),
            (rules.State.CANCELLED, _("afgezegd")),
        ],
        default=rules.State.DRAFT,
    )
    starts_on = models.DateField(_("datum"))
    ends_on = models.DateField(_("laatste dag"))
    zone = models.CharField(max_length=40, default="Europe/Amsterdam")
    theme = models.CharField(_("thema"), max_length=200, blank=True)
    intro = models.TextField(_("inleiding"), blank=True)
    venue = models.CharField(_("waar"), max_length=200, blank=True)
    travel = models.CharField(_("reizen en reiskosten"), max_length=300, blank=True)
    contact_name = models.CharField(_("contactpersoon"), max_length=120)
    contact_phone = models.CharField(_("telefoon"), max_length=30)
    contact_hours = models.CharField(_("bereikbaar"), max_length=120, blank=True)
    walk_ins = models.PositiveSmallIntegerField(
        _("plekken voor wie zonder aanmelding komt, in procenten"),
        default=0,
        validators=[MaxValueValidator(50)],
    )
    colour = models.CharField(
        _("kleur van affiches en flyers"),
        max_length=6,
        choices=[
            (rules.Colour.SUN, _("zonnegeel")),
            (rules.Colour.PETROL, _("petrol")),
            (rules.Colour.CLAY, _("klei")),
            (rules.Colour.GREEN, _("groen")),
            (rules.Colour.PLUM, _("paars")),
            (rules.Colour.LINEN, _("licht: spaart inkt")),
        ],
        default=rules.Colour.SUN,
    )
    formality = models.CharField(
        _("hoe formeel is meedoen?"),
        max_length=14,
        choices=FORMALITIES,
        default=rules.Formality.INFORMAL,
    )
    audience = models.CharField(
        _("voor wie"), max_length=8, choices=AUDIENCES, default=rules.Audience.EVERYONE
    )
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("partners")
    )
    window = models.CharField(_("elk jaar in"), max_length=40, blank=True)
    seed = models.CharField(_("lotingsgetal"), max_length=40)
    seed_since = models.DateTimeField()

    impersonal = (
        "programme name slug format preset state starts_on ends_on zone theme intro venue"
        " travel contact_name contact_phone contact_hours walk_ins colour formality audience"
        " partners window seed seed_since"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def several_days(self) -> bool:
        return self.starts_on != self.ends_on

    @property
    def dates(self) -> str:
        """Its date, or its stretch of days, as the language of this moment writes it."""
        return dates(self.starts_on, self.ends_on)

    def allows(self, deed: rules.Deed) -> bool:
        return rules.allows(self.state, deed)

    def phase_now(self, kind: str, *, now: datetime) -> "Phase | None":
        """The phase of this kind that is open at this moment, if any."""
        return self.phases.filter(kind=kind, opens__lte=now, closes__gt=now).first()


class Phase(Classified):
    """A stretch of time in which one kind of thing happens. `closes` is exclusive, in UTC:
    the midnight after the last local day."""

    class Kind(models.TextChoices):
        OFFERING = "offering", _("workshops aanbieden")
        WISHING = "wishing", _("wensen doorgeven")
        MATCHING = "matching", _("verdelen")
        MEETING = "meeting", _("de dag zelf")
        NOTING = "noting", _("opschrijven wat eruit kwam")
        ANSWERING = "answering", _("antwoord aan iedereen")
        EVALUATING = "evaluating", _("terugkijken")

    round = models.ForeignKey(Round, models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=20)
    label = models.CharField(_("naam"), max_length=80)
    opens = models.DateTimeField()
    closes = models.DateTimeField()

    impersonal = "round kind label opens closes"

    class Meta:
        ordering = ["opens", "closes", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "kind"], name="phase_once_a_round"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="phase_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def is_open(self, *, now: datetime) -> bool:
        return self.opens <= now < self.closes


class CalendarLine(Classified):
    """One task in the calendar, so many weeks from the date: who does what (X-57)."""

    class State(models.TextChoices):
        PLANNED = "planned", _("gepland")
        DONE = "done", _("gedaan")
        SKIPPED = "skipped", _("overgeslagen")

    round = models.ForeignKey(Round, models.CASCADE, related_name="calendar")
    offset = models.CharField(_("wanneer"), max_length=20)
    on = models.DateField()
    who = models.CharField(_("wie"), max_length=60)
    what = models.CharField(_("wat"), max_length=200)
    kind = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    because = models.CharField(_("reden"), max_length=200, blank=True)

    impersonal = "round offset on who what kind state because"

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.what


HANDED = Personal("weten wie een ronde overdroeg", ground="gerechtvaardigd belang")


class HandOver(Classified):
    """Somebody took a round over: open until the new coordinator has read the note (X-141).

    `before` holds what the deed changed, so that an owner can turn it back.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="hand_overs")
    old = models.ForeignKey(Person, models.CASCADE, related_name="+")
    new = models.ForeignKey(Person, models.CASCADE, related_name="+")
    note = models.TextField(_("wat de ander moet weten"), max_length=2000, blank=True)
    before = models.JSONField(default=dict)
    at = models.DateTimeField()
    read = models.DateTimeField(null=True, blank=True)
    undone = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(("old", "new", "note", "before"), HANDED)
    impersonal = "round at read undone"

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.old} droeg {self.round} over aan {self.new}"
