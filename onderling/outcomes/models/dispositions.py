"""The ledger: what was said, who answers it, by when, and what became of it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.offers.models import Meeting
from onderling.outcomes.models.addressees import Addressee
from onderling.outcomes.rules.ledger import (
    ANSWERED,
    OPEN,
    UNTOLD,
    Decision,
    Kind,
    LedgerDeed,
    LedgerState,
)
from onderling.people.models import Person
from onderling.people.rules import Role
from onderling.rounds.models import Round

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

ASKED = Personal("vertellen wat er met een vraag is gedaan", keep="ronde+12m")
STATES = [
    (LedgerState.RECEIVED, _("nog niet bekeken")),
    (LedgerState.CONSIDERED, _("in behandeling")),
    (LedgerState.DECIDED, _("besloten")),
    (LedgerState.DONE, _("gedaan")),
    (LedgerState.TOLD, _("teruggekoppeld")),
]
DECISIONS = [
    (Decision.ADOPTED, _("overgenomen")),
    (Decision.PARTLY, _("deels overgenomen")),
    (Decision.NOT, _("niet overgenomen, met reden")),
    (Decision.PASSED_ON, _("doorgestuurd")),
]


# What a step is called in the history of a row, where its decision or state says too little.
STEPS_SAID = {
    "open": _("kwam binnen"),
    LedgerDeed.REWORD: _("anders verwoord"),
    "bring_in": _("in de lijst van een ronde"),
    LedgerDeed.ASSIGN: _("wie antwoordt"),
    LedgerDeed.FORWARD: _("doorgestuurd"),
    LedgerDeed.TAKE_BACK: _("antwoord teruggenomen"),
    LedgerDeed.FINISH: _("gedaan"),
    LedgerDeed.REPORT: _("teruggekoppeld"),
}


class DispositionQuerySet(models.QuerySet["Disposition"]):
    def current(self) -> "DispositionQuerySet":
        """Those that stand for themselves: not merged or split into others."""
        return self.filter(replaced=None)

    def unanswered(self) -> "DispositionQuerySet":
        """Those that wait for an answer; what was withdrawn nobody has to answer."""
        return self.current().filter(state__in=OPEN).exclude(text="")

    def public(self) -> "DispositionQuerySet":
        """Those that everybody reads: a coordinator read them and gave them to somebody."""
        return self.current().exclude(addressee=None).exclude(text="")

    def to_tell(self) -> "DispositionQuerySet":
        """Those with an answer that who said it did not hear yet."""
        return self.public().filter(state__in=UNTOLD)

    def to_look_at(self) -> "DispositionQuerySet":
        """Merged ones that lost a part since somebody chose their words."""
        return self.current().exclude(lost=None).exclude(text="")

    def managed_by(self, person: "Person | AnonymousUser") -> "DispositionQuerySet":
        """Those of own rounds; and of no round, for whoever coordinates anything."""
        found = Q(round__in=Round.objects.managed_by(person).values("pk"))
        if isinstance(person, Person) and person.holds(Role.OWNER, Role.COORDINATOR):
            found |= Q(round=None)
        return self.filter(found)

    def asked_of(self, person: Person) -> "DispositionQuerySet":
        """Those that this person answers for now."""
        return self.current().filter(addressee__person=person)

    def lock(self, *ids: int) -> "list[Disposition]":
        """Hold rows, in the one order that everybody uses."""
        rows = self.filter(pk__in=ids).order_by("pk")
        return list(rows.select_for_update(of=("self",), no_key=True))


class Disposition(Classified):
    """One thing that was said, and what became of it (X-77).

    The room where it was said makes the row, and names its own thing in `source_ref`; `link` is
    the page about it. `asked` is when who answers heard of it, `reminded` when they last heard
    again. A row that was merged or split stays, as `replaced`. What was merged and `lost` a
    part says the words of the others, until a coordinator looked. Only what somebody gave to
    the library may be of no round: an editor answers it.
    """

    round = models.ForeignKey(
        Round, models.CASCADE, null=True, blank=True, related_name="dispositions"
    )
    kind = models.CharField(
        max_length=12,
        choices=[
            (Kind.NOTE, _("uitkomst")),
            (Kind.QUOTE, _("citaat")),
            (Kind.CONCERN, _("zorg of bezwaar")),
            (Kind.CONTRIBUTION, _("bijdrage")),
            (Kind.FINDING, _("conclusie")),
            (Kind.CORRECTION, _("verbetering van de sociale kaart")),
            (Kind.IMPROVEMENT, _("verbeterpunt")),
        ],
    )
    text = models.CharField(_("wat er is gezegd"), max_length=1000, blank=True)
    link = models.CharField(max_length=200, blank=True)
    source_ref = models.CharField(max_length=80, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="dispositions"
    )
    policy = models.CharField(_("hoort bij beleid"), max_length=120, blank=True)
    addressee = models.ForeignKey(
        Addressee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dispositions",
        verbose_name=_("wie antwoordt"),
    )
    due = models.DateField(_("antwoord tot en met"))
    state = models.CharField(max_length=16, choices=STATES, default=LedgerState.RECEIVED)
    decision = models.CharField(_("besluit"), max_length=11, choices=DECISIONS, blank=True)
    reason = models.CharField(_("reden"), max_length=1000, blank=True)
    received = models.DateTimeField()
    decided = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    told = models.DateTimeField(null=True, blank=True)
    asked = models.DateTimeField(null=True, blank=True)
    reminded = models.DateTimeField(null=True, blank=True)
    replaced = models.DateTimeField(null=True, blank=True)
    lost = models.DateTimeField(null=True, blank=True)

    personal = {"text": ASKED}
    impersonal = (
        "round kind link source_ref meeting policy addressee due state decision reason received"
        " decided finished told asked reminded replaced lost"
    )

    objects = DispositionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state__in=ANSWERED) & ~Q(decision="") & ~Q(reason=""))
                | (~Q(state__in=ANSWERED) & Q(decision="")),
                name="decision_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=False) | Q(kind=Kind.CONTRIBUTION),
                name="only_a_contribution_is_of_no_round",
            ),
            models.UniqueConstraint(
                fields=["source_ref"], condition=~Q(source_ref=""), name="ledger_row_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def typed(self) -> str:
        """What who answers wrote last, to go on from; also of a decision just taken back."""
        steps = list(self.changes.all())
        if steps and steps[-1].deed == LedgerDeed.TAKE_BACK:
            return next((one.text for one in steps[::-1] if one.deed == LedgerDeed.DECIDE), "")
        return self.reason

    @property
    def zone(self) -> str:
        """Where its days begin and end."""
        return self.round.zone if self.round else settings.TIME_ZONE


class Change(Classified):
    """One step of a row: a dated text with its author (X-81). `role` is what others read."""

    disposition = models.ForeignKey(Disposition, models.CASCADE, related_name="changes")
    deed = models.CharField(max_length=12)
    state = models.CharField(max_length=16, choices=STATES)
    decision = models.CharField(max_length=11, choices=DECISIONS, blank=True)
    text = models.CharField(_("reden"), max_length=1000, blank=True)
    role = models.CharField(max_length=240, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    personal = {"by": ASKED}
    impersonal = "disposition deed state decision text role at"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text or self.deed

    @property
    def said(self) -> str:
        """What this step was, in a few words."""
        if self.deed in STEPS_SAID:
            return str(STEPS_SAID[self.deed])
        return self.get_decision_display() if self.decision else self.get_state_display()


class Descent(Classified):
    """One row came of another: by merging several, or by splitting one (X-80)."""

    parent = models.ForeignKey(Disposition, models.CASCADE, related_name="children")
    child = models.ForeignKey(Disposition, models.CASCADE, related_name="parents")

    impersonal = "parent child"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "child"], name="descent_once"),
            models.CheckConstraint(
                condition=~Q(parent=models.F("child")), name="nothing_comes_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parent_id} → {self.child_id}"


class Contributor(Classified):
    """Who must hear the answer: one person, or everybody in one workshop."""

    disposition = models.ForeignKey(Disposition, models.CASCADE, related_name="contributors")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="contributed"
    )
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="contributed"
    )

    personal = {"person": ASKED}
    impersonal = "disposition meeting"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, meeting__isnull=False)
                | Q(person__isnull=False, meeting=None),
                name="contributor_person_or_workshop",
            ),
            models.UniqueConstraint(
                fields=["disposition", "person"], name="contributor_person_once"
            ),
            models.UniqueConstraint(
                fields=["disposition", "meeting"], name="contributor_workshop_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or self.meeting_id}"
