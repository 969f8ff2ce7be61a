"""What the style page shows: one example of every part of a page, with invented people."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from onderling.base.charts import Part
from onderling.base.look import ClockInput, DayInput

WISHES = (_("eerste wens"), _("tweede wens"), _("derde wens"), _("geen wens"))
FILLS = ("p1", "p2", "p3", "bad")
COUNTS = {_("Ronde 1"): (131, 36, 5, 8), _("Ronde 2"): (127, 31, 17, 14)}


class ExampleForm(forms.Form):
    """Every kind of field once."""

    name = forms.CharField(label=_("Titel van uw workshop"), max_length=80)
    email = forms.EmailField(label=_("E-mailadres"), help_text=_("Alleen wij zien dit adres."))
    about = forms.CharField(label=_("Wat gaat u doen?"), widget=forms.Textarea, required=False)
    theme = forms.ChoiceField(
        label=_("Thema"), choices=[("", _("Kies een thema")), ("1", _("Samen optrekken"))]
    )
    on = forms.DateField(label=_("Dag"), widget=DayInput, required=False)
    begins = forms.TimeField(label=_("Begint om"), widget=ClockInput, required=False)
    seats = forms.IntegerField(label=_("Hoeveel mensen passen erin?"), min_value=1)
    group = forms.ChoiceField(
        label=_("U bent"),
        choices=[("paid", _("beroepskracht")), ("volunteer", _("vrijwilliger"))],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=_("Wat hebt u nodig?"),
        choices=[("beamer", _("een beamer")), ("tables", _("tafels")), ("keuken", _("keuken"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sheet = forms.FileField(
        label=_("Uw lijst"), help_text=_("Excel, ODS of csv."), required=False
    )
    photo = forms.BooleanField(label=_("Ik mag op de foto, zonder naam"), required=False)


class CodeForm(forms.Form):
    """The code that people type over from their mail."""

    code = forms.CharField(
        label=_("De code uit uw e-mail"),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "9"}
        ),
    )


def examples() -> dict[str, Any]:
    """Everything that `base/stijl.html` shows."""
    typed = {"fout-name": "Soep als gespreksleider", "fout-email": "marja@", "fout-seats": "0"}
    wrong = ExampleForm(typed, prefix="fout")
    return {
        "form": ExampleForm(),
        "wrong": wrong,
        "code_form": CodeForm(),
        "bars": [
            {
                "label": label,
                "parts": [
                    Part(str(wish), count, fill)
                    for wish, count, fill in zip(WISHES, counts, FILLS, strict=True)
                ],
                "total": sum(counts),
            }
            for label, counts in COUNTS.items()
        ],
        "page": Paginator(range(1, 301), 25).page(4),
        "closes": datetime(2026, 11, 19, 23, 0, tzinfo=UTC),
        "steps": [_("Kies uw lijst"), _("Bekijk de rijen"), _("Lees in")],
        "tabs": [
            {"label": _("Iedereen"), "url": "#tabs", "current": True},
            {"label": _("Nog geen wensen"), "url": "#tabs", "current": False},
        ],
        "jobs": [
            {
                "state": "failed",
                "says": _("De verdeling kwam niet af"),
                "reason": _("voor ronde 2 zijn er minder plekken dan mensen."),
                "url": "#klussen",
            },
        ],
        "busy": {"state": "running", "says": _("Wij verdelen 642 wensen"), "percent": 40},
        "rows": [
            {
                "kind": "bad",
                "word": _("Vandaag"),
                "title": _("Twee gevers staan dubbel op het bord"),
                "text": _("Theo Abrahamse in ronde 2, Gerrit Nijboer in ronde 3."),
                "url": "#rijen",
                "link": _("Los op"),
            },
            {
                "kind": "few",
                "word": _("Morgen"),
                "title": _("Drie e-mails kwamen niet aan"),
                "text": _("Bij Kringloop en Werk, Dorpsraad Zandwolde en één privéadres."),
                "url": "#rijen",
                "link": _("Verbeter het adres"),
            },
        ],
    }
