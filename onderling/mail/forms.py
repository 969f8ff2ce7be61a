"""What a coordinator types about messages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from onderling.mail.actions.texts import Text, said_unknown
from onderling.mail.models import Bounce
from onderling.mail.rules import unknown_in


class BounceForm(forms.Form):
    """Why a message came back."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat ging er mis?"),
        choices=Bounce.Kind.choices,
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=gettext_lazy("Wat stond er in het bericht terug?"),
        max_length=200,
        required=False,
    )


class WordsForm(forms.Form):
    """A subject and a body with placeholders from a fixed list."""

    subject = forms.CharField(label=gettext_lazy("Onderwerp"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("Tekst"), max_length=8000, widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, takes: frozenset[str], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.takes = takes

    def clean_subject(self) -> str:
        return self._known(" ".join(self.cleaned_data["subject"].split()))

    def clean_body(self) -> str:
        return self._known(self.cleaned_data["body"].replace("\r\n", "\n").strip())

    def _known(self, typed: str) -> str:
        if odd := unknown_in(typed, self.takes):
            raise forms.ValidationError(said_unknown(odd))
        return typed


def words_form(text: Text, data: Any = None) -> WordsForm:
    """Show a template as it is now."""
    return WordsForm(
        text.takes, data, initial={"subject": text.subject, "body": text.body.strip()}
    )


# What each placeholder becomes, for who writes a text.
SAYS: dict[str, Any] = {
    "voornaam": gettext_lazy("de voornaam van wie dit leest"),
    "naam": gettext_lazy("de hele naam"),
    "programma": gettext_lazy("de naam van de ronde"),
    "datum": gettext_lazy("de datum van de ronde"),
    "startdatum": gettext_lazy("de eerste dag"),
    "einddatum": gettext_lazy("de laatste dag"),
    "begintijd": gettext_lazy("hoe laat de dag begint"),
    "eindtijd": gettext_lazy("hoe laat het eindigt"),
    "locatie": gettext_lazy("waar het is"),
    "deadline": gettext_lazy("tot wanneer iemand kan kiezen"),
    "link": gettext_lazy("de eigen pagina, of wie men belt"),
    "contactnaam": gettext_lazy("de contactpersoon"),
    "contacttelefoon": gettext_lazy("het telefoonnummer"),
    "afzender": gettext_lazy("wie de groet schrijft"),
    "wie_niet_kiest": gettext_lazy("wat er gebeurt met wie niet kiest"),
    "programmalijst": gettext_lazy("de eigen plekken, met tijd en zaal"),
    "wensenlijst": gettext_lazy("de wensen, in volgorde"),
    "titel": gettext_lazy("de titel van de workshop"),
    "plek": gettext_lazy("tijd en zaal van de workshop"),
    "reden": gettext_lazy("de reden"),
    "zin_over_wensen": gettext_lazy("hoe goed de plekken bij de wensen passen"),
    "zin_over_veranderen": gettext_lazy("of de wensen nog anders kunnen"),
    "min": gettext_lazy("vanaf hoeveel mensen het doorgaat"),
    "max": gettext_lazy("hoeveel plekken er zijn"),
}


def explained(takes: frozenset[str]) -> list[tuple[str, str]]:
    """List placeholders with what they become; the ones everybody uses first."""
    order = {name: number for number, name in enumerate(SAYS)}
    names = sorted(takes, key=lambda name: (order.get(name, len(order)), name))
    return [(f"{{{name}}}", str(SAYS.get(name, name.replace("_", " ")))) for name in names]
