"""Who takes part, when they are not there, what they wish, and with whom."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onderling.base.prepared import prepared
from onderling.base.privacy import Classified, Personal
from onderling.offers.models import Meeting, Slot
from onderling.people.models import Affiliation, Person
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.signups.models.ambassadors import BROUGHT, Ambassador
from onderling.signups.rules import Opinion

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

PLACE = Personal("iemand een plek geven en uitleggen waarom", keep="ronde+12m")


class ChoiceRule(Classified):
    """How people choose in one round and how places are given. Written by the format's preset;
    printed on the wish page, so that everybody knows it beforehand."""

    class Unanswered(models.TextChoices):
        PLACED = "placed", _("krijgt een plek waar ruimte is")
        NOT_PLACED = "not_placed", _("krijgt geen plek")

    round = models.OneToOneField(Round, models.CASCADE, related_name="choice_rule")
    wishes = models.PositiveSmallIntegerField(_("aantal wensen per ronde"), default=3)
    per_slot = models.BooleanField(default=True)
    most = models.PositiveSmallIntegerField(_("hoogstens zoveel workshops"), default=0)
    anywhere = models.BooleanField(_("plaats iedereen als de wensen vol zijn"), default=True)
    unanswered = models.CharField(
        _("wie niet kiest"),
        max_length=10,
        choices=Unanswered.choices,
        default=Unanswered.NOT_PLACED,
    )
    mix_paid = models.PositiveSmallIntegerField(
        _("minstens zoveel beroepskrachten per gemengde workshop"), default=1
    )
    mix_volunteer = models.PositiveSmallIntegerField(
        _("minstens zoveel vrijwilligers per gemengde workshop"), default=1
    )
    without = models.CharField(max_length=10, default="guarantee")
    order = models.CharField(max_length=6, default="joint")
    points = models.JSONField(default=list)

    impersonal = (
        "round wishes per_slot most anywhere unanswered mix_paid mix_volunteer without order"
        " points"
    )

    def __str__(self) -> str:
        return f"{self.round}"


@prepared
def _lock_one(pk: int) -> "models.QuerySet[Participation]":
    return Participation.objects.filter(pk=pk).select_for_update(of=("self",), no_key=True)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def coming(self) -> "ParticipationQuerySet":
        return self.filter(state=Participation.State.COMING)

    def visible_to(self, person: "Person | AnonymousUser") -> "ParticipationQuerySet":
        """The own participations, and those in rounds this person coordinates."""
        if not isinstance(person, Person):
            return self.none()
        managed = Round.objects.managed_by(person).values("pk")
        return self.filter(Q(person=person) | Q(round__in=managed))

    def managed_by(self, person: "Person | AnonymousUser") -> "ParticipationQuerySet":
        """Those in the rounds this person coordinates."""
        return self.filter(round__in=Round.objects.managed_by(person).values("pk"))

    def lock(self, *ids: int) -> "list[Participation]":
        """Take the locks of these people's participations, always after those of meetings."""
        if len(ids) == 1:
            return _lock_one(pk=ids[0])
        return list(
            self.filter(pk__in=ids)
            .order_by("pk")
            .select_for_update(of=("self",), no_key=True)  # a wish may point here meanwhile
        )


class Participation(Classified):
    """One person in one round: invited, coming, or not; and the group under which they come.

    `code` is the number of this person in the coordinator's own list. `late` marks who came in
    after the deadline; `entered_by` who filled it in on somebody's behalf (S4-12).
    """

    class State(models.TextChoices):
        INVITED = "invited", _("uitgenodigd")
        COMING = "coming", _("doet mee")
        NOT_COMING = "not_coming", _("doet niet mee")

    round = models.ForeignKey(Round, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    affiliation = models.ForeignKey(Affiliation, models.PROTECT, null=True, blank=True)
    group = models.CharField(max_length=9, choices=[(g.value, g.value) for g in Group])
    code = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.INVITED)
    brings = models.CharField(_("dit neem ik mee"), max_length=200, blank=True)
    source = models.CharField(max_length=20, blank=True)
    late = models.BooleanField(default=False)
    late_accepted = models.BooleanField(default=False)
    entered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    through = models.ForeignKey(
        Ambassador, models.SET_NULL, null=True, blank=True, related_name="brought"
    )
    chosen = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        ("person", "affiliation", "group", "code", "brings", "entered_by"), PLACE
    ) | {"through": BROUGHT}
    impersonal = "round state source late late_accepted chosen made"

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="participation_once"),
            models.UniqueConstraint(
                fields=["round", "code"],
                condition=~Q(code=""),
                name="participation_code_once_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.round}"

    @property
    def organisation_id(self) -> int | None:
        """The organisation under which this person comes, if any."""
        return self.affiliation.organisation_id if self.affiliation else None


class Absence(Classified):
    """ "Ik ben er in deze ronde niet." Who is absent gets no seat there and is not unplaced."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="absences")
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="absences")

    personal = {"participation": PLACE}
    impersonal = "slot"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "slot"], name="absent_once_a_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} niet in {self.slot}"


class Wish(Classified):
    """What somebody thinks of one meeting: a rank, or also good, rather not, cannot."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="wishes")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="wishes")
    opinion = models.CharField(
        max_length=10,
        choices=[
            (Opinion.RANKED, _("wens")),
            (Opinion.ALSO_GOOD, _("ook goed")),
            (Opinion.RATHER_NOT, _("liever niet")),
            (Opinion.CANNOT, _("kan niet")),
        ],
    )
    rank = models.PositiveSmallIntegerField(null=True, blank=True)

    personal = dict.fromkeys(("participation", "opinion", "rank"), PLACE)
    impersonal = "meeting"

    class Meta:
        ordering = ["participation", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "meeting"], name="wish_once"),
            models.CheckConstraint(
                condition=Q(opinion=Opinion.RANKED, rank__gte=1)
                | (~Q(opinion=Opinion.RANKED) & Q(rank=None)),
                name="only_a_wish_has_a_rank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank or self.opinion}: {self.meeting}"


class Pair(Classified):
    """Two people who would like to be together, must be, or must not (X-26)."""

    class Kind(models.TextChoices):
        LIKE = "like", _("graag samen")
        TOGETHER = "together", _("altijd samen")
        APART = "apart", _("niet samen")

    round = models.ForeignKey(Round, models.CASCADE, related_name="pairs")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    one = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    other = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    because = models.CharField(_("toelichting"), max_length=200, blank=True)

    personal = dict.fromkeys(("one", "other", "because", "kind"), PLACE)
    impersonal = "round"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_once"),
            models.CheckConstraint(
                condition=~Q(one=models.F("other")), name="nobody_pairs_with_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.one} – {self.other}"
