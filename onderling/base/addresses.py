"""Addresses of pages, each looked up once: a page names dozens, and one takes long to find.

The same the other way round: Django tries one address after another until one fits, and most
visitors of a minute ask for the same few pages.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, resolve, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString


def address_of(name: str, *args: Any) -> str:
    return _found(settings.ROOT_URLCONF, name, *args)


def address_or_none(name: str, *args: Any) -> str | None:
    """The address; None for a part that this install has switched off."""
    try:
        return address_of(name, *args)
    except NoReverseMatch:
        return None


def escaped_address_of(name: str, *args: Any) -> SafeString:
    return _escaped(settings.ROOT_URLCONF, name, *args)


@lru_cache(maxsize=5000)  # the addresses of a festival, and not those of all who take part
def _found(_map: str, name: str, *args: Any) -> str:
    return reverse(name, args=args)


@lru_cache(maxsize=5000)
def _escaped(_map: str, name: str, *args: Any) -> SafeString:
    return escape(reverse(name, args=args))


class Door(WSGIHandler):
    """Django's own, except that it remembers which page an address is."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        request.resolver_match = page_of(settings.ROOT_URLCONF, request.path_info)
        return request.resolver_match


@lru_cache(maxsize=2000)
def page_of(_map: str, path: str) -> ResolverMatch:
    """Raises Resolver404, and then remembers nothing."""
    return resolve(path)
