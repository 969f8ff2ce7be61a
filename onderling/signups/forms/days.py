"""The days of a round, and the parts of them, on which somebody cannot come."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext as _

from onderling.base.written import capital, weekday
from onderling.signups.actions.wish_list import hours_of, per_day
from onderling.signups.forms.choosing import ChoosingForm


class DaysForm(ChoosingForm):
    """A wish form that asks for whole days first."""

    def _add_days(self) -> None:
        round_ = self.participation.round
        absent = set(self.participation.absences.values_list("slot", flat=True))
        days = per_day(round_, self.slots)
        whole = {day for day, parts in days.items() if {s.pk for s in parts} <= absent}
        self.fields["dagen"] = forms.MultipleChoiceField(
            label=_("Ik kan niet op"),
            choices=[(day.isoformat(), capital(weekday(day))) for day in days],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=[day.isoformat() for day in whole],
        )
        self.fields["delen"] = forms.MultipleChoiceField(
            label=_("Alleen dan kan ik niet"),
            choices=[
                (capital(weekday(day)), [(str(s.pk), hours_of(round_, s)) for s in parts])
                for day, parts in days.items()
                if len(parts) > 1
            ],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=[
                str(slot.pk)
                for day, parts in days.items()
                if day not in whole
                for slot in parts
                if slot.pk in absent
            ],
        )

    @property
    def opened(self) -> bool:
        """Say whether somebody is away for a part of a day."""
        return bool(self["delen"].value())

    def absent(self, days: Collection[str], parts: Collection[str]) -> list[int]:
        """The slots of these days, and these parts of days."""
        by_day = per_day(self.participation.round, self.slots)
        whole = {s.pk for day, of in by_day.items() if day.isoformat() in days for s in of}
        return [slot.pk for slot in self.slots if slot.pk in whole or str(slot.pk) in parts]
