"""What somebody may type who gives something, and corrects it."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.errors import Refused
from onderling.base.faults import fault_said
from onderling.base.pdf import first_look
from onderling.base.receiving import Received
from onderling.base.uploads import Stowed, stow, unseal
from onderling.discussion.rules import names_an_address
from onderling.formats.library.actions.giving import Given
from onderling.formats.library.models.contributions import KINDS
from onderling.formats.library.rules import LONGEST, LONGEST_NAME, LONGEST_TITLE, QUICKEST
from onderling.mail.rules import one_line
from onderling.people.forms import address_field

BEGUN = signing.TimestampSigner(salt="library.begun")
HIDDEN = {"tabindex": "-1", "autocomplete": "off"}


def _without_address(text: str) -> str:
    if names_an_address(text):
        raise forms.ValidationError(
            _("Er staat een e-mailadres in uw tekst. Haal het weg: iedereen kan dit lezen.")
        )
    return text


class GivenForm(forms.Form):
    """The words of a contribution, and a file if somebody has one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat is het?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        initial="tip",
    )
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy("In een paar woorden. Bijvoorbeeld: begin met de jas."),
        error_messages={
            "required": gettext_lazy("Vul een titel in. Een paar woorden is genoeg.")
        },
    )
    words = forms.CharField(
        label=gettext_lazy("Uw tekst"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Noem geen namen van cliënten, buren of andere mensen."),
        error_messages={"required": gettext_lazy("Schrijf eerst uw tekst.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        required=False,
        allow_empty_file=True,  # we say ourselves what is wrong with it
        help_text=gettext_lazy(
            "Een PDF van hoogstens 64 MB. Wij halen eruit wat zelf iets doet, zoals scripts."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    kept_file = forms.CharField(required=False, widget=forms.HiddenInput)
    shown_name = forms.CharField(
        label=gettext_lazy("Naam erbij"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("Zo staat het bij uw bijdrage. Leeg is anoniem."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["kind", "title", "words", "file", "kept_file", "shown_name"]
    stowed: Stowed | None = None

    def clean_title(self) -> str:
        return _without_address(one_line(self.cleaned_data["title"]))

    def clean_words(self) -> str:
        return _without_address(self.cleaned_data["words"])

    def clean_shown_name(self) -> str:
        return _without_address(one_line(self.cleaned_data["shown_name"]))

    def clean_file(self) -> Received | None:
        file: Received | None = self.cleaned_data["file"]
        if file is None:
            return None
        if fault := first_look(file, file.size or 0):
            raise forms.ValidationError(fault_said(fault))
        return file

    def clean(self) -> dict[str, Any]:
        """Put a good file away, also when another field is wrong: it need not be sent twice."""
        file: Received | None = self.cleaned_data.get("file")
        try:
            self.stowed = stow(file) if file else unseal(self.data.get("kept_file", ""))
        except Refused as refusal:
            self.add_error("file", str(refusal))
        if self.stowed:
            self._retype("kept_file", self.stowed.sealed)
        return self.cleaned_data

    def _retype(self, name: str, value: str) -> None:
        """Put a value of ours in a hidden field of the form as it comes back."""
        typed: Any = self.data
        typed = typed.copy()
        typed[name] = value
        self.data = typed

    @property
    def given(self) -> Given:
        typed = self.cleaned_data
        return Given(typed["kind"], typed["title"], typed["words"], typed["shown_name"])


class GiveForm(GivenForm):
    """A contribution of somebody we may not know. `homepage` is for robots."""

    email = address_field(
        gettext_lazy("Uw e-mailadres"),
        gettext_lazy("Dit komt nergens op de site. Wij mailen u hoe het ermee gaat."),
    )
    homepage = forms.CharField(required=False, widget=forms.TextInput(attrs=HIDDEN))
    begun = forms.CharField(required=False, widget=forms.HiddenInput)
    about = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    field_order = [*GivenForm.field_order, "email"]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["begun"].initial = BEGUN.sign("nu")

    @property
    def is_by_a_robot(self) -> bool:
        return bool(self.data.get("homepage"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self._is_too_quick():
            self._retype("begun", BEGUN.sign("nu"))
            raise forms.ValidationError(
                _("Dat ging heel snel. Kijk uw tekst nog eens na, en verstuur hem dan.")
            )
        return self.cleaned_data

    def _is_too_quick(self) -> bool:
        """A robot fills in at once, or sends a form that we never made."""
        signed = self.data.get("begun", "")
        try:
            BEGUN.unsign(signed, max_age=24 * 3600)
        except signing.BadSignature:  # also one that is too old: then one look more is no harm
            return True
        try:
            BEGUN.unsign(signed, max_age=QUICKEST - 1)
        except signing.SignatureExpired:
            return False
        return True


class CorrectForm(GivenForm):
    """The same words once more, and whether the file may go."""

    without_file = forms.BooleanField(
        label=gettext_lazy("Haal het bestand weg"), required=False
    )
