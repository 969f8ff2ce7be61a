"""What who answers types, and what a coordinator does with a row."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onderling.base.look import DayInput
from onderling.outcomes.actions.answers import BUSY
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.rules.ledger import Decision
from onderling.people.models import Organisation
from onderling.rounds.models import Round

CHOICES = [
    (Decision.ADOPTED, _("Wij nemen dit over")),
    (Decision.PARTLY, _("Wij nemen dit deels over")),
    (Decision.NOT, _("Wij nemen dit niet over")),
    (Decision.PASSED_ON, _("Dit is voor iemand anders")),
    (BUSY, _("Wij zijn ermee bezig")),
]


class AnswerForm(forms.Form):
    """One row: what becomes of it, and why. Half typed is no fault: it waits on the page."""

    mark_optional = False
    saved = False  # this row was saved just now, and need not stand on the page again

    choice = forms.ChoiceField(
        label=_("Wat is uw antwoord?"),
        choices=CHOICES,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    to = forms.ModelChoiceField(
        Addressee.objects.none(),
        label=_("Voor wie is het? Alleen als het voor iemand anders is."),
        required=False,
        empty_label=_("Iemand buiten deze lijst"),
    )

    def __init__(self, row: Disposition, others: list[Addressee], data: Any = None) -> None:
        super().__init__(data, prefix=str(row.pk), label_suffix="")
        self.row = row
        field: Any = self.fields["to"]
        programme = row.round.programme_id if row.round else 0
        here = [one for one in others if one.programme_id == programme]
        here = [one for one in here if one.pk != row.addressee_id]
        if here:
            field.queryset = Addressee.objects.filter(pk__in=[one.pk for one in here])
            field.choices = [("", field.empty_label), *((one.pk, str(one)) for one in here)]
        else:
            del self.fields["to"]
        if row.typed:
            self.initial["reason"] = row.typed

    @property
    def chosen(self) -> str:
        """What was chosen; nothing when the row was left alone."""
        return str(self.cleaned_data.get("choice", ""))

    @property
    def lacks_reason(self) -> bool:
        """Whether only the reason is missing; who is busy need not say more."""
        told = self.cleaned_data.get("reason", "").strip()
        return bool(self.chosen) and self.chosen != BUSY and not told


class AssignForm(forms.Form):
    """Who answers, and by when."""

    mark_optional = False

    addressee = forms.ModelChoiceField(
        Addressee.objects.none(), label=_("Wie antwoordt?"), empty_label=_("Kies wie antwoordt")
    )
    due = forms.DateField(label=_("Antwoord tot en met"), required=False, widget=DayInput)

    def __init__(self, round: Round | None, data: Any = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)
        field: Any = self.fields["addressee"]
        if round:
            field.queryset = round.programme.addressees.select_related("organisation")


class AddresseeForm(forms.Form):
    """A role at an organisation, with a person for now."""

    role = forms.CharField(
        label=_("Functie of team"),
        max_length=120,
        help_text=_("Dit leest iedereen: “managementteam Welzijn”. De naam van een mens niet."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisatie"),
        required=False,
        empty_label=_("Geen"),
    )
    email = forms.EmailField(
        label=_("E-mailadres van wie nu antwoordt"), required=False, max_length=254
    )
    name = forms.CharField(
        label=_("Naam"),
        required=False,
        max_length=160,
        help_text=_("Als wij dit adres nog niet kennen, of als er geen e-mail is."),
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.all()


class TextForm(forms.Form):
    """The words of a row that came of others: one question, or one a line."""

    text = forms.CharField(
        label=_("Hoe vraagt u het?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class PolicyForm(forms.Form):
    """The item of policy that something belongs to."""

    mark_optional = False

    policy = forms.CharField(
        label=_("Bij welk beleid hoort dit?"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld: “Vrijwilligersbeleid 2027, onkosten”. Iedereen leest dit."),
        widget=forms.TextInput(attrs={"list": "beleid"}),
    )
