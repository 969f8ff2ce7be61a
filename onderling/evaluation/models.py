"""Looking back on a round: two surveys, what must go better, and what people intend."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.evaluation.rules.improvements import ImprovementState
from onderling.mail.models import Message
from onderling.offers.models import Offer
from onderling.outcomes.models import Quote
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.surveys.models import Survey

INTENDED = Personal(
    "u na drie maanden uw eigen voornemen laten zien", ground="toestemming", keep="ronde+12m"
)

INTRODUCED = Personal(
    "mensen aan elkaar voorstellen bij koffie", ground="toestemming", keep="ronde+12m"
)
GOES_ON = Personal("een vaste groep tonen", ground="toestemming", keep="ronde+12m")
TOLD = Personal("een verhaal tonen", ground="toestemming", keep="altijd")


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


class Story(Classified):
    """What changed for somebody and why that matters, to be read by others (X-95).

    Not an answer without a name: an anonymous one only has nobody on it. When it is placed its
    words go to a quote, with the permission that goes with it.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="stories")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=9, choices=Quote.Level.choices)
    written_on = models.DateField()
    quote = models.OneToOneField(
        Quote, models.SET_NULL, null=True, blank=True, related_name="story"
    )
    refused = models.CharField(_("reden"), max_length=300, blank=True)

    personal = dict.fromkeys(("person", "text", "refused"), TOLD)
    impersonal = "round level written_on quote"

    class Meta:
        ordering = ["round", "written_on", "text"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_story_a_round"),
            models.CheckConstraint(
                condition=~models.Q(level="anonymous") | models.Q(person=None),
                name="anonymous_story_has_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def waits(self) -> bool:
        return bool(self.text and not self.refused)

    @property
    def placed(self) -> bool:
        """Its words stand on the page; once taken off there it may be told anew."""
        return self.quote is not None and not self.quote.withdrawn


class CoffeeMonth(Classified):
    """One month in which people of a round may drink coffee with somebody new (X-94)."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="coffee")
    month = models.DateField()  # its first day
    last_day = models.DateField()  # until when somebody may say yes
    paired_on = models.DateField(null=True, blank=True)

    impersonal = "round month last_day paired_on"

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["round", "month"], name="coffee_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.month:%Y-%m}"


class CoffeeYes(Classified):
    """Somebody who wants coffee with somebody this month; taken back it is gone."""

    month = models.ForeignKey(CoffeeMonth, models.CASCADE, related_name="yes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    personal = {"person": INTRODUCED}
    impersonal = "month"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "person"], name="one_coffee_yes"),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class CoffeeSeat(Classified):
    """One of the two or three people of an appointment; `table` numbers it in its month."""

    class Happened(models.TextChoices):
        YES = "ja", _("Ja")
        NO = "nee", _("Nee")

    month = models.ForeignKey(CoffeeMonth, models.CASCADE, related_name="seats")
    table = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    happened = models.CharField(max_length=3, choices=Happened.choices, blank=True)

    personal = dict.fromkeys(("person", "happened"), INTRODUCED)
    impersonal = "month table"

    class Meta:
        ordering = ["month", "table", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["month", "person"], name="one_coffee_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class StandingGroup(Classified):
    """A workshop that goes on after its round, by who offered it and nobody else (S3d-5).

    It is seen where its workshop is seen. With `until` it is over, for everybody but its maker.
    Once a coordinator took it `off`, nobody reads it until it is put back; a text that its
    maker `corrected` since then waits for a look.
    """

    offer = models.OneToOneField(Offer, models.CASCADE, related_name="standing_group")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    how = models.CharField(_("hoe gaat het verder?"), max_length=300)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    off = models.DateTimeField(null=True, blank=True)
    because = models.CharField(_("reden"), max_length=300, blank=True)  # why it is off
    corrected = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal = dict.fromkeys(("person", "how", "because"), GOES_ON)
    impersonal = "offer since until off corrected letter"

    class Meta:
        ordering = ["offer__title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(off=None) | ~models.Q(because=""),
                name="group_is_off_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer}"

    @property
    def waits(self) -> bool:
        """It was taken off, and its maker wrote it anew: a coordinator looks again."""
        return self.off is not None and self.corrected is not None
