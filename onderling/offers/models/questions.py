"""What people would like a workshop about, while nobody gives it yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.offers.models.offers import Offer
from onderling.people.models import Person
from onderling.rounds.models import Round

WANTS = Personal("een workshop zoeken bij wat mensen willen leren", keep="ronde+12m")


class Question(Classified):
    """ "Wie geeft een workshop over …?" Everybody reads the topic; nobody reads who asked.

    `answer` is the workshop that came of it.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="questions")
    topic = models.CharField(_("waarover?"), max_length=100)
    answer = models.ForeignKey(
        Offer, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    made = models.DateTimeField()

    impersonal = "round topic answer made"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.topic


class Asker(Classified):
    """Somebody who wants that workshop too."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="askers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="questions")
    since = models.DateTimeField()

    personal = {"person": WANTS}
    impersonal = "question since"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="asks_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.question}"
