"""Remembers on the person how this session began: a personal link opens no roles."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

SESSION_KEY = "entry"


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
