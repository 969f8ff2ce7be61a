"""What people may type about themselves, and to come in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.mail.rules import one_line
from onderling.people.actions.persons import find_person
from onderling.people.models import Consent, Membership, Organisation, Person
from onderling.people.rules import Role, may_keep_phone

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ADDRESS = gettext_lazy("E-mailadres")
WRONG_ADDRESS = {
    "invalid": gettext_lazy("Dit e-mailadres klopt niet. Bijvoorbeeld: naam@voorbeeld.nl"),
    "required": gettext_lazy("Vul uw e-mailadres in."),
}


def code_input(**more: str) -> forms.TextInput:
    """The field for a code: the telephone offers it from the mail, with figures to type."""
    return forms.TextInput(
        attrs={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "maxlength": "12",
            "autocapitalize": "off",
            "spellcheck": "false",
            **more,
        }
    )


def code_field(label: "str | StrPromise", hint: "str | StrPromise" = "") -> forms.CharField:
    wrong = {"required": gettext_lazy("Typ de code over.")}
    return forms.CharField(
        label=label, help_text=hint, max_length=20, widget=code_input(), error_messages=wrong
    )


def address_field(
    label: "str | StrPromise" = ADDRESS, hint: "str | StrPromise" = ""
) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=hint,
        max_length=254,
        error_messages=WRONG_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class LoginForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    """One field. The mail goes to the address that we keep, not to a look-alike."""

    email = address_field()

    def clean_email(self) -> str:
        # The address of a record that went into another is that person's too.
        known = find_person(self.cleaned_data["email"])
        if known and known.email:
            self.cleaned_data["email"] = known.email
        typed = str(super().clean_email())
        return str(self._user.email) if self._user else typed


class LoginCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth has no types
    code = code_field(gettext_lazy("De code uit uw e-mail"))


class SecondCodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    code = code_field(
        gettext_lazy("De code uit uw app"),
        gettext_lazy("Telefoon kwijt? Typ dan een van uw herstelcodes."),
    )


class NewSecondStepForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    code = code_field(gettext_lazy("De code die de app nu toont"))


class AddressForm(forms.Form):
    """One field: the own address."""

    email = address_field()


class NewsletterForm(forms.Form):
    """Who wants the newsletter."""

    name = forms.CharField(
        label=gettext_lazy("Uw voornaam"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": gettext_lazy("Vul uw voornaam in.")},
    )
    email = address_field()


class CodeForm(forms.Form):
    code = code_field(gettext_lazy("De code uit uw e-mail"))


class FirstEntryForm(forms.Form):
    """Who will own this install."""

    first_name = forms.CharField(label=gettext_lazy("Uw voornaam"), max_length=80)
    last_name = forms.CharField(label=gettext_lazy("Uw achternaam"), max_length=100)
    email = address_field(
        gettext_lazy("Uw e-mailadres"),
        gettext_lazy("Hiermee logt u de volgende keer in: wij mailen u dan een code."),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Uw organisatie"),
        max_length=120,
        help_text=gettext_lazy("Bijvoorbeeld: Welzijn Havermonde."),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        return {
            name: one_line(value) if isinstance(value, str) else value
            for name, value in typed.items()
        }


class MyDataForm(forms.ModelForm[Person]):
    """What somebody may change about the own person, address apart."""

    class Meta:
        model = Person
        fields = (
            "first_name",
            "infix",
            "last_name",
            "contact_by",
            "phone",
            "post_address",
            "place",
            "access_needs",
            "diet",
        )
        help_texts = {
            "phone": gettext_lazy("Alleen als u geen e-mail hebt, of gebeld wilt worden."),
            "post_address": gettext_lazy("Alleen als u liever een brief krijgt."),
            "access_needs": gettext_lazy(
                "Bijvoorbeeld: een ringleiding, een stoel met leuningen, geen trappen."
            ),
            "diet": gettext_lazy("Bijvoorbeeld: vegetarisch, geen noten."),
        }
        widgets = {
            "contact_by": forms.RadioSelect,
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "post_address": forms.TextInput(attrs={"autocomplete": "street-address"}),
            "place": forms.TextInput(attrs={"autocomplete": "address-level2"}),
        }

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        by, phone = typed.get("contact_by", ""), typed.get("phone", "")
        if phone and not may_keep_phone(self.instance.email or "", by):
            self.add_error(
                "phone",
                _("U koos e-mail. Haal het nummer weg, of kies bij ‘Bereikbaar via’ telefoon."),
            )
        if by in {Person.Contact.MAIL, Person.Contact.MAIL_SMS} and not self.instance.email:
            self.add_error(
                "contact_by", _("Wij hebben geen e-mailadres van u. Voeg het eerst toe.")
            )
        return {
            name: one_line(value) if isinstance(value, str) else value
            for name, value in typed.items()
        }


class ConsentForm(forms.Form):
    """Yes or no to one purpose."""

    purpose = forms.ChoiceField(choices=Consent.Purpose.choices)
    answer = forms.ChoiceField(choices=Consent.Answer.choices)


class GrantForm(forms.Form):
    """Give somebody a role. `scopes` are the only scopes that the giver may hand out."""

    email = address_field(hint=gettext_lazy("Iemand die hier al bekend is."))
    role = forms.ChoiceField(label=gettext_lazy("Rol"))
    scope = forms.ChoiceField(label=gettext_lazy("Waarvan?"))

    def __init__(
        self, *args: Any, scopes: Iterable[tuple[str, str]], owner: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        roles = list(Membership._meta.get_field("role").choices or [])
        allowed = [(key, label) for key, label in roles if owner or key != Role.OWNER]
        self.fields["role"].choices = allowed  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["role"].initial = str(Role.COORDINATOR)
        self.fields["scope"].choices = list(scopes)  # type: ignore[attr-defined]  # idem


class OrganisationForm(forms.ModelForm[Organisation]):
    class Meta:
        model = Organisation
        fields = (
            "name",
            "sector",
            "kind",
            "place",
            "paid_count",
            "volunteer_count",
            "does",
            "reach",
        )

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])
