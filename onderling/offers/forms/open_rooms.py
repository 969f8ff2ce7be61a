"""Which rooms are open in a stretch of the day, and the topic somebody brings."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onderling.offers.models import Meeting, Room, Slot


class OpenRoomsForm(forms.Form):
    """A box for each room that is free then, or open already."""

    rooms = forms.ModelMultipleChoiceField(
        Room.objects.none(),
        label=_("Welke zalen zijn open?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, slot: Slot, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        open_ = slot.open_rooms.values("room")
        there = Meeting.objects.on().filter(
            Q(slot=slot) | Q(last_slot=slot), room__isnull=False
        )
        rooms: Any = self.fields["rooms"]
        rooms.queryset = slot.round.rooms.exclude(
            pk__in=there.exclude(room__in=open_).values("room")
        )
        rooms.initial = list(open_.values_list("room", flat=True))


class TopicForm(forms.Form):
    """A title and one line: what somebody types standing up."""

    title = forms.CharField(label=_("Waar wilt u over praten?"), max_length=120)
    about = forms.CharField(label=_("Vertel het in één regel"), max_length=200, required=False)
