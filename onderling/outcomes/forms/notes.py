"""Five short notes on one page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.outcomes.rules.notes import LONGEST, MOST, START, Clash, parted, whole


@dataclass(frozen=True)
class Place:
    """One of the five: its number, and its fields. One that is answered has a text only."""

    number: int
    text: BoundField | None
    asks: BoundField | None
    was: BoundField | None
    fixed: str
    theirs: str


class NotesForm(forms.Form):
    """What came out of a workshop. `was` is what stood there when the page was opened."""

    mark_optional = False
    start = START
    longest = LONGEST

    def __init__(self, saved: Mapping[int, str], fixed: Collection[int], data: Any = None):
        super().__init__(data, label_suffix="")
        self.saved, self.fixed = saved, fixed
        self.theirs: dict[int, str] = {}
        for number in self.open_places():
            asks, rest = parted(saved[number]) if number in saved else (True, "")
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Zin {n}").format(n=number),
                required=False,
                max_length=LONGEST,
                initial=rest,
                widget=forms.Textarea(attrs={"rows": 3, "data-left": ""}),
            )
            self.fields[f"asks_{number}"] = forms.BooleanField(
                label=_("Begint met: “{start} …”").format(start=START.strip()),
                required=False,
                initial=asks,
            )
            self.fields[f"was_{number}"] = forms.CharField(
                required=False, initial=saved.get(number, ""), widget=forms.HiddenInput
            )

    def open_places(self) -> Iterable[int]:
        return [number for number in range(1, MOST + 1) if number not in self.fixed]

    def clean(self) -> dict[str, Any]:
        for number, note in self.typed().items():
            if len(note) > LONGEST:
                said = _("Dit is {n} tekens te lang. Een zin telt hoogstens {most} tekens.")
                fault = said.format(n=len(note) - LONGEST, most=LONGEST)
                self.add_error(f"text_{number}", fault)
        return self.cleaned_data

    def typed(self) -> dict[int, str]:
        return {
            number: whole(
                self.cleaned_data.get(f"text_{number}", ""),
                asks=self.cleaned_data.get(f"asks_{number}", False),
            )
            for number in self.open_places()
        }

    def shown(self) -> dict[int, str]:
        return {
            number: self.cleaned_data.get(f"was_{number}", "") for number in self.open_places()
        }

    def ask_again(self, clashes: Iterable[Clash]) -> None:
        """Show what somebody else wrote meanwhile: saving once more lets one's own stand."""
        data: Any = self.data
        data = data.copy()
        for number in self.open_places():
            data[f"was_{number}"] = self.typed()[number]
        for clash in clashes:
            self.theirs[clash.position] = clash.theirs or str(NOTHING)
            data[f"was_{clash.position}"] = clash.theirs
        self.data = data

    def places(self) -> list[Place]:
        return [
            Place(number, None, None, None, self.saved[number], "")
            if number in self.fixed
            else Place(
                number,
                self[f"text_{number}"],
                self[f"asks_{number}"],
                self[f"was_{number}"],
                "",
                self.theirs.get(number, ""),
            )
            for number in range(1, MOST + 1)
        ]


NOTHING = gettext_lazy("niets: de zin is weggehaald")
