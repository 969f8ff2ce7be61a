"""Remembers how a session began: a personal link opens no roles. Masks its key in logs."""

import logging
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

SESSION_KEY = "entry"
KEYS_IN_PATHS = re.compile(
    r"/(link|eerste|bevestig|agenda|vragen|niet-meer|nieuwsbrief/ja|van-mij|bestanden)"
    r"/[^/\s?\"']+"
)


class EntryMiddleware:
    """Sets `request.user.entry` from the session; asks the database no sooner than it must."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lazy: Any = request.user

        def with_entry() -> Any:
            person = lazy
            if person.is_authenticated:
                person.entry = request.session.get(SESSION_KEY, "")
            return person

        request.user = SimpleLazyObject(with_entry)  # type: ignore[assignment]  # lazy, as Django's own
        return self.get_response(request)


class KeysMasked(logging.Filter):
    """Keeps the keys of personal addresses out of every log."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        masked = KEYS_IN_PATHS.sub(r"/\1/***", text)
        if masked != text:
            record.msg, record.args = masked, ()
        return True
