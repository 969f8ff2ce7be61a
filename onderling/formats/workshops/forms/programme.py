"""What people look for in the programme."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from onderling.base import written
from onderling.formats.workshops.rules.browsing import ONLINE, Filters
from onderling.rounds.models import FORMALITIES

# The name in the address, and what it is in the filters. Addresses are shared: never rename.
TEXTS = {
    "zoek": "word",
    "thema": "theme",
    "werkvorm": "form",
    "meedoen": "formality",
    "ronde": "slot",
    "dag": "day",
    "plaats": "place",
    "organisatie": "organisation",
}
MARKS = {"plek": "free", "rolstoel": "accessible", "bewaard": "kept"}
YES = "ja"


class ProgrammeForm(forms.Form):
    """Filters; every field may stay empty. Each choice says how many workshops it gives."""

    mark_optional = False

    zoek = forms.CharField(
        label=_("Zoek een woord"), required=False, widget=forms.TextInput({"type": "search"})
    )
    thema = forms.ChoiceField(label=_("Thema"), required=False)
    werkvorm = forms.ChoiceField(label=_("Werkvorm"), required=False)
    meedoen = forms.ChoiceField(label=_("Hoe formeel is meedoen?"), required=False)
    ronde = forms.ChoiceField(label=_("Ronde"), required=False)
    dag = forms.ChoiceField(label=_("Dag"), required=False)
    plaats = forms.ChoiceField(label=_("Plaats"), required=False)
    organisatie = forms.ChoiceField(label=_("Organisatie"), required=False)
    plek = forms.BooleanField(label=_("Alleen met plek"), required=False)
    rolstoel = forms.BooleanField(label=_("Met een rolstoel te bezoeken"), required=False)
    bewaard = forms.BooleanField(label=_("Alleen wat ik bewaarde"), required=False)

    @property
    def chosen_apart(self) -> list[Any]:
        """The fields that may be folded away: all but the word."""
        return [field for field in self if field.name != "zoek"]


def programme_form(  # noqa: PLR0913 -- all but two by keyword
    wanted: Filters,
    counts: Mapping[str, Counter[str]],
    *,
    all_counts: Mapping[str, Counter[str]],
    slots: Mapping[str, str],
    demand: bool,
    several_days: bool,
) -> ProgrammeForm:
    """Show the filters with what this programme has to offer."""
    names = {**TEXTS, **MARKS}
    form = ProgrammeForm(initial={name: getattr(wanted, side) for name, side in names.items()})
    how_formal = {str(value): str(name) for value, name in FORMALITIES}
    says: dict[str, Callable[[str], str]] = {
        "ronde": lambda number: slots.get(number, number),
        "dag": _day,
        "meedoen": lambda value: how_formal.get(value, value),
        "plaats": lambda place: str(_("Online")) if place == ONLINE else place,
    }
    for name, side in TEXTS.items():
        if name == "zoek":
            continue
        chosen = getattr(wanted, side)
        found = {**{chosen: 0}, **counts[side]} if chosen else dict(counts[side])
        if len(all_counts[side]) < 2 and not chosen:
            del form.fields[name]  # this programme has one kind of it, or none
            continue
        order = sorted(found, key=int) if name == "ronde" and _numbers(found) else sorted(found)
        say = says.get(name, str)
        form.fields[name].widget.choices = [
            ("", _("Alle")),
            *((value, f"{say(value)} ({found[value]})") for value in order),
        ]
    if several_days:
        form.fields.pop("ronde", None)
    if not demand:
        del form.fields["plek"]
    for name in MARKS:
        if name in form.fields:
            form.fields[name].widget.attrs["value"] = YES
    return form


def _numbers(found: Mapping[str, int]) -> bool:
    return all(value.isdigit() for value in found)


def _day(value: str) -> str:
    day = day_of(value)
    return written.weekday(day) if day else value


def day_of(text: str) -> date | None:
    """Read a day from an address; nothing when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def filters_of(typed: QueryDict) -> Filters:
    """Read the filters from the address. What is strange finds nothing and breaks nothing."""
    texts = {side: typed.get(name, "").strip()[:200] for name, side in TEXTS.items()}
    marks = {side: bool(typed.get(name)) for name, side in MARKS.items()}
    return Filters(**texts, **marks)  # type: ignore[arg-type]  # texts and marks by name


def query_of(wanted: Filters, **more: str) -> str:
    """Write the filters as in an address, without what is empty: "thema=Eten&plek=ja"."""
    texts = {name: getattr(wanted, side) for name, side in TEXTS.items()}
    marks = {name: YES if getattr(wanted, side) else "" for name, side in MARKS.items()}
    return urlencode({name: v for name, v in {**texts, **marks, **more}.items() if v})
