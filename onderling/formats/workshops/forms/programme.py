"""What people look for in the programme."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from onderling.formats.workshops.queries import Filters, Programme


class ProgrammeForm(forms.Form):
    """Filters; every field may stay empty. The names stand in addresses that people share."""

    mark_optional = False

    zoek = forms.CharField(
        label=_("Zoek een woord"), required=False, widget=forms.TextInput({"type": "search"})
    )
    thema = forms.ChoiceField(label=_("Thema"), required=False)
    werkvorm = forms.ChoiceField(label=_("Werkvorm"), required=False)
    ronde = forms.ChoiceField(label=_("Ronde"), required=False)


def programme_form(typed: QueryDict, programme: Programme) -> ProgrammeForm:
    """Show the filters with what this programme has to offer."""
    form = ProgrammeForm(
        initial={name: typed.get(name, "") for name in ProgrammeForm.base_fields}
    )
    choices = {
        "thema": [(name, name) for name in programme.themes],
        "werkvorm": [(name, name) for name in programme.forms],
        "ronde": [(str(slot.number), slot.label) for slot in programme.slots],
    }
    for name, found in choices.items():
        form.fields[name].widget.choices = [("", _("Alle")), *found]
    return form


def filters_of(typed: QueryDict) -> Filters:
    """Read the filters from the address. What is strange finds nothing and breaks nothing."""
    return Filters(
        word=typed.get("zoek", "").strip(),
        theme=typed.get("thema", ""),
        form=typed.get("werkvorm", ""),
        slot=typed.get("ronde", ""),
    )
