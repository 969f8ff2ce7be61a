"""A quote and the permission that goes with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onderling.outcomes.models import Quote


class QuoteForm(forms.Form):
    """What somebody said, who, and what may stand beside it."""

    mark_optional = False

    text = forms.CharField(
        label=_("Wat zei iemand?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    level = forms.ChoiceField(
        label=_("Wat mag erbij staan?"), choices=Quote.Level.choices, widget=forms.RadioSelect
    )
    who = forms.CharField(
        label=_("Wie zei het? Naam of e-mailadres"),
        required=False,
        max_length=254,
        help_text=_("Laat dit leeg bij ‘anoniem’: dan bewaren wij geen naam."),
    )
    asks = forms.BooleanField(
        label=_("Hierin staat een vraag of verzoek"),
        required=False,
        help_text=_("Dan komt het ook in de lijst van antwoorden."),
    )
    agreed = forms.BooleanField(label=_("Wie dit zei, vindt het goed"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
