"""Rows of what can be chosen. Each is drawn once for all that see the same in it."""

from collections.abc import Iterable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from onderling.signups.queries.offered import Choice


def rows_of(choices: Iterable[Choice], *, swaps: bool = False) -> SafeString:
    """Write them out; `swaps`: instead of a place that somebody has."""
    language = get_language() or ""
    rows = (_row(choice, language, swaps=swaps) for choice in choices)
    return format_html_join("", "{}", ((row,) for row in rows))


@lru_cache(maxsize=4096)  # by all that stands in it, so no row is ever out of date
def _row(choice: Choice, language: str, *, swaps: bool) -> SafeString:
    return render_to_string("signups/_free_place.html", {"choice": choice, "swaps": swaps})
