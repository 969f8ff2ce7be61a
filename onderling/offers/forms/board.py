"""Forms for the board: where a workshop stands, and calling it off."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from onderling.offers.forms.offers import one_person
from onderling.offers.models import Meeting, Offer, Room, Slot
from onderling.offers.queries.cells import digest_of
from onderling.offers.queries.remarks import Plan, remarks_on
from onderling.people.models import Person

if TYPE_CHECKING:
    ChoiceOfRoom = forms.ModelChoiceField[Room]
else:  # only the type checker knows of its parameter
    ChoiceOfRoom = forms.ModelChoiceField


PLACE = ("slot", "last_slot", "room")


class RoomChoice(ChoiceOfRoom):
    """A room with what it holds, because that decides."""

    def label_from_instance(self, obj: Room) -> str:
        said = ngettext("{name} ({holds} plek)", "{name} ({holds} plekken)", obj.holds)
        return said.format(name=obj.name, holds=obj.holds)


class PlaceForm(forms.Form):
    """A place on the board. What is odd is told first and saved only with a tick.

    The tick counts for the remarks that were on the page: `seen` carries their digest, so
    that other remarks, after another change, are read as well.
    """

    mark_optional = False  # almost everything here may wait

    slot = forms.ModelChoiceField(
        label=_("Wanneer"),
        queryset=Slot.objects.none(),
        required=False,
        empty_label=_("Nog niet op het bord"),
    )
    last_slot = forms.ModelChoiceField(
        label=_("Duurt door tot en met"),
        queryset=Slot.objects.none(),
        required=False,
        empty_label=_("Eén ronde"),
    )
    room = RoomChoice(
        label=_("Zaal"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("Nog geen zaal"),
    )
    seats = forms.IntegerField(label=_("Plekken"), min_value=1, max_value=5000)
    minimum = forms.IntegerField(label=_("Gaat door vanaf"), min_value=0, max_value=5000)
    givers = forms.ModelMultipleChoiceField(
        label=_("Wie geeft het?"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_giver = forms.CharField(
        label=_("Nog een gever"), required=False, help_text=_("Een naam of e-mailadres.")
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    anyway = forms.BooleanField(label=_("Toch zo opslaan"), required=False)

    def __init__(
        self, *args: Any, offer: Offer, meeting: Meeting | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer, self.meeting = offer, meeting
        self.remarks: list[str] = []
        slots = offer.round.slots.filter(kind=Slot.Kind.WORKSHOPS)
        self.fields["slot"].queryset = slots  # type: ignore[attr-defined]  # a choice field's
        self.fields["last_slot"].queryset = slots  # type: ignore[attr-defined]  # idem
        self.fields["room"].queryset = offer.round.rooms.all()  # type: ignore[attr-defined]  # idem
        self.stays = bool(meeting and meeting.taken)
        if self.stays:  # who sits there must hear of it: that goes by another page
            for name in PLACE:
                del self.fields[name]
        known = set(meeting.givings.values_list("person", flat=True)) if meeting else set()
        if offer.maker_id:
            known.add(offer.maker_id)
        self.fields["givers"].queryset = Person.objects.filter(pk__in=known)  # type: ignore[attr-defined]  # idem

    def clean_other_giver(self) -> Person | None:
        return one_person(self.cleaned_data["other_giver"])

    def place(self) -> dict[str, Any]:
        """What the deed wants."""
        cleaned = self.cleaned_data
        givers = list(cleaned["givers"])
        if cleaned["other_giver"] and cleaned["other_giver"] not in givers:
            givers.append(cleaned["other_giver"])
        place = {name: cleaned[name] for name in ("seats", "minimum")}
        for name in PLACE:
            place[name] = getattr(self.meeting, name) if self.stays else cleaned[name]
        return {**place, "givers": givers}

    def settled(self) -> bool:
        """Say whether nothing is odd, or what is odd was read and ticked."""
        place = self.place()
        place.pop("minimum")
        self.remarks = remarks_on(Plan(offer=self.offer, meeting=self.meeting, **place))
        if not self.remarks:
            return True
        digest = digest_of(self.remarks)
        if self.cleaned_data["anyway"] and self.cleaned_data["seen"] == digest:
            return True
        typed: Any = self.data
        data = typed.copy()  # the page shows the new remarks, and a tick for those only
        data[self.add_prefix("seen")] = digest
        data.pop(self.add_prefix("anyway"), None)
        self.data = data
        return False


def place_now(meeting: Meeting) -> dict[str, Any]:
    """The place of a meeting as the form shows it."""
    return {
        "slot": meeting.slot_id,
        "last_slot": meeting.last_slot_id,
        "room": meeting.room_id,
        "seats": meeting.seats,
        "minimum": meeting.minimum,
        "givers": list(meeting.givings.values_list("person", flat=True)),
    }


class BecauseForm(forms.Form):
    """Why, in words that others read."""

    because = forms.CharField(
        label=_("Waarom gaat deze workshop niet door?"),
        max_length=200,
        help_text=_("Wie deze workshop wilde, leest dit."),
    )
