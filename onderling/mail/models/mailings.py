"""One batch of messages that one deed wrote, and that can be stopped before it leaves."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal

POST = Personal("iemand iets laten weten", keep="30d")
STOPPED_SHOWN = timedelta(days=7)


class MailingQuerySet(models.QuerySet["Mailing"]):
    def about(self, scope_ref: str) -> "MailingQuerySet":
        return self.filter(scope_ref=scope_ref) if scope_ref else self.none()

    def to_stop(self, *, now: datetime) -> "MailingQuerySet":
        """Those that have not left yet, or were stopped this week and may still go.

        With how many mails wait, and how many messages are held.
        """
        waiting = models.Q(state=Mailing.State.WAITING, not_before__gt=now)
        stopped = models.Q(state=Mailing.State.STOPPED, made__gt=now - STOPPED_SHOWN)
        queued = models.Q(messages__state="queued", messages__channel="mail")
        held = models.Q(messages__state="withheld")
        return self.filter(waiting | stopped).annotate(
            mails=models.Count("messages", filter=queued),
            held=models.Count("messages", filter=held),
        )


class Mailing(Classified):
    """The messages of one deed to many: how many, by whom, and from when they leave.

    They wait a few minutes, so that who made a mistake can stop them (X-30). CANCELLED is for
    good: the deed that wrote them was undone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("gaat weg")
        STOPPED = "stopped", _("gestopt")
        CANCELLED = "cancelled", _("vervallen")

    kind = models.CharField(max_length=40)
    scope_ref = models.CharField(max_length=80, blank=True, db_index=True)
    subject = models.CharField(max_length=200)
    to_whom = models.CharField(max_length=200, blank=True)
    by_ref = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    made = models.DateTimeField()
    not_before = models.DateTimeField()

    personal = {"by_ref": POST}
    impersonal = "kind scope_ref subject to_whom state made not_before"

    objects = MailingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject
