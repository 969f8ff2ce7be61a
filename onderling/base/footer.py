"""The links under every page: the same for everybody who reads in one language."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onderling.base.addresses import address_or_none


class Links(NamedTuple):
    """Two lists as HTML, and two addresses to which a page adds where it is itself."""

    reading: SafeString
    about: SafeString
    give: str | None
    language: str | None


def links() -> Links:
    return _links(settings.ROOT_URLCONF, get_language())


@lru_cache(maxsize=20)
def _links(_map: str, _language: str | None) -> Links:
    return Links(
        reading=_items(
            ("home:search", _("Zoeken")),
            ("library:contributions", _("Tips en opmerkingen")),
            ("library:practices", _("Praktijkvoorbeelden")),
            ("weblog:articles", _("Weblog")),
        ),
        about=_items(
            ("home:accessibility", _("Toegankelijkheid")),
            ("home:privacy", _("Uw gegevens")),
            ("home:paper", _("Liever op papier?")),
            ("people:newsletter", _("Nieuwsbrief")),
        ),
        give=address_or_none("library:give"),
        language=address_or_none("people:language"),
    )


def _items(*named: tuple[str, str]) -> SafeString:
    found: Iterable[tuple[str | None, str]] = (
        (address_or_none(n), label) for n, label in named
    )
    return format_html_join(
        "\n", '<li><a href="{}">{}</a></li>', ((url, label) for url, label in found if url)
    )
