"""Sign-ups: who takes part, what they wish, what the allocation gave, who sits where."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.offers.models import Meeting, Slot
from onderling.people.models import Affiliation, Person
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.signups.rules import SEATED, Opinion, SignupState

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


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def coming(self) -> "ParticipationQuerySet":
        return self.filter(state=Participation.State.COMING)

    def visible_to(self, person: "Person | AnonymousUser") -> "ParticipationQuerySet":
        """The own participations, and those in rounds this person coordinates."""
        if not isinstance(person, Person):
            return self.none()
        managed = Round.objects.managed_by(person).values("pk")
        return self.filter(Q(person=person) | Q(round__in=managed))

    def lock(self, *ids: int) -> "list[Participation]":
        """Take the locks of these people's participations, always after those of meetings."""
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
    chosen = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)

    personal = dict.fromkeys(
        ("person", "affiliation", "group", "code", "brings", "entered_by"), PLACE
    )
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


class Lock(Classified):
    """Somebody is fixed in a meeting before the allocation runs, with why (X-25, X-5)."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="locks")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="locks")
    because = models.CharField(_("reden"), max_length=200)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    personal = dict.fromkeys(("participation", "because", "by"), PLACE)
    impersonal = "meeting at"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "meeting"], name="lock_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participation} vast in {self.meeting}"


class AllocationRun(Classified):
    """One run of the allocation: input, seed, settings and result, kept as they were (X-22)."""

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht")
        RUNNING = "running", _("bezig")
        PREVIEW = "preview", _("proef")
        INFEASIBLE = "infeasible", _("kan niet")
        FAILED = "failed", _("mislukt")
        STOPPED = "stopped", _("gestopt")
        PUBLISHED = "published", _("gepubliceerd")
        UNDONE = "undone", _("ongedaan gemaakt")

    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    seed = models.CharField(max_length=40)
    problem = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    result = models.JSONField(default=dict)
    progress = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=120, blank=True)
    trouble = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    queued = models.DateTimeField()
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(("problem", "result", "trouble", "by"), PLACE)
    impersonal = (
        "round state seed digest progress doing attempts queued started finished published"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state="published"),
                name="one_published_run_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"verdeling {self.pk} van {self.round}"


class Match(Classified):
    """One person's place in a run, as proposed. Becomes a sign-up when the run is published."""

    run = models.ForeignKey(AllocationRun, models.CASCADE, related_name="matches")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="matches")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="matches")
    kind = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    because = models.CharField(max_length=200, blank=True)

    personal = dict.fromkeys(("participation", "kind", "rank", "because"), PLACE)
    impersonal = "run meeting by_hand"

    class Meta:
        ordering = ["participation", "meeting__slot__starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "participation", "meeting"], name="match_once_a_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} in {self.meeting}"


class Reason(Classified):
    """Why a higher wish was missed, in numbers that can be checked (X-23).

    Read by the person and the coordinators of the round only; names no other person.
    """

    run = models.ForeignKey(AllocationRun, models.CASCADE, related_name="reasons")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="reasons")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    because = models.CharField(max_length=12)
    numbers = models.JSONField(default=dict)

    personal = dict.fromkeys(("participation", "because", "numbers"), PLACE)
    impersonal = "run meeting"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "participation", "meeting"], name="reason_once_a_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.because}: {self.meeting}"


class SignupQuerySet(models.QuerySet["Signup"]):
    def seated(self) -> "SignupQuerySet":
        return self.filter(state__in=SEATED)

    def waiting(self) -> "SignupQuerySet":
        """The waiting list, in order."""
        return self.filter(state=SignupState.WAITLISTED).order_by("sequence", "pk")


class Signup(Classified):
    """One person in one meeting: a seat, a place in the waiting list, or given back.

    Only `signups.actions.seats` writes these rows and the counter of the meeting.
    """

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="signups")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="signups")
    state = models.CharField(
        max_length=10,
        choices=[
            (SignupState.CONFIRMED, _("plek")),
            (SignupState.WAITLISTED, _("wachtlijst")),
            (SignupState.CANCELLED, _("afgemeld")),
            (SignupState.NO_SHOW, _("niet gekomen")),
            (SignupState.ATTENDED, _("geweest")),
        ],
    )
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    run = models.ForeignKey(AllocationRun, models.SET_NULL, null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    because = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()

    personal = dict.fromkeys(("participation", "state", "kind", "rank", "because"), PLACE)
    impersonal = "meeting sequence run by_hand since"

    objects = SignupQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "sequence", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "meeting"], name="signup_once_a_meeting"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "state", "sequence"], name="signup_in_line")]

    def __str__(self) -> str:
        return f"{self.participation}: {self.get_state_display()} in {self.meeting}"
