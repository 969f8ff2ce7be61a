"""What somebody types to take part: nothing that serves only the organisation (S3d-1)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.people.models import Organisation
from onderling.people.rules import Group
from onderling.signups.actions.joining import NameParts
from onderling.tables.names import split_name

# Every field of the sign-up form, with what it does for the person who fills it in.
ALLOWED = {
    "naam": gettext_lazy("dan weet de gever wie er komt"),
    "email": gettext_lazy("daar komt uw eigen link"),
    "telefoon": gettext_lazy("alleen voor wie geen e-mail heeft"),
    "organisatie": gettext_lazy("dan komt u bij mensen van buiten uw eigen organisatie"),
    "andere": gettext_lazy("dan hoort ook uw organisatie erbij"),
    "rol": gettext_lazy("dan zijn de groepen gemengd"),
}
ROLES = [
    (str(Group.VOLUNTEER), gettext_lazy("vrijwilliger")),
    (str(Group.PAID), gettext_lazy("beroepskracht")),
]


class JoinForm(forms.Form):
    """Four questions on one screen (S0-1)."""

    mark_optional = False  # of two ways to answer, one is needed: the labels say so

    naam = forms.CharField(
        label=gettext_lazy("Uw naam"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Vul uw naam in.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Daar komt een e-mail met één knop. U kiest geen wachtwoord."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Vul uw e-mailadres in, of bel ons."),
            "invalid": gettext_lazy("Dit adres klopt niet. Bijvoorbeeld: naam@voorbeeld.nl"),
        },
    )
    organisatie = forms.ModelChoiceField(
        label=gettext_lazy("Bij welke organisatie hoort u?"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=gettext_lazy("Kies een organisatie"),
    )
    andere = forms.CharField(
        label=gettext_lazy("Staat uw organisatie er niet bij? Typ de naam."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    rol = forms.ChoiceField(
        label=gettext_lazy("U bent daar"),
        choices=ROLES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies vrijwilliger of beroepskracht.")},
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not typed.get("organisatie") and not typed.get("andere"):
            self.add_error("organisatie", _("Kies uw organisatie, of typ de naam eronder."))
        return typed

    def name_parts(self) -> NameParts:
        name = split_name(self.cleaned_data["naam"])
        return NameParts(first_name=name.first, infix=name.infix, last_name=name.last)


class AddForm(JoinForm):
    """The same, entered by a coordinator: also for who has no mail (S4-12, X-136)."""

    email = forms.EmailField(label=gettext_lazy("E-mailadres"), max_length=254, required=False)
    telefoon = forms.CharField(
        label=gettext_lazy("Telefoon"),
        help_text=gettext_lazy("Alleen voor wie geen e-mail heeft."),
        max_length=30,
        required=False,
    )
    field_order = ["naam", "email", "telefoon", "organisatie", "andere", "rol"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naam"].label = _("Naam")
        self.fields["organisatie"].label = _("Organisatie")
        self.fields["andere"].label = _("Of een andere organisatie")
        self.fields["rol"].label = _("Rol")

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if (
            not self.errors.get("email")
            and not typed.get("email")
            and not typed.get("telefoon")
        ):
            self.add_error("email", _("Vul een e-mailadres in, of een telefoonnummer."))
        return typed
