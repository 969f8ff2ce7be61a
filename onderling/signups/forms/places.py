"""Somebody's places, as a coordinator changes them by hand: one choice per slot.

On one day every slot is asked for. A festival has fifty slots: there the places that somebody
has are asked for, and a few places more among everything that may be chosen.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.offers.models import Meeting, Slot
from onderling.rounds.models import Round
from onderling.signups.models import AllocationRun, Match, Participation

MORE = 3  # places that can be added at a time where not every slot is asked for
Said = Callable[[Meeting], str]


class SlotsForm(forms.Form):
    """The choices of both forms below. `places` says what was chosen."""

    mark_optional = False

    def ask(
        self, round_: Round, meetings: Iterable[Meeting], now: Mapping[int, int], say: Said
    ) -> None:
        """Add the fields. `meetings`: what may be chosen; `now`: the meeting per slot."""
        self.slots = list(round_.slots.filter(kind=Slot.Kind.WORKSHOPS))
        self.slot_of: dict[int | None, int] = {}
        options: dict[int, list[tuple[int, str]]] = {slot.pk: [] for slot in self.slots}
        for meeting in meetings:
            if meeting.slot_id in options:
                self.slot_of[meeting.pk] = meeting.slot_id
                options[meeting.slot_id].append((meeting.pk, say(meeting)))
        asked = [slot for slot in self.slots if not round_.several_days or slot.pk in now]
        for slot in asked:
            self.fields[f"plek_{slot.pk}"] = _choice(
                slot.label, options[slot.pk], now.get(slot.pk)
            )
        if len(asked) == len(self.slots):
            return
        others = [
            (slot.label, options[slot.pk])
            for slot in self.slots
            if slot not in asked and options[slot.pk]
        ]
        for number in range(1, MORE + 1):
            label = _("Nog een plek") if number > 1 or asked else _("Een plek")
            self.fields[f"erbij_{number}"] = _choice(label, others)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        taken: set[int | None] = set()
        for number in range(1, MORE + 1):
            slot = self.slot_of.get(typed.get(f"erbij_{number}"))
            if slot and slot in taken:
                self.add_error(
                    f"erbij_{number}",
                    _("Op dat moment koos u al een andere workshop. Kies een ander moment."),
                )
            taken.add(slot)
        return typed

    @property
    def places(self) -> dict[int, int | None]:
        """The chosen meeting per slot; None: no place then."""
        typed = self.cleaned_data
        found: dict[int, int | None] = {
            slot.pk: typed.get(f"plek_{slot.pk}") for slot in self.slots
        }
        for number in range(1, MORE + 1):
            if meeting := typed.get(f"erbij_{number}"):
                found[self.slot_of[meeting]] = meeting
        return found


class PlacesForm(SlotsForm):
    """Choose among what has room; for somebody who joins by hand (X-136)."""

    def __init__(
        self,
        round_: Round,
        *args: Any,
        person: Any = None,
        current: dict[int, int] | None = None,
        ask_why: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.current = current or {}
        here = set(self.current.values())
        offered = Meeting.objects.chosen_from().filter(offer__round=round_)
        if person:
            offered = offered.exclude(givings__person=person)
        meetings = [
            meeting
            for meeting in offered.select_related("offer", "slot").order_by(
                "offer__title", "pk"
            )
            if meeting.places_left(round_) or meeting.pk in here
        ]
        self.ask(
            round_,
            meetings,
            self.current,
            lambda one: _room_in(round_, one, now=one.pk in here),
        )
        if ask_why:
            self.fields["reden"] = _why()


class MoveForm(SlotsForm):
    """Somebody's places in a preview, and the reason of the change."""

    def __init__(
        self, run: AllocationRun, who: Participation, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        matches = who.matches.filter(run=run).select_related("meeting__offer", "run__round")
        self.now = {match.meeting.slot_id: match for match in matches}
        given = set(who.person.givings.values_list("meeting", flat=True))
        self.meetings = {meeting.pk: meeting for meeting in choosable(run.round)}
        may = [meeting for meeting in self.meetings.values() if meeting.pk not in given]
        here = {slot: match.meeting_id for slot, match in self.now.items() if slot}
        self.ask(run.round, may, here, lambda one: one.offer.title)
        self.fields["reden"] = _why()

    def changes(self) -> list[tuple[Match | None, Meeting | None]]:
        """What differs from the preview: from which place, to which meeting."""
        found = []
        for slot, chosen in self.places.items():
            here = self.now.get(slot)
            if chosen != (here.meeting_id if here else None):
                found.append((here, self.meetings.get(chosen) if chosen else None))
        return found


def choosable(round: Round) -> list[Meeting]:
    """Every meeting people can be placed in, in the order of the programme."""
    return list(
        Meeting.objects.chosen_from()
        .filter(offer__round=round)
        .select_related("offer", "slot")
        .order_by("slot__starts", "offer__title", "pk")
    )


def _choice(label: str, options: list[Any], now: int | None = None) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("Geen plek")), *options],
        coerce=int,
        empty_value=None,
        required=False,
        initial=now or "",
    )


def _why() -> forms.CharField:
    return forms.CharField(
        label=_("Reden"),
        help_text=_("De deelnemer kan dit lezen. Noem geen andere mensen."),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Schrijf op waarom. De deelnemer mag dat weten.")
        },
    )


def _room_in(round: Round, meeting: Meeting, *, now: bool) -> str:
    if now:
        return _("{title} (nu)").format(title=meeting.offer.title)
    free = meeting.places_left(round)
    if free == 1:
        return _("{title} (nog 1 plek)").format(title=meeting.offer.title)
    return _("{title} (nog {free} plekken)").format(title=meeting.offer.title, free=free)
