"""The outbox: messages that wait, leave, are refused, or whose fate nobody knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified
from onderling.mail.models.mailings import POST, Mailing


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> "MessageQuerySet":
        return self.filter(state=Message.State.QUEUED)

    def about(self, scope_ref: str) -> "MessageQuerySet":
        """The messages of one round or organisation; never those of no scope at all."""
        return self.filter(scope_ref=scope_ref) if scope_ref else self.none()

    def of_no(self, label: str) -> "MessageQuerySet":
        """The messages that are about nothing of this kind: of no round."""
        return self.exclude(scope_ref__startswith=f"{label}:")

    def doubtful(self) -> "MessageQuerySet":
        """Those whose fate nobody knows: a person must judge them."""
        return self.filter(state=Message.State.UNKNOWN)

    def to_reach(self) -> "MessageQuerySet":
        """Letters and calls; reached when somebody ticks them off."""
        return self.filter(channel=Message.Channel.LETTER).exclude(state=Message.State.WITHHELD)

    def without_bodies(self) -> "MessageQuerySet":
        """For lists: a text is read one at a time, and a secret one never."""
        return self.defer("body")


class Message(Classified):
    """One mail to one address, or one letter to print. Written in the transaction of its deed.

    Knows addresses, not people: `to_ref` and `scope_ref` are opaque. A secret body (a code to
    sign in) can never be read on a page or in an export (X-131). `code` is the last answer of
    the mail server; `reached` is when somebody ticked a letter or a call off (X-32).
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht")
        SENDING = "sending", _("onderweg")
        SENT = "sent", _("verstuurd")
        REFUSED = "refused", _("geweigerd")
        UNKNOWN = "unknown", _("onbekend of het aankwam")
        WITHHELD = "withheld", _("tegengehouden")

    class Channel(models.TextChoices):
        MAIL = "mail", _("e-mail")
        LETTER = "letter", _("brief of telefoon")

    kind = models.CharField(max_length=40, db_index=True)
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.MAIL)
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=254, blank=True)
    to_ref = models.CharField(max_length=80, blank=True, db_index=True)
    scope_ref = models.CharField(max_length=80, blank=True, db_index=True)
    reply_name = models.CharField(max_length=200, blank=True)
    reply_address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=10, default="nl")
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    message_id = models.CharField(max_length=120, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    data_started = models.BooleanField(default=False)
    not_before = models.DateTimeField()
    queued = models.DateTimeField()
    sent = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    code = models.PositiveSmallIntegerField(null=True, blank=True)
    mailing = models.ForeignKey(
        Mailing, models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    reached = models.DateTimeField(null=True, blank=True)
    reached_by_ref = models.CharField(max_length=80, blank=True)

    personal = dict.fromkeys(
        (
            "to_name",
            "to_address",
            "to_ref",
            "reply_name",
            "reply_address",
            "subject",
            "body",
            "error",
            "reached_by_ref",
        ),
        POST,
    )
    impersonal = (
        "kind channel scope_ref language secret state message_id attempts data_started"
        " not_before queued sent code mailing reached"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="message_to_send")]

    def __str__(self) -> str:
        return self.subject


class Bounce(Classified):
    """A message that came back after it was sent, or a complaint about it (X-29).

    Not a state of the message: it was sent all the same.
    """

    class Kind(models.TextChoices):
        HARD = "hard", _("het adres bestaat niet (meer)")
        SOFT = "soft", _("tijdelijk: postbus vol of afwezig")
        COMPLAINT = "complaint", _("de ontvanger wil geen berichten")

    message = models.ForeignKey(Message, models.CASCADE, related_name="bounces")
    kind = models.CharField(_("wat er misging"), max_length=9, choices=Kind.choices)
    because = models.CharField(_("toelichting"), max_length=200, blank=True)
    by_ref = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    personal = dict.fromkeys(("message", "kind", "because", "by_ref"), POST)
    impersonal = "at"

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.message}"
