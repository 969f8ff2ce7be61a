"""What everybody hears after a round, and who that everybody was."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.feedback.rules import Part
from onderling.mail.models import Mailing
from onderling.people.models import Person
from onderling.rounds.models import Round

INVITED = Personal("ook wie er niet bij was vertellen wat eruit kwam", keep="ronde+12m")
FIRST, SECOND, THIRD = Part.ANSWERS, Part.NOTES, Part.QUOTES
ORDERS = [
    (f"{FIRST} {SECOND} {THIRD}", _("eerst de antwoorden, dan de opbrengst")),
    (f"{SECOND} {FIRST} {THIRD}", _("eerst de opbrengst, dan de antwoorden")),
    (f"{THIRD} {FIRST} {SECOND}", _("eerst wat mensen zeiden, dan de antwoorden")),
]


class Bulletin(Classified):
    """What came of one round. Its parts are read from notes, quotes and answers whenever it is
    shown, so that what somebody withdraws is gone at once, also from an older bulletin (X-86).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("concept")
        PUBLISHED = "published", _("gepubliceerd")

    round = models.OneToOneField(Round, models.CASCADE, related_name="bulletin")
    title = models.CharField(_("titel"), max_length=120)
    intro = models.TextField(_("inleiding"), max_length=2000, blank=True)
    order = models.CharField(_("volgorde"), max_length=60, choices=ORDERS, default=ORDERS[0][0])
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    published = models.DateTimeField(null=True, blank=True)
    mailing = models.ForeignKey(
        Mailing, models.SET_NULL, null=True, blank=True, related_name="bulletins"
    )
    told = models.DateTimeField(null=True, blank=True)  # when who asked heard their own answer

    impersonal = "round title intro order state published mailing told"

    class Meta:
        ordering = ["-published", "-pk"]

    def __str__(self) -> str:
        return self.title


class Invited(Classified):
    """One person of the audience of a round, as it was when its bulletin left (X-88).

    Who never answered is in it too: it is what “% reached” is counted over.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="invited")
    person = models.ForeignKey(Person, models.CASCADE, related_name="invited_for")
    took_part = models.BooleanField()

    personal = dict.fromkeys(("person", "took_part"), INVITED)
    impersonal = "round"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.round}"
