"""The wish form: per slot present or not, ranked wishes, and an opinion on the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from onderling.base.written import number_word
from onderling.offers.models import Meeting, Slot
from onderling.signups.actions.wishes import choices_of, said
from onderling.signups.forms.choosing import OPINIONS, ChoosingForm, ordinal_of
from onderling.signups.rules import Choice, faults_of


@dataclass(frozen=True)
class SlotFields:
    """The fields of one slot, as the page shows them."""

    slot: Slot
    wishes: list[BoundField]
    opinions: list[BoundField]
    absent: BoundField
    kept: list[str]  # the wishes as they were saved, in order
    opened: bool
    gives: Meeting | None
    shut: list[str]  # what is not for people of this organisation, in sentences


class WishForm(ChoosingForm):
    """Everything somebody chooses per slot. A fault is named at its own field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices_of(self.participation.round)
        rows = list(self.participation.wishes.order_by("rank"))
        self.ranked = {wish.meeting_id: wish.rank for wish in rows if wish.rank}
        opinions = {wish.meeting_id: wish.opinion for wish in rows if not wish.rank}
        absent = set(self.participation.absences.values_list("slot", flat=True))
        for slot in self.slots:
            self._add_slot(slot, opinions, slot.pk in absent)

    def _add_slot(self, slot: Slot, opinions: Mapping[int, str], absent: bool) -> None:
        offered = self.offered(slot)
        ranked = {
            self.ranked[c.meeting]: c.meeting for c in offered if c.meeting in self.ranked
        }
        titles = [("", _("Kies een workshop")), *((c.meeting, self._title(c)) for c in offered)]
        for number in range(1, min(self.most, len(offered)) + 1):
            self.fields[f"wens_{slot.pk}_{number}"] = forms.TypedChoiceField(
                label=ordinal_of(number),
                choices=titles,
                coerce=int,
                empty_value=None,
                required=False,
                initial=ranked.get(number, ""),
                error_messages={
                    "invalid_choice": _("Deze workshop is er niet meer. Kies een andere.")
                },
            )
        for choice in offered:
            self.fields[f"mening_{choice.meeting}"] = forms.ChoiceField(
                label=self._title(choice),
                choices=OPINIONS,
                required=False,
                widget=forms.RadioSelect,
                initial=opinions.get(choice.meeting, ""),
            )
        self.fields[f"weg_{slot.pk}"] = forms.BooleanField(
            label=_("Ik ben er deze ronde niet"), required=False, initial=absent
        )

    def _title(self, choice: Choice) -> str:
        if len(choice.slots) < 2:
            return choice.title
        number = number_word(len(choice.slots))
        return _("{title} (duurt {number} rondes)").format(title=choice.title, number=number)

    def offered(self, slot: Slot) -> list[Choice]:
        """What begins in this slot, without what this person gives, or what is not for them."""
        busy = set(self.gives)
        return [
            choice
            for choice in self.choices.values()
            if choice.slots and choice.slots[0] == slot.pk and not busy & set(choice.slots)
            if choice.meeting not in self.shut
        ]

    def slot_fields(self) -> list[SlotFields]:
        """The fields in the order of the page. A saved wish needs no opinion as well."""
        found = []
        for slot in self.slots:
            offered = self.offered(slot)
            opinions = [
                self[name]
                for choice in offered
                for name in [f"mening_{choice.meeting}"]
                if choice.meeting not in self.ranked or self[name].value()
            ]
            found.append(
                SlotFields(
                    slot=slot,
                    wishes=[
                        self[name]
                        for name in self.fields
                        if name.startswith(f"wens_{slot.pk}_")
                    ],
                    opinions=opinions,
                    absent=self[f"weg_{slot.pk}"],
                    kept=[
                        choice.title
                        for choice in sorted(
                            offered, key=lambda c: self.ranked.get(c.meeting, 0)
                        )
                        if choice.meeting in self.ranked
                    ],
                    opened=any(field.value() for field in opinions),
                    gives=self.gives.get(slot.pk),
                    shut=[
                        self.shut[choice.meeting].sentence
                        for choice in self.choices.values()
                        if choice.meeting in self.shut and choice.slots[:1] == (slot.pk,)
                    ],
                )
            )
        return found

    def typed_back(self) -> list[tuple[str, list[str]]]:
        titles = {str(choice.meeting): self._title(choice) for choice in self.choices.values()}
        found = []
        for each in self.slot_fields():
            chosen = [str(field.value() or "") for field in each.wishes]
            lines = [titles[number] for number in chosen if number in titles]
            for field in each.opinions:
                if typed := field.value():
                    opinion = str(dict(OPINIONS).get(typed, typed))
                    lines.append(f"{field.label}: {opinion.lower()}")
            if each.absent.value():
                lines.append(str(each.absent.label))
            if lines:
                found.append((each.slot.label, lines))
        return [*found, *super().typed_back()]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        absent = [slot.pk for slot in self.slots if typed.get(f"weg_{slot.pk}")]
        names: dict[int | None, list[str]] = {
            slot.pk: [
                name
                for name in self.fields
                if name.startswith(f"wens_{slot.pk}_") and typed.get(name)
            ]
            for slot in self.slots
        }
        ranked = {slot.pk: [typed[name] for name in names[slot.pk]] for slot in self.slots}
        opinions = {
            choice: typed[name]
            for choice in self.choices
            for name in [f"mening_{choice}"]
            if typed.get(name)
        }
        for fault in faults_of(self.choices, absent=absent, ranked=ranked, opinions=opinions):
            self.add_error(names[fault.slot][fault.place], said(fault, self.choices))
        return {**typed, "absent": absent, "ranked": ranked, "opinions": opinions}
