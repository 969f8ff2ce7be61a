"""Many workshops typed at once: a row each, with what the board needs."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.typed import whole_number
from onderling.offers.actions.typing import Row
from onderling.offers.forms.offers import one_person
from onderling.offers.models import Slot

PREFIX = "rij"
COUNT = f"{PREFIX}-TOTAL_FORMS"
ROWS, MORE, MOST = 20, 20, 200
LABELS = {
    "title": gettext_lazy("Titel, rij {n}"),
    "giver": gettext_lazy("Wie geeft het, rij {n}"),
    "minimum": gettext_lazy("Gaat door vanaf, rij {n}"),
    "maximum": gettext_lazy("Hoogstens, rij {n}"),
    "slot": gettext_lazy("Wanneer, rij {n}"),
}


class RowForm(forms.Form):
    """One workshop. A row in which nothing was typed is no workshop."""

    title = forms.CharField(
        max_length=120,
        error_messages={"required": gettext_lazy("Geef deze workshop een titel.")},
    )
    giver = forms.CharField(max_length=120, required=False)
    minimum = forms.IntegerField(min_value=1, max_value=500, initial=6)
    maximum = forms.IntegerField(min_value=1, max_value=5000, initial=20)
    slot = forms.TypedChoiceField(required=False)

    def __init__(self, *args: Any, slots: Mapping[str, Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        when: Any = self.fields["slot"]
        when.choices = [("", _("nog niet")), *((pk, slot.label) for pk, slot in slots.items())]
        when.coerce, when.empty_value = slots.get, None

    def clean_giver(self) -> Any:
        return one_person(self.cleaned_data["giver"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("minimum"), cleaned.get("maximum")
        if low and high and low > high:
            self.add_error("maximum", _("Dit is minder dan het aantal waarbij het doorgaat."))
        return cleaned


class Rows(forms.BaseFormSet[RowForm]):
    """All rows of the page."""

    def add_fields(self, form: RowForm, index: int | None) -> None:
        super().add_fields(form, index)
        for name, label in LABELS.items():
            form.fields[name].label = label.format(n=(index or 0) + 1)
            # Beside the column heads each field says its own name, for who cannot see the row.
            form.fields[name].widget.attrs["aria-label"] = form.fields[name].label

    def typed(self) -> list[Row]:
        """The workshops in these rows, once every row is right."""
        return [Row(**form.cleaned_data) for form in self if form.cleaned_data.get("title")]


RowSet: Any = forms.formset_factory(
    RowForm, formset=Rows, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True
)


def row_set(slots: Mapping[str, Slot], data: Any = None, *, rows: int = ROWS) -> Rows:
    """Lay out so many empty rows, or what was sent."""
    made: Rows = RowSet(data, prefix=PREFIX, form_kwargs={"slots": slots})
    made.extra = rows
    return made


def rows_in(text: str) -> int:
    """How many rows a form of which this is the count should have."""
    return min(max(whole_number(text) or 0, ROWS), MOST)


def with_more_rows(sent: QueryDict) -> QueryDict:
    """Add rows under those that were sent, and fill them in as empty rows are."""
    data = sent.copy()
    there = whole_number(data.get(COUNT, "")) or 0
    data[COUNT] = str(min(there + MORE, MOST))
    for row in range(there, min(there + MORE, MOST)):
        for name, field in RowForm.base_fields.items():
            data.setdefault(f"{PREFIX}-{row}-{name}", str(field.initial or ""))
    return data
