"""Addresses of pages, each looked up once: a page names dozens, and one takes long to find."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString


def address_of(name: str, *args: Any) -> str:
    return _found(settings.ROOT_URLCONF, name, *args)


def escaped_address_of(name: str, *args: Any) -> SafeString:
    return _escaped(settings.ROOT_URLCONF, name, *args)


@lru_cache(maxsize=5000)  # the addresses of a festival, and not those of all who take part
def _found(_map: str, name: str, *args: Any) -> str:
    return reverse(name, args=args)


@lru_cache(maxsize=5000)
def _escaped(_map: str, name: str, *args: Any) -> SafeString:
    return escape(reverse(name, args=args))
