"""What a coordinator types to write to a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from onderling.mail.actions.texts import texts_of
from onderling.mail.forms import WordsForm
from onderling.offers.models import Meeting
from onderling.rounds.models import Round
from onderling.signups.actions.mail_groups import LABELS, WORKSHOP
from onderling.signups.actions.mailing import KINDS, SAYABLE, Draft
from onderling.signups.models import ChoiceRule


class StartForm(forms.Form):
    """To whom, and from which text."""

    mark_optional = False

    aan = forms.ChoiceField(
        label=_("Aan wie?"),
        error_messages={"invalid_choice": _("Deze groep is er niet. Kies een andere.")},
    )
    tekst = forms.ChoiceField(
        label=_("Met welke tekst begint u?"),
        error_messages={"invalid_choice": _("Deze tekst is er niet. Kies een andere.")},
    )

    def __init__(self, round: Round, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.round = round
        self.texts = texts_of(round, form=round.programme.form_of_address)
        going_on = Meeting.objects.on().filter(offer__round=round).select_related("offer")
        workshops = [
            (f"{WORKSHOP}{meeting.pk}", meeting.offer.title)
            for meeting in going_on.order_by("offer__title", "pk")
        ]
        groups: list[Any] = [(group.value, label) for group, label in LABELS.items()]
        if workshops:
            groups.append((_("Wie bij één workshop is"), workshops))
        field: Any = self.fields["aan"]
        field.choices = groups
        field = self.fields["tekst"]
        field.choices = [(key, self.texts.of[key].name) for key in KINDS]

    def words(self, data: Any = None) -> WordsForm:
        """The subject and body to begin with."""
        text = self.texts.of[self.cleaned_data["tekst"]]
        body = text.body.strip() if self.cleaned_data["tekst"] != "bericht" else text.body
        return WordsForm(SAYABLE, data, initial={"subject": text.subject, "body": body})

    def draft(self, words: WordsForm) -> Draft:
        return Draft(
            self.round,
            self.cleaned_data["aan"],
            self.cleaned_data["tekst"],
            words.cleaned_data["subject"],
            words.cleaned_data["body"],
        )


class UnansweredForm(forms.Form):
    """What happens with who never chooses: decided beforehand, and printed everywhere."""

    unanswered = forms.ChoiceField(
        label=_("Wat gebeurt er met wie niet kiest?"),
        choices=[
            (ChoiceRule.Unanswered.PLACED, _("Die krijgt een plek waar ruimte is")),
            (ChoiceRule.Unanswered.NOT_PLACED, _("Die krijgt geen plek")),
        ],
        widget=forms.RadioSelect,
    )
