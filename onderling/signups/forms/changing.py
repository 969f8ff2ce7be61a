"""What should happen to a meeting in which people have a place."""

from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from onderling.base.errors import Refused
from onderling.offers.actions.moving import end_of_move
from onderling.offers.models import Meeting, Slot
from onderling.signups.actions.concerned import Change, What


class ChangeForm(forms.Form):
    """Another time or room, together with another workshop, or not at all."""

    mark_optional = False

    what = forms.ChoiceField(
        label=_("Wat wilt u doen?"),
        widget=forms.RadioSelect,
        choices=[
            (What.MOVE, _("Andere zaal of andere tijd")),
            (What.MERGE, _("Voeg samen met een workshop op dezelfde tijd")),
            (What.CALL_OFF, _("Laat de workshop niet doorgaan")),
        ],
        error_messages={"required": _("Kies wat er met de workshop moet gebeuren.")},
    )
    slot = forms.ChoiceField(label=_("Wanneer"), required=False)
    room = forms.ChoiceField(label=_("Zaal"), required=False)
    other = forms.ChoiceField(
        label=_("Samen met"),
        required=False,
        help_text=_("Alleen als u samenvoegt. Wie hier een plek had, krijgt daar een plek."),
    )
    because = forms.CharField(
        label=_("Waarom?"),
        max_length=200,
        required=False,
        help_text=_("Wie een plek heeft, leest dit."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        round = meeting.offer.round
        self.slots = {str(s.pk): s for s in round.slots.filter(kind=Slot.Kind.WORKSHOPS)}
        self.rooms = {str(room.pk): room for room in round.rooms.all()}
        self.others = {str(one.pk): one for one in merges_with(meeting)}
        self._offer("slot", [(pk, slot.label) for pk, slot in self.slots.items()])
        rooms = [(pk, f"{room.name} ({room.holds})") for pk, room in self.rooms.items()]
        self._offer("room", [("", _("Nog geen zaal")), *rooms])
        others = [(pk, self._with_room(one)) for pk, one in self.others.items()]
        self._offer("other", [("", _("Kies een workshop")), *others])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        what = data.get("what")
        if what == What.MERGE and not data.get("other"):
            self.add_error("other", _("Kies met welke workshop u samenvoegt."))
        if what in {What.MERGE, What.CALL_OFF} and not data.get("because", "").strip():
            self.add_error("because", _("Schrijf op waarom. Wie een plek had, leest dat."))
        if what == What.MOVE and not self.errors:
            self._clean_move(data)
        return data

    def change(self) -> Change:
        """What was asked for."""
        data = self.cleaned_data
        what = What(data["what"])
        if what == What.MERGE:
            return Change(self.meeting, what, other=self.others[data["other"]])
        if what == What.CALL_OFF:
            return Change(self.meeting, what)
        slot = self.slots.get(data["slot"])
        last = end_of_move(self.meeting, slot)
        return Change(self.meeting, what, slot, last, self.rooms.get(data["room"]))

    def _clean_move(self, data: dict[str, Any]) -> None:
        slot = self.slots.get(data.get("slot", ""))
        if slot is None:
            self.add_error("slot", _("Kies wanneer de workshop is."))
            return
        try:
            end_of_move(self.meeting, slot)
        except Refused as refusal:
            self.add_error("slot", str(refusal))
            return
        same_room = data.get("room", "") == str(self.meeting.room_id or "")
        if slot.pk == self.meeting.slot_id and same_room:
            self.add_error("room", _("Er verandert niets. Kies een andere zaal of tijd."))

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field's

    def _with_room(self, one: Meeting) -> str:
        left = one.places_left(self.meeting.offer.round)
        text = ngettext("{title} (nog {left} plek)", "{title} (nog {left} plekken)", left)
        return text.format(title=one.offer.title, left=left)


def merges_with(meeting: Meeting) -> list[Meeting]:
    """The meetings at the same time that still have room, the emptiest first."""
    others = Meeting.objects.chosen_from().filter(
        offer__round=meeting.offer.round_id, slot=meeting.slot_id, taken__lt=F("seats")
    )
    sorted_out = (
        others.exclude(pk=meeting.pk)
        .select_related("offer", "slot", "last_slot", "room")
        .order_by(F("taken") - F("seats"), "pk")
    )
    return [one for one in sorted_out if one.places_left(meeting.offer.round)]


def change_now(meeting: Meeting) -> dict[str, Any]:
    """What the form shows when nothing is chosen yet."""
    return {"slot": str(meeting.slot_id or ""), "room": str(meeting.room_id or "")}
