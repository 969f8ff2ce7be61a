"""What an owner fills in about the install, and who leaves about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onderling.base.terms import Term
from onderling.mail.rules import one_line


class ContactForm(forms.Form):
    """Whom to ring or mail. A name alone helps nobody, so there is a number too."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    phone = forms.CharField(
        label=_("Telefoon"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"required": _("Vul een nummer in. Niet iedereen mailt.")},
    )
    hours = forms.CharField(
        label=_("Bereikbaar"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld: maandag tot en met donderdag, 9.00 tot 16.00 uur."),
    )
    mail = forms.EmailField(label=_("E-mailadres"), max_length=254, required=False)

    def clean(self) -> dict[str, str]:
        typed = super().clean() or {}
        return {name: one_line(value) for name, value in typed.items()}


class TermForm(forms.Form):
    """A new number for a term, with why."""

    value = forms.IntegerField(label=_("Nieuw getal"))
    because = forms.CharField(label=_("Waarom verandert u dit?"), max_length=300)

    def __init__(self, term: Term, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as forms.Form takes them
        field = self.fields["value"]
        field.label = term.label
        field.help_text = _("Een getal van {least} tot en met {most} {unit}.").format(
            least=term.least, most=term.most, unit=term.unit
        )
        field.widget.attrs |= {"min": term.least, "max": term.most}


class KeepLongerForm(forms.Form):
    """Until when something is kept after all, and why."""

    until = forms.DateField(
        label=_("Bewaar het tot en met"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Hoogstens een jaar. Kies vandaag, dan geldt de gewone termijn weer."),
    )
    because = forms.CharField(
        label=_("Waarom is dit nodig?"),
        max_length=300,
        error_messages={"required": _("Schrijf waarom. De reden komt in het logboek.")},
    )


class EraseMeForm(forms.Form):
    """One box to tick: nobody does this by a slip of the hand."""

    sure = forms.BooleanField(
        label=_("Ik weet dat dit niet terug kan"),
        error_messages={"required": _("Zet een vinkje als u het zeker weet.")},
    )


class AskedForm(forms.Form):
    """How somebody asked a coordinator to do it."""

    asked = forms.ChoiceField(
        label=_("Hoe vroeg deze persoon het?"),
        choices=[
            ("", _("Kies")),
            ("mail", _("per e-mail")),
            ("phone", _("aan de telefoon")),
            ("talk", _("in een gesprek")),
            ("letter", _("per brief")),
        ],
        error_messages={"required": _("Kies hoe deze persoon het vroeg.")},
    )


class EraseForm(AskedForm, EraseMeForm):
    """The same, with the box."""

    field_order = ("asked", "sure")
