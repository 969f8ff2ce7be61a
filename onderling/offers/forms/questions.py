"""What somebody types to ask for a workshop, and what a coordinator answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from onderling.offers.models import Offer
from onderling.rounds.models import Round


class AskForm(forms.Form):
    """One line: the topic."""

    topic = forms.CharField(
        label=gettext_lazy("Wie geeft een workshop over …"),
        help_text=gettext_lazy("Schrijf een onderwerp, geen namen. Iedereen leest het."),
        max_length=100,
    )


class AnswerForm(forms.Form):
    """Which workshop came of it; none means: not yet."""

    workshop = forms.ModelChoiceField(
        Offer.objects.none(),
        label=gettext_lazy("Deze workshop gaat erover"),
        required=False,
        empty_label=gettext_lazy("Nog geen"),
    )

    def __init__(self, round: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["workshop"]
        choice.queryset = round.offers.published().order_by("title", "pk")
