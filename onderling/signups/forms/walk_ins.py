"""What is typed at the door about somebody nobody knows yet: a name, and no more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from onderling.people.rules import Group
from onderling.signups.actions.joining import NameParts
from onderling.signups.forms.join import ROLES
from onderling.tables.names import split_name


class GuestForm(forms.Form):
    """A new guest at the door."""

    mark_optional = False

    naam = forms.CharField(max_length=160, widget=forms.HiddenInput)
    rol = forms.ChoiceField(
        label=gettext_lazy("Deze gast is"),
        choices=[*ROLES, (str(Group.OTHER), gettext_lazy("iets anders, of ik weet het niet"))],
        widget=forms.RadioSelect,
        initial=str(Group.OTHER),
    )

    def name_parts(self) -> NameParts:
        name = split_name(self.cleaned_data["naam"])
        return NameParts(first_name=name.first, infix=name.infix, last_name=name.last)


class LeavingForm(forms.Form):
    """Whether a place elsewhere at this time may go to somebody else."""

    mark_optional = False

    toch = forms.BooleanField(
        label=gettext_lazy("Een plek die ik nu elders heb, mag naar een ander"), required=False
    )

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if label:
            self.fields["toch"].label = label
