"""Filters and tags that are in every page, and that none loads: dates, numbers, chips, bars."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name, now
from django.utils.translation import gettext as _

from onderling.base import drafts, frame, language, written
from onderling.base.charts import Part, in_a_sentence, pieces
from onderling.base.once import FIELD, new_key
from onderling.base.templatetags import addresses

register = template.Library()
register.tag("url", addresses.url)

CHIPS = {"volunteer": "vol"}  # states of the domain that have another name in the style sheet


def in_zone(zone: str | ZoneInfo | None) -> ZoneInfo:
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone or get_current_timezone_name())


def on_the_wall(moment: date | time | datetime, zone: str | ZoneInfo | None) -> Any:
    """Take an instant to its place; a day or a local time of day is there already."""
    if isinstance(moment, datetime) and moment.tzinfo:
        return moment.astimezone(in_zone(zone))
    return moment


@register.filter
def dutch_date(day: date | None, zone: str | None = None) -> str:
    """“19 november 2026”"""
    return written.long_date(on_the_wall(day, zone)) if day else ""


@register.filter
def full_date(day: date | None, zone: str | None = None) -> str:
    """“donderdag 19 november 2026”"""
    return written.full_date(on_the_wall(day, zone)) if day else ""


@register.filter
def weekday(day: date | None, zone: str | None = None) -> str:
    """“donderdag 19 november”"""
    return written.weekday(on_the_wall(day, zone)) if day else ""


@register.filter
def day_and_month(day: date | None, zone: str | None = None) -> str:
    """“19 november”"""
    return written.day_and_month(on_the_wall(day, zone)) if day else ""


@register.filter
def short_day(day: date | None, zone: str | None = None) -> str:
    """“19 nov.”"""
    return written.short_day(on_the_wall(day, zone)) if day else ""


@register.filter
def dutch_datetime(moment: datetime | None, zone: str | None = None) -> str:
    """“19 november 2026 om 14.12 uur”"""
    return written.moment(moment, in_zone(zone)) if moment else ""


@register.filter
def near_moment(moment: datetime | None, zone: str | None = None) -> str:
    """“vandaag om 14.12 uur”"""
    return written.near_moment(moment, in_zone(zone), now=now()) if moment else ""


@register.filter
def near_day(day: date | None, zone: str | None = None) -> str:
    """“morgen”, or “19 november”"""
    if day is None:
        return ""
    here = on_the_wall(day, zone)
    today = now().astimezone(in_zone(zone)).date()
    return written.near_day(here.date() if isinstance(here, datetime) else here, today=today)


@register.filter
def deadline(closes: datetime | None, zone: str | None = None) -> str:
    """“tot en met 19 november, 23:59”; `closes` is the first instant that is too late."""
    return written.deadline(closes, in_zone(zone)) if closes else ""


@register.filter
def clock(moment: time | datetime | None, zone: str | None = None) -> str:
    """“9.30”"""
    return written.clock(on_the_wall(moment, zone)) if moment is not None else ""


@register.simple_tag
def period(begins: time | datetime, ends: time | datetime, zone: str | None = None) -> str:
    """“10.00 tot 11.15 uur”"""
    return written.period(on_the_wall(begins, zone), on_the_wall(ends, zone))


@register.simple_tag
def days(first: date, last: date) -> str:
    """“9 tot en met 20 november 2026”"""
    return written.days(first, last)


@register.filter
def percent(part: int, whole: int) -> str:
    """“36 %” of the whole"""
    return written.percent(part, whole)


@register.filter
def plural(number: int, words: str) -> str:
    """“3 mensen”, from `{{ n|plural:"mens,mensen" }}`"""
    one, many = words.split(",")
    return written.plural(number, one, many)


@register.filter
def in_words(number: int, words: str) -> str:
    """“Vijf workshops”, from `{{ n|in_words:"workshop,workshops" }}`"""
    one, many = words.split(",")
    return written.in_words(number, one, many)


@register.filter
def number_word(number: int) -> str:
    """“vijf”"""
    return written.number_word(number)


@register.filter
def ordinal(number: int) -> str:
    """“tweede”"""
    return written.ordinal(number)


@register.filter
def capital(text: str) -> str:
    """“Vandaag”: the first letter large, also of “één”"""
    return written.capital(str(text))


@register.filter
def name_list(names: Iterable[Any], most: int = 0) -> str:
    """“Ali, Bo en Cis”"""
    return written.name_list([str(name) for name in names], most=most)


@register.filter
def dialled(telephone: str) -> str:
    """The digits of a telephone number, for a `tel:` address"""
    return "".join(sign for sign in telephone if sign.isdigit() or sign == "+")


@register.simple_tag
def chip(kind: str, text: str) -> SafeString:
    """A state as a shape and a word: free, few, wait, bad, paid, vol, plain."""
    return format_html(
        '<span class="ond-chip ond-chip--{}">{}</span>', CHIPS.get(kind, kind), text
    )


@register.simple_tag
def mix_bar(paid: int, volunteer: int) -> SafeString:
    """Paid staff at the left, volunteers at the right; the label has both numbers."""
    said = _("{paid} en {volunteer}").format(
        paid=written.plural(paid, _("beroepskracht"), _("beroepskrachten")),
        volunteer=written.plural(volunteer, _("vrijwilliger"), _("vrijwilligers")),
    )
    bar = pieces([Part("", paid, "petrol"), Part("", volunteer, "clay")])
    return format_html(
        '<svg class="ond-mix" width="100%" height="14" role="img" aria-label="{}">{}</svg>',
        said,
        format_html_join(
            "",
            '<rect class="f-{}" x="{}" y="2" width="{}" height="10"/>',
            ((piece.fill, piece.x, piece.width) for piece in bar),
        ),
    )


@register.simple_tag
def stacked_bar(parts: Sequence[Part], label: str = "") -> SafeString:
    """One bar of parts. Put the numbers in a table beside it: `base/_bars.html` does both."""
    said = f"{label}: {in_a_sentence(parts)}" if label else in_a_sentence(parts)
    bar = pieces(parts)
    rects = format_html_join(
        "",
        '<rect class="f-{}" x="{}" y="0" width="{}" height="40"/>',
        ((piece.fill, piece.x, piece.width) for piece in bar),
    )
    numbers = format_html_join(
        "",
        '<text class="t-m t-b{}" x="{}" y="25">{}</text>',
        (
            (" t-w" if piece.light else "", piece.middle, piece.count)
            for piece in bar
            if piece.shown
        ),
    )
    return format_html(
        '<svg class="ond-chart" width="100%" height="40" role="img" aria-label="{}">{}{}</svg>',
        said,
        rects,
        numbers,
    )


@register.simple_tag
def swatch(fill: str) -> SafeString:
    """The little square of a legend; round for volunteers, so that shape says it too."""
    return format_html(
        '<svg viewBox="0 0 16 16" aria-hidden="true"><rect class="f-{}" width="16" height="16"'
        ' rx="{}"/></svg>',
        fill,
        8 if fill == "clay" else 2,
    )


@register.simple_tag
def html_language() -> str:
    """The language of this page for browsers; “je” is no language to them."""
    return language.html_language()


@register.simple_tag
def asset(path: str) -> str:
    """The address of a style sheet or picture.

    Where the list of hashed names is missing or old, the plain name: a page without its
    colours still says what went wrong, an error page that fails says nothing.
    """
    try:
        return hashed_address(path)
    except ValueError:
        return urljoin(settings.STATIC_URL, path)


@cache  # the files of a running server do not change, and a page names twenty of them
def hashed_address(path: str) -> str:
    return static(path)


@register.simple_tag
def page_head() -> SafeString:
    """What every page needs to look right, drawn once: it names twenty files."""
    return _drawn_head(asset("onderling/theme.css"))


@cache
def _drawn_head(_of: str) -> SafeString:
    return render_to_string("base/_head.html")


@register.simple_tag(takes_context=True)
def once_key(context: Context) -> SafeString:
    """The hidden key by which a form counts once, also in a fragment included with `only`."""
    person = getattr(getattr(context, "request", None), "user", None)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key(person))


@register.inclusion_tag("base/_draft.html", takes_context=True)
def keeps_typed(context: dict[str, Any], address: str = "") -> dict[str, Any]:
    """Inside a long form: keep what is typed, and show what was typed before (X-4).

    `address` is where the form is sent to; this page's own when it is left out.
    """
    request: Any = context.get("request")
    if request is None or not request.user.is_authenticated:
        return {}
    address = address or request.path
    # A form that comes back with faults holds what was typed already.
    asked = request.method in {"GET", "HEAD"}
    draft = drafts.draft_of(request.user, address) if asked else None
    typed = json.dumps(draft.typed) if draft else ""
    return {"url": reverse("base:draft"), "address": address, "draft": draft, "typed": typed}


@register.simple_tag(takes_context=True)
def round_menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The menu of the round that a coordinator's page is about; empty on other pages."""
    request, about = context.get("request"), context.get("round")
    slug, managing = getattr(about, "slug", ""), bool(context.get("managing"))
    return frame.round_menu(request, slug, managing=managing) if request and slug else []
