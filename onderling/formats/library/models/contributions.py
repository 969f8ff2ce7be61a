"""What anybody may give on a public page: a tip, an example, a remark."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onderling.base.models import Upload
from onderling.base.privacy import Personal
from onderling.discussion.models import REASONS
from onderling.formats.library.models.trying import Tryable
from onderling.formats.library.rules import (
    LONGEST_NAME,
    LONGEST_TITLE,
    TO_SEE,
    Kind,
    State,
)
from onderling.mail.models import Message
from onderling.people.models import Person
from onderling.people.rules import Scope
from onderling.rounds.models import Round

KINDS = [
    (Kind.TIP, _("tip")),
    (Kind.PRACTICE, _("voorbeeld")),
    (Kind.REMARK, _("opmerking")),
]
STATES = [
    (State.UNCONFIRMED, _("nog niet bevestigd")),
    (State.MODERATION, _("een redacteur leest het")),
    (State.PUBLISHED, _("geplaatst")),
    (State.REJECTED, _("niet geplaatst")),
    (State.WITHDRAWN, _("ingetrokken")),
    (State.PROMOTED, _("praktijkvoorbeeld")),
]
GIVEN = Personal("laten zien wat mensen inzonden", ground="toestemming", keep="altijd")
ANSWER = Personal("de inzender antwoorden", ground="toestemming", keep="altijd")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def to_judge(self) -> "ContributionQuerySet":
        """What waits for an editor, the first one first."""
        return self.filter(state=State.MODERATION).order_by("pk")

    def to_see(self) -> "ContributionQuerySet":
        """What everybody may read."""
        return self.filter(state__in=TO_SEE)

    def managed_by(self, person: Person) -> "ContributionQuerySet":
        """What this editor judges: about an own round, or about no round at all."""
        scopes = person.scopes("coordinator", "owner")
        if not scopes:
            return self.none()
        if Scope.NETWORK in scopes:
            return self
        own = Round.objects.managed_by(person)
        return self.filter(models.Q(round__in=own) | models.Q(round=None))


class Contribution(Tryable):
    """A tip, an example or a remark. Its sender needs no account; the mail is the way back.

    Until they press the button in the mail we know an address only; then it goes to a person,
    and stands nowhere else. It is never shown. `about` is the page somebody was on; when that
    is a page of a round, its coordinators are the editors. `letter` is the mail about the last
    decision: it waits a while, so that the decision can be taken back. An editor says for whom
    it is and how long it takes; its sender need not know the themes of the network.
    """

    email = models.EmailField(_("e-mailadres"), max_length=254, blank=True)
    sender = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="contributions"
    )
    shown_name = models.CharField(_("naam erbij"), max_length=LONGEST_NAME, blank=True)
    kind = models.CharField(_("soort"), max_length=8, choices=KINDS)
    title = models.CharField(_("titel"), max_length=LONGEST_TITLE)
    words = models.TextField(_("tekst"))
    upload = models.OneToOneField(
        Upload, models.SET_NULL, null=True, blank=True, related_name="contribution"
    )
    about = models.CharField(max_length=300, blank=True)
    round = models.ForeignKey(
        Round, models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    state = models.CharField(max_length=22, choices=STATES, default=State.UNCONFIRMED)
    reason = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=500, blank=True)
    desk = models.CharField(max_length=20, blank=True)
    submitted = models.DateTimeField()
    confirmed = models.DateTimeField(null=True, blank=True)
    corrected = models.DateTimeField(null=True, blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    told_of_file = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal = {
        **dict.fromkeys(("email", "sender", "reason", "because", "desk"), ANSWER),
        **dict.fromkeys(("shown_name", "title", "words", "upload"), GIVEN),
    }
    impersonal = (
        "kind about round state submitted confirmed corrected decided published"
        " told_of_file letter theme for_whom minutes"
    )

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-published", "-pk"]
        indexes = [models.Index(fields=["state", "-published"], name="contribution_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=State.REJECTED) | ~models.Q(reason=""),
                name="contribution_rejected_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def by(self) -> str:
        """The name that its sender wants beside it."""
        return self.shown_name or gettext("anoniem")

    @property
    def said(self) -> str:
        """Title and text in one, for where they stand in a line."""
        stop = "" if self.title.endswith((".", "!", "?", "…")) else "."
        return f"{self.title}{stop} {self.words}"

    @property
    def reason_said(self) -> str:
        return next((str(said) for key, said in REASONS if key == self.reason), "")

    @property
    def is_public(self) -> bool:
        return self.state in TO_SEE
