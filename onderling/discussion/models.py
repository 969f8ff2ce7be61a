"""Threads and comments: what people say under a page or on a wall."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.discussion import rules
from onderling.mail.models import Message
from onderling.people.models import Person, new_key
from onderling.people.rules import Role, Scope

SAID = Personal("laten zien wie wat zei", keep="ronde+12m")
GUEST = Personal("een reactie van een gast laten bevestigen", keep="30d")
SEEN = Personal("foto’s laten zien", ground="toestemming", keep="altijd")
WARNED = Personal("een melding nagaan", ground="gerechtvaardigd belang")
REASONS = [
    (rules.Reason.ADVERTISING, _("dit is reclame")),
    (rules.Reason.RECOGNISABLE, _("dit gaat over mensen die te herkennen zijn")),
    (rules.Reason.HURTFUL, _("dit kan iemand kwetsen")),
    (rules.Reason.ELSEWHERE, _("dit hoort hier niet")),
    (rules.Reason.TWICE, _("dit staat er al")),
    (rules.Reason.REFERRED, _("hiervoor is een ander de juiste hulp")),
]


def managed() -> Any:
    """The model of what people coordinate: rounds live floors higher, settings name it."""
    return import_string(settings.MANAGED)


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads, as far as somebody may read or moderate them."""

    def visible_to(self, person: Any) -> "ThreadQuerySet":
        """Who may see what a thread is about, may read it."""
        mine = managed().objects.visible_to(person).values("pk")
        shown = self.exclude(state=Thread.State.HIDDEN).filter(
            Q(scope=Scope.NETWORK) | Q(scope=Scope.ROUND, scope_id__in=mine)
        )
        return shown.filter(Q(under=None) | Q(under__state=rules.State.VISIBLE))

    def managed_by(self, person: Any) -> "ThreadQuerySet":
        if not isinstance(person, Person):
            return self.none()
        if person.holds(Role.OWNER):
            return self
        rounds = managed().objects.managed_by(person).values("pk")
        mine = Q(scope=Scope.ROUND, scope_id__in=rounds)
        if Scope.NETWORK in person.scopes(Role.COORDINATOR):
            mine |= Q(scope=Scope.NETWORK)
        return self.filter(mine)

    def wall_of(self, about: Any) -> "ThreadQuerySet":
        return self.filter(scope=Scope.ROUND, scope_id=about.pk, wall=True)


class Thread(Classified):
    """Comments under one thing of an upper room, or the wall of a round.

    The upper thing has a one-to-one down to this; `scope` says who reads and who moderates.
    `count` is the number of visible comments: pages show it without counting.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("gesloten: lezen kan, schrijven niet")
        HIDDEN = "hidden", _("niet te zien")

    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    scope = models.CharField(
        max_length=12,
        choices=[(Scope.NETWORK, _("dit netwerk")), (Scope.ROUND, _("ronde"))],
    )
    scope_id = models.PositiveBigIntegerField(default=0)
    wall = models.BooleanField(default=False)
    mode = models.CharField(
        max_length=6,
        choices=[
            (rules.Mode.BEFORE, _("eerst bekijken, dan plaatsen")),
            (rules.Mode.AFTER, _("meteen plaatsen, daarna bekijken")),
        ],
        default=rules.Mode.BEFORE,
    )
    writers = models.CharField(
        max_length=9,
        choices=[
            (rules.Writers.EVERYBODY, _("iedereen, ook als gast")),
            (rules.Writers.KNOWN, _("wie is ingelogd")),
            (rules.Writers.MEMBERS, _("wie meedoet")),
        ],
        default=rules.Writers.EVERYBODY,
    )
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    count = models.PositiveIntegerField(default=0)
    made = models.DateTimeField()

    impersonal = "title url scope scope_id wall mode writers state count made"

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["scope", "scope_id"], name="thread_by_scope")]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "scope_id"], condition=Q(wall=True), name="one_wall_a_round"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible(self) -> "CommentQuerySet":
        return self.filter(state=rules.State.VISIBLE)

    def on_the_page(self) -> "CommentQuerySet":
        """What a thread shows: what is visible, and where something was taken away."""
        return self.filter(state__in=[rules.State.VISIBLE, rules.State.DELETED])

    def to_look_at(self) -> "CommentQuerySet":
        """What waits for a moderator: held with a known writer, or reported."""
        told = Report.objects.filter(comment=models.OuterRef("pk"), settled=None)
        held = Q(state=rules.State.HELD) & ~Q(confirmed=None)
        alive = Q(state__in=[rules.State.VISIBLE, rules.State.HELD])
        return self.annotate(told=models.Exists(told)).filter(held | (Q(told=True) & alive))


class Comment(Classified):
    """What somebody said, in a thread or as a post on a wall.

    `name` is what stands on the page. `email` is there only as long as a guest has not pressed
    the button behind the mail; from then on the person is known. A post has a thread of its
    own for comments (`replies`). `letter` tells its writer of a refusal; it can be taken back.
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    replies = models.OneToOneField(
        Thread, models.PROTECT, null=True, blank=True, related_name="under"
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"), max_length=254, blank=True)
    text = models.TextField(_("tekst"), max_length=rules.LONGEST)
    link = models.URLField(_("link"), max_length=300, blank=True)
    state = models.CharField(
        max_length=8,
        choices=[
            (rules.State.VISIBLE, _("geplaatst")),
            (rules.State.HELD, _("wacht op een blik")),
            (rules.State.REJECTED, _("niet geplaatst")),
            (rules.State.DELETED, _("weggehaald door wie het schreef")),
        ],
        default=rules.State.HELD,
    )
    reason = models.CharField(
        max_length=12,
        blank=True,
        choices=REASONS,
    )
    desk = models.CharField(
        max_length=9,
        blank=True,
        choices=[
            (rules.Desk.SAFE_HOME, _("geweld of verwaarlozing thuis")),
            (rules.Desk.VICTIMS, _("iemand maakte een misdrijf mee")),
            (rules.Desk.SUICIDE, _("iemand denkt aan zelfdoding")),
            (rules.Desk.EMERGENCY, _("iemand is nu in gevaar")),
        ],
    )
    letter = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    pinned = models.BooleanField(default=False)
    said = models.DateTimeField()
    confirmed = models.DateTimeField(null=True, blank=True)
    judged = models.DateTimeField(null=True, blank=True)

    personal = {
        **dict.fromkeys(("person", "name", "text", "link"), SAID),
        "email": GUEST,
    }
    impersonal = "thread replies state reason desk letter pinned said confirmed judged"

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["thread", "state"], name="comment_by_state")]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:40]}"

    @property
    def is_visible(self) -> bool:
        return self.state == rules.State.VISIBLE

    @property
    def host(self) -> str:
        """The site that its link leads to: people read where they go."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")

    @property
    def is_gone(self) -> bool:
        return self.state == rules.State.DELETED


class Picture(Classified):
    """A picture with a post: drawn anew, without the place where it was taken.

    `agreed` is the sentence that its sender ticked. Once `gone`, the files are gone too and
    the address says so; `covered` is for as long as somebody's objection is looked at.
    """

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="picture")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    alt = models.CharField(_("wat is er te zien?"), max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    agreed = models.CharField(max_length=200)
    at = models.DateTimeField()
    covered = models.BooleanField(default=False)
    gone = models.DateTimeField(null=True, blank=True)

    personal = {"alt": SEEN, "agreed": SEEN}
    impersonal = "comment key width height at covered gone"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.alt

    @property
    def is_shown(self) -> bool:
        return self.gone is None and not self.covered


class Report(Classified):
    """Somebody thinks that a comment should not stand there, or is in its picture."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    because = models.CharField(_("wat is er mis?"), max_length=300, blank=True)
    in_picture = models.BooleanField(default=False)
    at = models.DateTimeField()
    settled = models.DateTimeField(null=True, blank=True)

    personal = {"person": WARNED, "because": WARNED}
    impersonal = "comment in_picture at settled"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.because
