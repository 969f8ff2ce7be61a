"""The giver's form of one screen (X-62)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onderling.offers.models import Offer, Theme, WorkingForm
from onderling.offers.queries.persons import people_called
from onderling.people.models import Organisation, Person
from onderling.rounds.models import FORMALITIES, Round
from onderling.rounds.rules import Audience

NOTHING_TO_PREPARE = _("U hoeft niets voor te bereiden")
EVERYBODY = "iedereen"  # stored as nothing: most workshops are
LEVELS = [
    (EVERYBODY, _("voor iedereen")),
    ("beginners", _("voor beginners")),
    ("gevorderden", _("voor mensen met ervaring")),
]


class OfferForm(forms.Form):
    """A workshop in the words of who gives it."""

    title = forms.CharField(
        label=_("Titel van uw workshop"),
        max_length=120,
        help_text=_("Een titel die nieuwsgierig maakt, in gewone woorden."),
        error_messages={"required": _("Geef uw workshop een titel.")},
    )
    afterwards = forms.CharField(
        label=_("Wat kunnen of weten mensen na afloop?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: weet u hoe u een lastig gesprek begint."),
        error_messages={"required": _("Schrijf op wat iemand er straks aan heeft.")},
    )
    about = forms.CharField(
        label=_("Waar gaat het over?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Twee of drie zinnen zijn genoeg."),
        error_messages={"required": _("Schrijf in een paar zinnen wat u gaat doen.")},
    )
    minimum = forms.IntegerField(
        label=_("Het gaat door vanaf hoeveel mensen?"), min_value=1, max_value=500, initial=6
    )
    maximum = forms.IntegerField(
        label=_("Hoeveel mensen kunnen er hoogstens bij?"),
        min_value=1,
        max_value=5000,
        initial=20,
    )
    minutes = forms.IntegerField(
        label=_("Hoeveel minuten duurt het?"), min_value=10, max_value=600, initial=75
    )
    theme = forms.ModelChoiceField(
        label=_("Thema"),
        queryset=Theme.objects.all(),
        empty_label=_("Kies een thema"),
        required=False,
    )
    working_form = forms.ModelChoiceField(
        label=_("Werkvorm"),
        queryset=WorkingForm.objects.all(),
        empty_label=_("Kies een werkvorm"),
        required=False,
    )
    needs = forms.CharField(
        label=_("Wat hebt u nodig?"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: een keuken, tafels, een stille plek, een scherm."),
    )
    preparation = forms.CharField(
        label=_("Wat bereiden mensen voor?"),
        max_length=200,
        required=False,
        initial=NOTHING_TO_PREPARE,
    )
    language = forms.CharField(
        label=_("In welke taal is het?"), max_length=40, initial="Nederlands"
    )
    level = forms.TypedChoiceField(
        label=_("Voor wie is het?"),
        choices=LEVELS,
        coerce=lambda level: "" if level == EVERYBODY else level,
        initial=EVERYBODY,
    )
    audience = forms.ChoiceField(
        label=_("Wie kan erbij?"),
        choices=[
            (Audience.EVERYONE, _("Iedereen")),
            (Audience.PARTNERS, _("Alleen mensen van de partners")),
            (Audience.OWN, _("Alleen mensen van mijn eigen organisatie")),
        ],
        initial=Audience.EVERYONE,
    )
    formality = forms.ChoiceField(
        label=_("Hoe formeel is meedoen?"),
        choices=[("", _("Zoals de hele ronde")), *FORMALITIES],
        required=False,
    )
    accessible = forms.BooleanField(
        label=_("Mensen met een rolstoel kunnen meedoen"), required=False, initial=True
    )
    mixed = forms.BooleanField(
        label=_("Het liefst beroepskrachten en vrijwilligers samen"),
        required=False,
        initial=True,
    )

    def __init__(
        self,
        *args: Any,
        round: Round,
        giver: Person | None,
        asks_giver: bool = False,
        tags: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        # A round of one organisation has nobody to leave out.
        everyone = self.initial.get("audience", Audience.EVERYONE) == Audience.EVERYONE
        if everyone and not round.partners.exists():
            del self.fields["audience"]
        if not tags:  # a word of coordinators; a giver need not think about it
            del self.fields["formality"]
        level = self.initial.get("level", EVERYBODY)
        if level not in dict(LEVELS):  # a list that was read in may have its own words
            self.fields["level"].choices = [*LEVELS, (level, level)]  # type: ignore[attr-defined]  # a choice field's
        self._ask_organisation(giver)
        if asks_giver:
            self.fields["maker"] = forms.CharField(
                label=_("Wie geeft deze workshop?"),
                required=False,
                help_text=_("Een naam of e-mailadres. Laat dit leeg als u zelf de gever bent."),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("minimum"), cleaned.get("maximum")
        if low and high and low > high:
            self.add_error("maximum", _("Dit is minder dan het aantal waarbij het doorgaat."))
        return cleaned

    def clean_maker(self) -> Person | None:
        return one_person(self.cleaned_data["maker"])

    def _ask_organisation(self, giver: Person | None) -> None:
        # Somebody who belongs to one organisation need not say which.
        if giver is None:
            return
        mine = Organisation.objects.filter(
            affiliations__in=giver.affiliations.current()
        ).distinct()
        if len(mine) > 1:
            self.fields["organisation"] = forms.ModelChoiceField(
                label=_("Namens welke organisatie?"),
                queryset=mine,
                empty_label=_("Kies een organisatie"),
                required=False,
            )


def typed_before(offer: Offer) -> dict[str, Any]:
    """What an offer says now, as the form shows it."""
    names = [*OfferForm.base_fields, "organisation"]
    said = {name: getattr(offer, name) for name in names}
    return {**said, "level": offer.level or EVERYBODY}


def one_person(typed: str) -> Person | None:
    """Find the one person who is meant; say so when there is nobody, or more than one."""
    if not typed.strip():
        return None
    found = people_called(typed)
    if len(found) == 1:
        return found[0]
    if found:
        raise forms.ValidationError(
            _("Er zijn %(count)s mensen met deze naam. Typ het e-mailadres."),
            params={"count": len(found)},
        )
    raise forms.ValidationError(
        _("Wij kennen niemand met deze naam of dit adres. Voeg de gever eerst toe.")
    )
