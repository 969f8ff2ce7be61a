"""A database that is away for a moment, a full queue, a refusal (assurance.md section 5)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from onderling.base.errors import Busy, Refused
from onderling.base.once import FIELD
from onderling.base.policy import ANYONE, policy

away = {"times": 0}


@policy(ANYONE)
def page(request: HttpRequest) -> HttpResponse:
    if away["times"]:
        away["times"] -= 1
        raise OperationalError
    return HttpResponse("gelukt")


@policy(ANYONE)
def refused(request: HttpRequest) -> HttpResponse:
    raise Refused("Deze ronde is gesloten.")


@policy(ANYONE)
def busy(request: HttpRequest) -> HttpResponse:
    raise Busy


urlpatterns = [path("pagina/", page), path("nee/", refused), path("druk/", busy)]
handler500 = "onderling.base.middleware.something_broke"


@pytest.fixture
def visit(settings: Any, db: None) -> Iterator[Callable[..., Any]]:
    settings.ROOT_URLCONF = __name__
    browser = Client(raise_request_exception=False)

    def go(where: str, *, data: dict[str, str] | None = None, away_for: int = 0) -> Any:
        away["times"] = away_for
        return browser.post(where, data) if data is not None else browser.get(where)

    yield go
    away["times"] = 0


def test_reading_survives_one_lost_connection(visit: Callable[..., Any]) -> None:
    assert visit("/pagina/", away_for=1).content == b"gelukt"


def test_writing_with_a_key_survives_one_lost_connection(visit: Callable[..., Any]) -> None:
    assert visit("/pagina/", data={FIELD: "a"}, away_for=1).content == b"gelukt"


@pytest.mark.parametrize(("data", "away_for"), [({FIELD: "a"}, 2), ({}, 1), (None, 2)])
def test_when_the_database_stays_away_the_visitor_may_try_again(
    visit: Callable[..., Any], data: dict[str, str] | None, away_for: int
) -> None:
    response = visit("/pagina/", data=data, away_for=away_for)
    assert (response.status_code, response["Retry-After"]) == (503, "2")


def test_what_was_typed_stands_on_the_page_that_says_try_again(
    visit: Callable[..., Any],
) -> None:
    response = visit("/pagina/", data={"titel": "Soep & gesprek"}, away_for=2)
    assert "Soep &amp; gesprek" in response.content.decode()


def test_a_full_queue_is_no_error(visit: Callable[..., Any]) -> None:
    response = visit("/druk/")
    assert (response.status_code, response["Retry-After"]) == (503, "2")


def test_a_refusal_says_why(visit: Callable[..., Any]) -> None:
    response = visit("/nee/")
    assert response.status_code == 409
    assert "Deze ronde is gesloten." in response.content.decode()
