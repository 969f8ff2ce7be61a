"""What an owner fills in about the install."""

from django import forms
from django.utils.translation import gettext_lazy as _

from onderling.base.terms import Term


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
