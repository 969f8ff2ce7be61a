"""Looking back on a round: two surveys, what must go better, and what people intend."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.evaluation.rules.improvements import ImprovementState
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.surveys.models import Survey

INTENDED = Personal(
    "u na drie maanden uw eigen voornemen laten zien", ground="toestemming", keep="ronde+12m"
)


class Evaluation(Classified):
    """How one round looks back: questions right after it, and once more some weeks later."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="evaluation")
    after = models.OneToOneField(Survey, models.PROTECT, related_name="+")
    pulse = models.OneToOneField(
        Survey, models.PROTECT, null=True, blank=True, related_name="+"
    )
    pulse_on = models.DateField(null=True, blank=True)  # when the second one may go out

    impersonal = "round after pulse pulse_on"

    def __str__(self) -> str:
        return f"{self.round}"


class Improvement(Classified):
    """What must go better next time; written by the coordinators, ticked off the next time."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="improvements")
    text = models.CharField(_("wat moet er beter?"), max_length=300)
    state = models.CharField(
        max_length=10,
        choices=[
            (ImprovementState.PROPOSED, _("voorgesteld")),
            (ImprovementState.TAKEN_OVER, _("overgenomen")),
            (ImprovementState.DONE, _("gedaan")),
            (ImprovementState.NOT_DONE, _("niet gedaan")),
        ],
        default=ImprovementState.PROPOSED,
    )
    because = models.CharField(_("reden"), max_length=300, blank=True)

    impersonal = "round text state because"

    class Meta:
        ordering = ["round", "pk"]

    def __str__(self) -> str:
        return self.text


class Intention(Classified):
    """One thing somebody means to do, shown back to them after some weeks (X-90).

    Typed in a form of its own by who is signed in: it has nothing to do with the answers
    without a name, and knows only its day.
    """

    class Outcome(models.TextChoices):
        YES = "ja", _("Ja")
        PARTLY = "beetje", _("Een beetje")
        NO = "nee", _("Nee")
        UNFIT = "paste-niet", _("Het paste niet meer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="intentions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    text = models.CharField(_("mijn voornemen"), max_length=300)
    written_on = models.DateField()
    shown_on = models.DateField(null=True, blank=True)  # when the mail with it was written
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    personal = dict.fromkeys(("person", "text", "outcome"), INTENDED)
    impersonal = "round written_on shown_on"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_intention_a_round"),
        ]

    def __str__(self) -> str:
        return self.text
