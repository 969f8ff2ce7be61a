"""What a coordinator types to correct somebody, or to make one record of two."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.mail.rules import one_line
from onderling.people.actions.correcting import holder_of, may_set_address
from onderling.people.actions.moving import GONE, KEPT, Question
from onderling.people.models import Person
from onderling.people.rules import may_keep_phone

BY_MAIL = {Person.Contact.MAIL, Person.Contact.MAIL_SMS}


class CorrectForm(forms.ModelForm[Person]):
    """All that we know of somebody, the address too."""

    stranger = forms.BooleanField(
        label=gettext_lazy("Het oude adres is van iemand anders"),
        help_text=gettext_lazy("De links die daarheen gingen, werken dan niet meer."),
        required=False,
    )

    field_order = ["first_name", "infix", "last_name", "email", "stranger"]

    class Meta:
        model = Person
        fields = (
            "first_name",
            "infix",
            "last_name",
            "email",
            "contact_by",
            "phone",
            "post_address",
            "place",
            "access_needs",
            "diet",
        )
        labels = {
            "access_needs": gettext_lazy("Heeft nodig om mee te doen"),
            "diet": gettext_lazy("Eet niet"),
        }
        help_texts = {
            "email": gettext_lazy(
                "Wat nog wacht of geweigerd werd, gaat naar het nieuwe adres."
                " Het oude adres krijgt daar bericht van."
            ),
            "phone": gettext_lazy("Alleen zonder e-mail, of voor wie gebeld wil worden."),
        }
        widgets = {"contact_by": forms.RadioSelect}

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder: Person | None = None
        if not self.instance.email:
            del self.fields["stranger"]
        if not may_set_address(self.instance, by=by):
            self.fields.pop("stranger", None)
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _(
                "Deze persoon heeft een rol. Alleen een beheerder verandert dit adres."
            )

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"] or "")
        self.holder = holder_of(self.instance, typed)
        if self.holder:
            raise forms.ValidationError(_("Dit adres is al van iemand anders."))
        return typed

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        by, email = typed.get("contact_by", ""), typed.get("email", "")
        if typed.get("phone") and not may_keep_phone(email, by):
            said = _("Haal het nummer weg, of kies bij ‘Bereikbaar via’ telefoon.")
            self.add_error("phone", said)
        if by in BY_MAIL and not email and "email" not in self.errors:
            self.add_error("contact_by", _("Vul een e-mailadres in, of kies iets anders."))
        return {
            name: one_line(value) if isinstance(value, str) else value
            for name, value in typed.items()
        }

    def validate_unique(self) -> None:
        """Whose address it is was asked above; an own merged record does not count."""


class MergeForm(forms.Form):
    """One choice per thing in which two records differ."""

    def __init__(self, questions: Iterable[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.key] = forms.ChoiceField(
                label=question.label,
                choices=[(KEPT, question.kept), (GONE, question.gone)],
                widget=forms.RadioSelect,
                initial=question.default,
                error_messages={"required": _("Kies wat er blijft.")},
            )
