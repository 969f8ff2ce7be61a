"""The wish form of a whole programme: one list, in order, of what somebody put on it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.offers.models import Meeting
from onderling.signups.actions.wish_list import (
    SHOWN,
    days_in_words,
    time_and_place,
)
from onderling.signups.actions.wishes import choice_of, said
from onderling.signups.forms.choosing import OPINIONS, ordinal_of
from onderling.signups.forms.days import DaysForm
from onderling.signups.models import Wish
from onderling.signups.queries import meetings_with_words
from onderling.signups.rules import Opinion, faults_of, in_order

ROW = re.compile(r"wens_([0-9]{1,9})")
MOST_ROWS = 60  # a page on an old phone
MOST_FOUND = 10
LAST = 1000  # a place after all others


@dataclass(frozen=True)
class Row:
    """One workshop that is, or can be, on the list."""

    field: BoundField
    where: str
    beside: str  # an earlier wish at the same time
    new: bool  # not saved yet


class ListForm(DaysForm):
    """Wishes over the whole programme: of each workshop on the list, its place or an opinion.

    `liked` are the workshops that somebody saved while browsing: they stand on the list
    beforehand, in the order of saving. `looking` is the form as it was when somebody looked
    for a word: it comes back as it was, with what was found below it.

    Once cleaned, `slid` are the titles for which there was no wish left, and `taken_off` the
    workshops (offers) that went from the list.
    """

    slid: list[str]
    taken_off: set[int]

    def __init__(
        self,
        *args: Any,
        liked: Sequence[int] = (),
        looking: QueryDict | None = None,
        **kwargs: Any,
    ) -> None:
        self.liked = liked
        self.looked_for = looking.get("zoek", "").strip() if looking else ""
        self.looking = looking
        if looking is not None:
            kwargs["initial"] = _typed(looking)
        super().__init__(*args, **kwargs)
        self._add_choices()

    def _add_choices(self) -> None:
        of_wish = self.participation.wishes.select_related("meeting__offer")
        self.saved: dict[int, Wish] = {
            wish.meeting_id: wish for wish in of_wish.order_by("rank", "pk")
        }
        typed = self.data if self.is_bound else self.looking
        shown = [] if typed is None else _rows_in(typed)
        has_word = self._with_the_word()
        self.meetings = self._meetings({*self.saved, *shown, *has_word})
        self.choices = {
            pk: choice_of(meeting, self.slots) for pk, meeting in self.meetings.items()
        }
        self.gone = self._gone(shown)
        listed = self._beforehand() if typed is None else self._kept(typed, shown)
        self.found = [pk for pk in has_word if pk in self.meetings and pk not in listed]
        self.more_found = len(self.found) > MOST_FOUND
        self.found = self.found[:MOST_FOUND]
        for pk, value in (listed | dict.fromkeys(self.found, "")).items():
            self._add_row(pk, value)
        self.fields["zoek"] = forms.CharField(
            label=_("Zoek een workshop"),
            help_text=_("Een woord uit de titel, of de code."),
            max_length=60,
            required=False,
        )
        self._add_days()

    def _with_the_word(self) -> list[int]:
        if not self.looked_for:
            return []
        return meetings_with_words(self.participation.round, self.looked_for)[:MOST_ROWS]

    def _meetings(self, wanted: Collection[int]) -> dict[int, Meeting]:
        """What can be chosen of these and of what somebody saved, in the order of the days."""
        here = Meeting.objects.chosen_from().filter(offer__round=self.participation.round)
        asked = here.filter(Q(pk__in=wanted) | Q(offer__in=self.liked))
        rows = asked.select_related(*SHOWN).order_by("slot__starts", "pk")
        there = {meeting.pk: meeting for meeting in rows if not self._gives_then(meeting)}
        self.not_for_them = [self.shut[pk].sentence for pk in there if pk in self.shut]
        return {pk: meeting for pk, meeting in there.items() if pk not in self.shut}

    def _kept(self, typed: Mapping[str, Any], shown: Iterable[int]) -> dict[int, str]:
        """The list as it stood on the page; what was found and not wanted goes."""
        values = {pk: str(typed[f"wens_{pk}"]) for pk in shown if pk in self.meetings}
        return {
            pk: value
            for pk, value in values.items()
            if value or pk in self.saved or self.meetings[pk].offer_id in self.liked
        }

    def _gives_then(self, meeting: Meeting) -> bool:
        return bool({*choice_of(meeting, self.slots).slots} & {*self.gives})

    def _beforehand(self) -> dict[int, str]:
        """What the list says before anybody touches it: as saved, then what is new to it."""
        ranked = [pk for pk, wish in self.saved.items() if wish.rank and pk in self.meetings]
        placed = {self.meetings[pk].offer_id for pk in self.saved if pk in self.meetings}
        new = [
            pk
            for offer in self.liked
            if offer not in placed
            for pk, meeting in self.meetings.items()
            if meeting.offer_id == offer
        ]
        values = {
            pk: str(place) if place <= self.most else str(Opinion.ALSO_GOOD)
            for place, pk in enumerate([*ranked, *new], 1)
        }
        rest = {pk: wish.opinion for pk, wish in self.saved.items() if not wish.rank}
        return dict([*values.items(), *rest.items()][:MOST_ROWS])

    def _add_row(self, pk: int, value: str) -> None:
        places = [(str(n), ordinal_of(n)) for n in range(1, self.most + 1)]
        none = ("", gettext_lazy("Niet op de lijst"))
        self.fields[f"wens_{pk}"] = forms.ChoiceField(
            label=self.meetings[pk].offer.title,
            choices=[*places, *OPINIONS[1:], none],
            required=False,
            initial=value,
        )

    def rows(self) -> list[Row]:
        """The list as the page shows it: what is new to it too, not what was found."""
        return self._rows(pk for pk in self._on_page() if pk not in self.found)

    def found_rows(self) -> list[Row]:
        """What has the word that somebody looked for, and is not on the list."""
        return self._rows(self.found)

    def _on_page(self) -> list[int]:
        return _rows_in(self.fields)

    def _rows(self, which: Iterable[int]) -> list[Row]:
        round_ = self.participation.round
        return [
            Row(
                self[f"wens_{pk}"],
                time_and_place(round_, self.meetings[pk]),
                self._beside(pk),
                pk not in self.saved,
            )
            for pk in which
        ]

    def _beside(self, pk: int) -> str:
        """Name the wish that stands before this one and goes on at the same time."""
        order = self.order
        mine = set(self.choices[pk].slots)
        before = order[: order.index(pk)] if pk in order else []
        return next(
            (
                self.choices[other].title
                for other in before
                if mine & {*self.choices[other].slots}
            ),
            "",
        )

    @cached_property
    def order(self) -> list[int]:
        """The wishes in the order that the form asks for now."""
        asked = {pk: self._place(self[f"wens_{pk}"].value()) for pk in self._on_page()}
        return in_order(asked)

    def _place(self, value: Any) -> int | None:
        return int(value) if str(value).isdecimal() else None

    def _gone(self, shown: Sequence[int]) -> list[str]:
        """Say which workshops on the list cannot be chosen any more."""
        listed = shown if self.is_bound else [*self.saved, *shown]
        lost = [pk for pk in listed if pk not in self.meetings and pk not in self.shut]
        if not lost:
            return []
        titles = Meeting.objects.filter(
            pk__in=lost, offer__round=self.participation.round_id
        ).values_list("offer__title", flat=True)
        text = _("‘{title}’ kunt u niet meer kiezen. Die staat niet meer op de lijst.")
        return [text.format(title=title) for title in titles.order_by("offer__title")]

    @property
    def new(self) -> int:
        """How many workshops stand on the list beforehand that were never saved."""
        return sum(row.new for row in self.rows())

    def typed_back(self) -> list[tuple[str, list[str]]]:
        titles = [self.choices[pk].title for pk in self.order]
        listed = [f"{rank}. {title}" for rank, title in enumerate(titles, 1)]
        named = dict(OPINIONS)
        for pk in self._on_page():
            value = self[f"wens_{pk}"].value()
            if value in {str(opinion) for opinion in Opinion}:
                listed.append(f"{named[value]}: {self.choices[pk].title}")
        absent = self.absent(self["dagen"].value() or (), self["delen"].value() or ())
        days = days_in_words(self.participation.round, self.slots, absent)
        chosen = [(_("Uw lijst"), listed), (str(self["dagen"].label), days)]
        return [*((label, lines) for label, lines in chosen if lines), *super().typed_back()]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        values = {pk: typed.get(f"wens_{pk}", "") for pk in self._on_page()}
        unseen = {  # put on the list elsewhere since this page was opened
            pk: wish
            for pk, wish in self.saved.items()
            if pk in self.meetings and pk not in values
        }
        asked = {pk: self._place(value) for pk, value in values.items()}
        asked |= {pk: LAST for pk, wish in unseen.items() if wish.rank}
        order = in_order(asked)
        slid = order[self.most :]
        opinions = {pk: v for pk, v in values.items() if v and not asked[pk]}
        opinions |= {pk: wish.opinion for pk, wish in unseen.items() if not wish.rank}
        opinions |= dict.fromkeys(slid, str(Opinion.ALSO_GOOD))
        ranked = {None: order[: self.most]}
        absent = self.absent(typed.get("dagen", ()), typed.get("delen", ()))
        for fault in faults_of(self.choices, absent=absent, ranked=ranked, opinions=opinions):
            name = f"wens_{fault.meeting}"
            self.add_error(name if name in self.fields else None, said(fault, self.choices))
        for sentence in self.gone:
            self.add_error(None, sentence)
        self.slid = [self.choices[pk].title for pk in slid]
        offers = {pk: meeting.offer_id for pk, meeting in self.meetings.items()}
        stays = {offers[pk] for pk in (*order, *opinions)}
        self.taken_off = {offers[pk] for pk in values} - stays
        return {**typed, "absent": absent, "ranked": ranked, "opinions": opinions}


def _rows_in(names: Iterable[str]) -> list[int]:
    """Which workshops stand on a page, in its order."""
    found = (ROW.fullmatch(name) for name in names)
    return [int(match[1]) for match in found if match][:MOST_ROWS]


def _typed(data: QueryDict) -> dict[str, Any]:
    # Not the word: who sends the form with it still there would look for it once more.
    several = {name: data.getlist(name) for name in ("dagen", "delen")}
    return {**data.dict(), **several, "zoek": ""}
