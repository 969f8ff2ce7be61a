"""What an editor may type: why not, in which round it is answered, what to know first."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.terms import value_of
from onderling.discussion import forms as discussion
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.rules import Fault, fault_of_counts
from onderling.rounds.models import Round


class RoundForm(forms.Form):
    """In which round somebody answers what becomes of it."""

    round = forms.ModelChoiceField(
        label=gettext_lazy("In welke ronde kijkt iemand wat ermee kan?"),
        queryset=Round.objects.none(),
        required=False,
        empty_label=gettext_lazy("in geen ronde, ik antwoord zelf"),
        error_messages={"required": gettext_lazy("Kies een ronde.")},
        help_text=gettext_lazy(
            "Het komt daar in de lijst met antwoorden. Antwoord komt er altijd: de inzender"
            " hoort wat ermee gebeurt."
        ),
    )

    def __init__(
        self, *given: Any, rounds: QuerySet[Round], required: bool = False, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.fields["round"].required = required
        choices: Any = self.fields["round"]
        choices.queryset = rounds
        if not self.is_bound:
            self.initial.setdefault("round", rounds.first())


class RejectForm(discussion.RejectForm):
    """Why it is not placed, for its sender, also in own words."""

    because = forms.CharField(
        label=gettext_lazy("Toelichting"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Leest de inzender."),
    )


def without_dashes(form: forms.BaseForm, *names: str) -> None:
    """Django's own word for no choice is a row of dashes, which a voice reads aloud."""
    for name in names:
        choices: Any = form.fields[name]
        choices.empty_label = _("geen")


HELP = {
    "for_whom": gettext_lazy("Bijvoorbeeld: nieuwe vrijwilligers."),
    "minutes": gettext_lazy("In minuten. Leeg als dat niet uitmaakt."),
}


class FactsForm(forms.ModelForm[Contribution]):
    """What somebody must know before trying what another gave (X-129)."""

    class Meta:
        model = Contribution
        fields = ["theme", "for_whom", "minutes"]
        help_texts = HELP

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        without_dashes(self, "theme")


class PlaceForm(RoundForm, FactsForm):
    """How a contribution comes on the site: with what one must know, and who answers it."""

    field_order = ["theme", "for_whom", "minutes", "round"]


class PracticeForm(forms.ModelForm[Practice]):
    """A practical example, with the counts of a survey beside it if there are any (X-129)."""

    COUNTS = ("survey", "survey_when", "asked", "knows", "uses")

    class Meta:
        model = Practice
        fields = [
            *("title", "words", "source", "theme", "working_form", "for_whom", "minutes"),
            *("survey", "survey_when", "asked", "knows", "uses"),
        ]
        labels = {
            "survey": gettext_lazy("Welke vragenlijst?"),
            "survey_when": gettext_lazy("Van wanneer?"),
            "asked": gettext_lazy("Hoeveel mensen antwoordden?"),
            "knows": gettext_lazy("Hoeveel van hen kennen dit?"),
            "uses": gettext_lazy("Hoeveel van hen gebruiken het?"),
        }
        help_texts = {
            **HELP,
            "words": gettext_lazy("Zo, dat iemand het morgen zelf kan doen."),
            "source": gettext_lazy("Leeg is anoniem."),
            "survey": gettext_lazy("De naam, zodat een ander die kan vinden."),
            "survey_when": gettext_lazy("Bijvoorbeeld: voorjaar 2026."),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        without_dashes(self, "theme", "working_form")

    @property
    def opened(self) -> bool:
        """Whether the part about the survey is open: something stands in it, or is wrong."""
        return any(self[name].value() or self[name].errors for name in self.COUNTS)

    def clean(self) -> dict[str, Any]:
        """All of the counts or none; what is too small points at somebody."""
        typed = super().clean() or self.cleaned_data
        if self.errors.keys() & set(self.COUNTS):
            return typed
        missing = [name for name in self.COUNTS if typed.get(name) in {None, ""}]
        if missing and len(missing) < len(self.COUNTS):
            for name in missing:
                self.add_error(name, _("Vul ook dit in, of haal alle cijfers weg."))
        elif not missing:
            self._check(typed)
        return typed

    def _check(self, typed: dict[str, Any]) -> None:
        people, least = value_of("survey_group"), value_of("least_people")
        numbers = [typed[name] for name in ("asked", "knows", "uses")]
        match fault_of_counts(*numbers, people=people, least=least):
            case Fault.FEW:
                said = _(
                    "Bij minder dan {people} antwoorden kan iemand te herkennen zijn."
                    " Haal de cijfers weg."
                )
                self.add_error("asked", said.format(people=people))
            case Fault.TOO_MANY:
                self.add_error("knows", _("Dit is meer dan er mensen antwoordden."))
            case Fault.UNKNOWN:
                said = _(
                    "Dit is meer dan het aantal dat het kent. Wie iets gebruikt, kent het."
                )
                self.add_error("uses", said)
            case Fault.SMALL:
                said = _(
                    "Een groepje van minder dan {least} mensen is hierin te herkennen."
                    " Haal de cijfers weg."
                )
                self.add_error("knows", said.format(least=least))
