"""Photos of a workshop, and who is recognisable on them."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.offers.models import Meeting
from onderling.outcomes.rules.photos import Answer
from onderling.people.models import Consent, Person, new_key
from onderling.rounds.models import Round

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

SEEN = Personal("foto’s laten zien", ground="toestemming", keep="altijd")
MADE = Personal("weten wie een foto maakte", keep="ronde+12m")


class RecognisableQuerySet(models.QuerySet["Recognisable"]):
    def with_against(self) -> "RecognisableQuerySet":
        """Each with `against`: since when this person wants no photos at all, else nothing."""
        last = Consent.objects.filter(
            person=OuterRef("person"), purpose=Consent.Purpose.PHOTO
        ).order_by("-pk")
        said_no = Consent.objects.filter(
            person=OuterRef("person"), pk=Subquery(last.values("pk")[:1])
        ).exclude(answer=Consent.Answer.GIVEN)
        return self.annotate(against=Subquery(said_no.values("at")[:1]))

    def refusing(self) -> "RecognisableQuerySet":
        """Those whose no counts today."""
        later = Q(answered=None) | Q(answered__lt=F("against"))
        return self.with_against().filter(
            Q(answer=Answer.NO) | Q(against__isnull=False) & later
        )

    def unwilling(self) -> "RecognisableQuerySet":
        """Those without a yes that counts today."""
        later = Q(answered__lt=F("against"))
        return self.with_against().filter(~Q(answer=Answer.YES) | later)


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Photos, as far as they may be shown to somebody."""

    def shown(self) -> "PhotoQuerySet":
        """Those that everybody may see now; a no counts at once, in whatever is made of them.

        Says the same as `rules.photos.standing`; a test lays them side by side.
        """
        known = Recognisable.objects.filter(photo=OuterRef("pk"))
        return (
            self.filter(gone=None, off=None)
            .exclude(alt="")
            .filter(Q(nobody=True) | Exists(known))
            .exclude(Exists(known.unwilling()))
        )

    def refused(self) -> "PhotoQuerySet":
        """Those that somebody wants gone."""
        known = Recognisable.objects.filter(photo=OuterRef("pk"))
        return self.filter(Exists(known.refusing()))

    def managed_by(self, person: "Person | AnonymousUser") -> "PhotoQuerySet":
        return self.filter(round__in=Round.objects.managed_by(person).values("pk"))

    def lock(self, pk: int) -> "Photo":
        rows = self.select_for_update(of=("self",), no_key=True)
        return rows.select_related("round", "meeting__offer").get(pk=pk)


class Photo(Classified):
    """A photo of a workshop: drawn anew, without the place where it was taken (S0-11, X-86).

    It is shown once it says what there is to see, and either that nobody is recognisable or
    that everybody who is said yes. `off` can be taken back; once `gone` its files are gone too,
    and of who said yes and no only that stays (X-36).
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="photos")
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="photos"
    )
    key = models.CharField(max_length=40, unique=True, default=new_key)
    alt = models.CharField(_("wat is er te zien?"), max_length=200, blank=True)
    caption = models.CharField(_("onderschrift"), max_length=200, blank=True)
    nobody = models.BooleanField(default=False)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    maker = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="photos_made"
    )
    at = models.DateTimeField()
    off = models.DateTimeField(null=True, blank=True)
    gone = models.DateTimeField(null=True, blank=True)

    personal = {"alt": SEEN, "caption": SEEN, "maker": MADE}
    impersonal = "round meeting key nobody width height at off gone"

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gone=None) | Q(alt="", caption=""), name="photo_gone_says_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.alt

    @property
    def address(self) -> str:
        """Where its small picture is, for pages."""
        return reverse("outcomes:picture", args=[self.pk, "klein"])

    @property
    def large_address(self) -> str:
        return reverse("outcomes:picture", args=[self.pk, "groot"])


class Recognisable(Classified):
    """Somebody who is recognisable on a photo: a person we know, or a name that was typed.

    What they said of it stands beside it, with the words, the way and the moment (X-35).
    """

    class Channel(models.TextChoices):
        WEB = "web", _("op deze site")
        PAPER = "paper", _("op papier")
        SPOKEN = "spoken", _("gezegd")

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="recognisables")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="recognisable_on"
    )
    name = models.CharField(_("naam"), max_length=160, blank=True)
    answer = models.CharField(
        _("ja of nee"),
        max_length=3,
        blank=True,
        choices=[(Answer.YES, _("ja")), (Answer.NO, _("nee"))],
    )
    text_version = models.CharField(max_length=20, blank=True)
    channel = models.CharField(_("hoe"), max_length=6, blank=True, choices=Channel.choices)
    answered = models.DateTimeField(_("geantwoord op"), null=True, blank=True)
    asked = models.DateTimeField(null=True, blank=True)
    reminded = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(("person", "name", "answer"), SEEN)
    impersonal = "photo text_version channel answered asked reminded"

    objects = RecognisableQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "person"], name="recognisable_once"),
            models.CheckConstraint(
                condition=Q(person=None) | Q(name=""), name="recognisable_person_or_name"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered=None)
                | ~Q(answer="") & Q(answered__isnull=False),
                name="answer_to_photo_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name
