"""What everybody hears after a round, and who that everybody was."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.feedback.rules import LONGEST_OPENING, Part, kept_parts
from onderling.mail.models import Mailing
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round

INVITED = Personal("ook wie er niet bij was vertellen wat eruit kwam", keep="ronde+12m")
WROTE = Personal("weten wie een kort verslag schreef", keep="ronde+1m")


class Bulletin(Classified):
    """What came of one round. Its parts are read from notes, quotes and answers whenever it is
    shown, so that what somebody withdraws is gone at once, also from an older bulletin (X-86).

    A round may have several, one after the other: the next one takes the place of the one
    before it, which keeps its address and tells only what was known then (X-89).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("concept")
        PUBLISHED = "published", _("gepubliceerd")
        SUPERSEDED = "superseded", _("er is een nieuwere")

    round = models.ForeignKey(Round, models.CASCADE, related_name="bulletins")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("inleiding"), max_length=2000, blank=True)
    parts = models.CharField(max_length=120, blank=True, default=kept_parts(Part))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    published = models.DateTimeField(null=True, blank=True)
    superseded = models.DateTimeField(null=True, blank=True)
    mailing = models.ForeignKey(
        Mailing, models.SET_NULL, null=True, blank=True, related_name="bulletins"
    )
    mailed = models.CharField(max_length=16, blank=True)  # what the mails that wait tell
    told = models.DateTimeField(null=True, blank=True)  # when who asked heard their own answer

    impersonal = "round number title intro parts state published superseded mailing mailed told"

    class Meta:
        ordering = ["-published", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="bulletin_number_once"),
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(state="published"),
                name="bulletin_published_once",
            ),
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(state="draft"), name="bulletin_draft_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The first has the plain address; each that follows has its number."""
        if self.number == 1:
            return reverse("feedback:bulletin", args=[self.round.slug])
        return reverse("feedback:numbered", args=[self.round.slug, self.number])


class MiniReport(Classified):
    """What stands above the notes of one meeting, and whether its giver was reminded (X-87).

    The notes, quotes and photos under it are read from where they were written (S0-11).
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="mini_report")
    opening = models.CharField(_("eerste zin"), max_length=LONGEST_OPENING, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed = models.DateTimeField(null=True, blank=True)
    reminded = models.DateTimeField(null=True, blank=True)

    personal = {"by": WROTE}
    impersonal = "meeting opening changed reminded"

    class Meta:
        ordering = ["meeting"]

    def __str__(self) -> str:
        return self.opening or str(self.meeting)


class Invited(Classified):
    """One person of the audience of a round, kept from the day it was announced (S0-10, X-88).

    Who joined later was added then. Who never answered is in it too: it is what “% reached” is
    counted over. Whether they took part is written when the bulletin leaves.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="invited")
    person = models.ForeignKey(Person, models.CASCADE, related_name="invited_for")
    took_part = models.BooleanField(default=False)
    since = models.DateTimeField()

    personal = dict.fromkeys(("person", "took_part"), INVITED)
    impersonal = "round since"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.round}"
