"""Draws one screen of the programme once, and fills in what differs per moment and visitor."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from onderling.base.templatetags.ond import chip, mix_bar
from onderling.formats.workshops.forms.programme import programme_form, query_of
from onderling.formats.workshops.queries.demand import Places
from onderling.formats.workshops.queries.kept import keep
from onderling.formats.workshops.queries.programme import Browsed, Edition, look_at
from onderling.formats.workshops.rules.browsing import Entry, Filters, browse
from onderling.rounds.rules import shows_demand

# Where something is filled in later: "plek" and the meeting, "hart" and the offer. The letters
# around it are of the private area of Unicode, which no keyboard types.
GAP = re.compile("\ue000([a-z]+:[0-9]+)\ue001")


@dataclass(frozen=True)
class Drawn:
    """One screen as it looks for everybody, cut where something is to be filled in."""

    browsed: Browsed
    filters: SafeString
    pieces: list[str]

    def filled(self, places: Mapping[int, Places], saved: Collection[int]) -> SafeString:
        """Fill in the places of this moment and the hearts of this visitor."""
        out = self.pieces.copy()
        for at in range(1, len(out), 2):
            kind, _colon, number = out[at].partition(":")
            if kind == "hart":
                out[at] = pressed(int(number) in saved)
            else:
                known = places.get(int(number))
                out[at] = told(int(number), known, get_language()) if known else ""
        return mark_safe("".join(out))  # noqa: S308 -- templates escaped every piece


def drawn(
    of: Edition,
    wanted: Filters,
    *,
    since: date | None,
    whole: bool,
    saved: Collection[int] = (),
) -> Drawn:
    """Draw this screen, or take it as it was drawn before."""
    draw = partial(_draw, of, wanted, since=since, whole=whole, saved=saved)
    if wanted.kept:
        return draw()  # nobody else has this one
    key = ("screen", of.round.pk, wanted, since, whole, get_language())
    return keep(key, of.at if wanted.free else of.at.offers, draw)


def _draw(
    of: Edition, wanted: Filters, *, since: date | None, whole: bool, saved: Collection[int]
) -> Drawn:
    browsed = look_at(of, wanted, since=since, whole=whole, saved=saved)
    demand = shows_demand(of.round.state)
    form = programme_form(
        wanted,
        browsed.found.counts,
        all_counts=browse(browsed.read.entries, Filters()).counts,
        slots={str(slot.number): slot.label for slot in browsed.read.slots},
        demand=demand,
        several_days=browsed.several_days,
    )
    context = {
        "round": of.round,
        "form": form,
        "wanted": wanted,
        "query": query_of(wanted),
        "programme": browsed,
        "demand": demand,
        "again": _given_again(browsed.screen.entries),
    }
    return Drawn(
        browsed,
        mark_safe(render_to_string("workshops/_filters.html", context)),  # noqa: S308 -- drawn by a template
        GAP.split(render_to_string("workshops/_screen.html", context)),
    )


def _given_again(entries: Iterable[Entry]) -> set[int | None]:
    """The meetings of workshops that stand on this screen already: a place has one name."""
    seen: set[int] = set()
    again: set[int | None] = set()
    for entry in entries:
        if entry.offer in seen:
            again.add(entry.meeting)
        seen.add(entry.offer)
    return again


def pressed(saved: bool) -> str:
    """What a heart does when pressed, and whether it is pressed now."""
    return 'value="nee" aria-pressed="true"' if saved else 'value="ja" aria-pressed="false"'


@lru_cache(maxsize=4096)
def told(meeting: int, places: Places, language: str) -> SafeString:
    """Say how many places a meeting has left, with who comes. Kept per language."""
    bar = mix_bar(places.paid, places.volunteer) if places.paid or places.volunteer else ""
    return format_html("{}{}", left_of(meeting, places), bar)


def left_of(meeting: int, places: Places) -> SafeString:
    """Say how many places a meeting has left."""
    if places.full and places.waiting:
        said, kind = _("Vol, {n} op de wachtlijst").format(n=places.waiting), "wait"
    elif places.full:
        said, kind = _("Vol"), "wait"
    else:
        free = ngettext("Nog {n} plek", "Nog {n} plekken", places.left)
        said, kind = free.format(n=places.left), "few" if places.scarce else "free"
    taken = _("{taken} van {seats} bezet").format(taken=places.taken, seats=places.seats)
    if places.door:
        taken += ", " + _("{n} bewaard voor de deur").format(n=places.door)
    return format_html(
        '<span class="ond-ws__left" id="p{}">{} <span class="ond-meta">{}</span></span>',
        meeting,
        chip(kind, said),
        taken,
    )


def fresh(entries: Collection[Entry], places: Mapping[int, Places]) -> SafeString:
    """Write the places of these workshops so that htmx puts each where it belongs."""
    known = [
        (entry.meeting, places[entry.meeting])
        for entry in entries
        if entry.meeting and entry.meeting in places
    ]
    spans = (
        left_of(pk, one).replace("<span ", '<span hx-swap-oob="true" ', 1) for pk, one in known
    )
    return mark_safe("".join(spans))  # noqa: S308 -- our own spans, made with format_html
