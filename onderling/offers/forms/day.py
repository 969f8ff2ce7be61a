"""Forms for the stretches of the day and its rooms."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from onderling.base.look import ClockInput, DayInput
from onderling.offers.models import Room, Slot
from onderling.offers.rules import instant
from onderling.rounds.models import Round


class SlotForm(forms.Form):
    """A stretch of the day, in the time of the clock on the wall there."""

    label = forms.CharField(
        label=_("Hoe heet dit deel?"),
        max_length=80,
        help_text=_("Bijvoorbeeld: Ronde 1, Lunch of Welkom door de wethouder."),
    )
    kind = forms.ChoiceField(label=_("Wat gebeurt er?"), choices=Slot.Kind.choices)
    on = forms.DateField(label=_("Dag"), widget=DayInput)
    begins = forms.TimeField(label=_("Begint om"), widget=ClockInput)
    until = forms.TimeField(label=_("Duurt tot"), widget=ClockInput)
    where = forms.CharField(
        label=_("Waar?"),
        max_length=80,
        required=False,
        help_text=_("Alleen voor wat iedereen samen doet. Workshops krijgen elk een zaal."),
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round
        self.fields["on"].initial = round.starts_on
        if not round.several_days:
            self.fields["on"].widget = forms.HiddenInput()

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not self.round.starts_on <= day <= self.round.ends_on:
            raise forms.ValidationError(_("Deze dag hoort niet bij deze ronde."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("on")
        for typed, moment in (("begins", "starts"), ("until", "ends")):
            if day and typed in cleaned:
                cleaned[moment] = self._moment(typed, day, cleaned[typed])
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("until", _("Het einde moet na het begin komen."))
        return cleaned

    def fields_of_slot(self) -> dict[str, Any]:
        """What the deed wants: moments instead of a day and two times."""
        return {k: self.cleaned_data[k] for k in ("label", "kind", "where", "starts", "ends")}

    def _moment(self, name: str, day: date, clock: time) -> datetime | None:
        try:
            return instant(day, clock, self.round.zone)
        except ValueError:
            self.add_error(name, _("Deze tijd bestaat niet: dan gaat de zomertijd in."))
            return None


def slot_now(slot: Slot) -> dict[str, Any]:
    """A stretch of the day as the form shows it."""
    zone = ZoneInfo(slot.round.zone)
    starts, ends = slot.starts.astimezone(zone), slot.ends.astimezone(zone)
    return {
        "label": slot.label,
        "kind": slot.kind,
        "on": starts.date(),
        "begins": starts.time(),
        "until": ends.time(),
        "where": slot.where,
    }


class RoomForm(forms.Form):
    """A room: its name, how many people it holds, who can get in."""

    name = forms.CharField(label=_("Hoe heet de zaal?"), max_length=60)
    holds = forms.IntegerField(
        label=_("Hoeveel mensen passen erin?"), min_value=1, max_value=10_000
    )
    accessible = forms.BooleanField(
        label=_("Met een rolstoel te bereiken"), required=False, initial=True
    )
    shared = forms.BooleanField(
        label=_("Hier kunnen meer workshops tegelijk zijn"),
        help_text=_("Bijvoorbeeld online of buiten."),
        required=False,
    )


def room_now(room: Room) -> dict[str, Any]:
    """A room as the form shows it."""
    return {
        "name": room.name,
        "holds": room.holds,
        "accessible": room.accessible,
        "shared": room.shared,
    }
