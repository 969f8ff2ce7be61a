"""Begin a round on one screen; move it to another date."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from onderling.base.look import DayInput
from onderling.formats.workshops.actions.presets import presets
from onderling.people.models import Organisation


class NewRoundForm(forms.Form):
    """What a round needs to begin; the preset fills in the rest."""

    preset = forms.ChoiceField(
        label=_("Wat voor bijeenkomst wordt het?"),
        widget=forms.RadioSelect({"class": "ond-tall"}),
    )
    name = forms.CharField(
        label=_("Hoe heet deze keer?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: Studiedag 2027."),
    )
    starts_on = forms.DateField(label=_("Op welke dag begint het?"), widget=DayInput)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Welke organisatie leidt het?"),
        empty_label=_("Kies een organisatie"),
    )
    venue = forms.CharField(label=_("Waar is het?"), max_length=200, required=False)
    contact_name = forms.CharField(
        label=_("Wie kunnen mensen bellen?"),
        max_length=120,
        help_text=_("Deze naam staat onder elke pagina en onder elk bericht."),
    )
    contact_phone = forms.CharField(
        label=_("Telefoonnummer"), max_length=30, widget=forms.TextInput({"type": "tel"})
    )
    contact_hours = forms.CharField(
        label=_("Wanneer is die bereikbaar?"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld: maandag tot en met donderdag, 9.00 tot 13.00 uur."),
    )

    def __init__(
        self, organisations: QuerySet[Organisation], today: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choice: Any = self.fields["organisation"]
        choice.queryset = organisations
        kinds: Any = self.fields["preset"]
        kinds.choices = [
            (key, format_html("<strong>{}</strong><br>{}", data["name"], data["about"]))
            for key, data in presets().items()
        ]

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Deze dag is al geweest. Kies een dag die nog komt."))
        return day


class CopyForm(forms.Form):
    """The name and the day of the next edition."""

    name = forms.CharField(
        label=_("Hoe heet de nieuwe ronde?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: Studiedag 2027."),
    )
    starts_on = forms.DateField(label=_("Op welke dag begint die?"), widget=DayInput)
    with_offers = forms.BooleanField(
        label=_("Neem ook alle workshops over. U vraagt de gevers daarna zelf."),
        required=False,
    )

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Deze dag is al geweest. Kies een dag die nog komt."))
        return day


class MoveForm(forms.Form):
    """The new date of a round."""

    starts_on = forms.DateField(label=_("Naar welke dag?"), widget=DayInput)
