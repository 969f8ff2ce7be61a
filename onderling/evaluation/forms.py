"""What is typed when looking back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onderling.base.look import DayInput
from onderling.evaluation.models import Improvement, Intention, StandingGroup
from onderling.evaluation.rules.stories import BECAUSE, CHANGE
from onderling.outcomes.models import Quote


class LastDayForm(forms.Form):
    """Until when people may answer."""

    mark_optional = False

    last_day = forms.DateField(
        label=_("Tot en met welke dag kunnen mensen antwoorden?"), widget=DayInput
    )


class ImprovementForm(forms.ModelForm[Improvement]):
    mark_optional = False

    class Meta:
        model = Improvement
        fields = ["text"]


class IntentionForm(forms.ModelForm[Intention]):
    """One sentence, and that we may show it back."""

    mark_optional = False

    agreed = forms.BooleanField(
        label=_("Ja, bewaar dit en laat het mij later weer zien."),
        error_messages={"required": _("Zonder uw toestemming bewaren wij dit niet.")},
    )

    class Meta:
        model = Intention
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Wat gaat u doen? Eén ding is genoeg.")


class StoryForm(forms.Form):
    """What changed, why it matters, and what may stand beside it."""

    mark_optional = False

    change = forms.CharField(
        label=_("Wat is voor u de belangrijkste verandering?"),
        max_length=CHANGE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Schrijf geen namen van anderen op."),
    )
    because = forms.CharField(
        label=_("Waarom is die belangrijk?"),
        max_length=BECAUSE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    level = forms.ChoiceField(
        label=_("Wat mag erbij staan?"), choices=Quote.Level.choices, widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(
        label=_("Ja, dit mag op de pagina en in berichten over deze ronde."),
        error_messages={"required": _("Zonder uw toestemming bewaren wij dit niet.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class GroupForm(forms.ModelForm[StandingGroup]):
    """How a workshop goes on, for everybody to read."""

    mark_optional = False

    agreed = forms.BooleanField(
        label=_("Ja, deze tekst en mijn naam mogen op de pagina van de workshop."),
        error_messages={"required": _("Zonder uw toestemming bewaren wij dit niet.")},
    )

    class Meta:
        model = StandingGroup
        fields = ["how"]
        widgets = {"how": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "how": _(
                "Hoe vaak, wanneer en waar, en hoe iemand mee kan doen. Hoogstens 300 tekens."
                " Iedereen leest dit: zet er geen e-mailadres of telefoonnummer in,"
                " en geen namen van anderen."
            )
        }


class TakeOffForm(forms.Form):
    """Why a text is taken off the page, for who wrote it."""

    mark_optional = False

    because = forms.CharField(
        label=_("Waarom haalt u de tekst weg?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wie de tekst schreef, leest dit. Zeg ook wat er anders moet."),
        error_messages={"required": _("Schrijf op waarom. Wie de tekst schreef, leest dit.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
