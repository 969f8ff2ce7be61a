"""What somebody said, and what they allow us to show of it."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.offers.models import Meeting
from onderling.people.models import Consent, Organisation, Person
from onderling.people.rules import Group
from onderling.rounds.models import Round

SAID = Personal("een citaat tonen", ground="toestemming", keep="altijd")


class QuoteQuerySet(models.QuerySet["Quote"]):
    def shown(self) -> "QuoteQuerySet":
        """Those that may be read now. A no on one's own page counts here at once."""
        last = Consent.objects.filter(
            person=OuterRef("person"), purpose=Consent.Purpose.QUOTE
        ).order_by("-pk")
        said_no = Consent.objects.filter(
            person=OuterRef("person"), pk=Subquery(last.values("pk")[:1])
        ).exclude(answer=Consent.Answer.GIVEN)
        return self.filter(withdrawn=None).exclude(text="").exclude(Exists(said_no))


class Quote(Classified):
    """A sentence of somebody in a round, with permission at one of three levels (S0-7, X-83).

    Without a name there is no person on it either. When it is withdrawn, all that says
    something goes; the bare yes and no stay (X-36).
    """

    class Level(models.TextChoices):
        NAME = "name", _("met naam en functie")
        FUNCTION = "function", _("alleen met functie")
        ANONYMOUS = "anonymous", _("anoniem")

    round = models.ForeignKey(Round, models.CASCADE, related_name="quotes")
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    text = models.CharField(_("wat iemand zei"), max_length=300, blank=True)
    level = models.CharField(_("wat mag erbij staan"), max_length=9, choices=Level.choices)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    name = models.CharField(_("naam"), max_length=160, blank=True)
    function = models.CharField(_("functie"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    group = models.CharField(
        _("rol"),
        max_length=9,
        blank=True,
        choices=[
            (Group.PAID, _("beroepskracht")),
            (Group.VOLUNTEER, _("vrijwilliger")),
            (Group.OTHER, _("anders")),
        ],
    )
    text_version = models.CharField(max_length=20)
    agreed = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(
        ("text", "person", "name", "function", "organisation", "group"), SAID
    )
    impersonal = "round meeting level text_version agreed withdrawn"

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(level="anonymous")
                | Q(name="", function="", person=None, organisation=None),
                name="anonymous_quote_has_nobody",
            ),
            models.CheckConstraint(
                condition=Q(level="name") | Q(name=""), name="quote_names_with_permission"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=None) | Q(text="", name="", function="", person=None),
                name="withdrawn_quote_is_blank",
            ),
        ]

    def __str__(self) -> str:
        return self.text
