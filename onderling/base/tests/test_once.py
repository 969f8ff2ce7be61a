"""A form counts once, however often it is sent (assurance.md section 4, F11)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from onderling.base.models import Receipt, Setting
from onderling.base.once import FIELD, once
from onderling.people.models import Organisation


def post(key: str, path: str = "/doe/") -> HttpRequest:
    request = RequestFactory().post(path, {FIELD: key, "naam": "Buurthuis"})
    request.session = {}  # type: ignore[assignment]  # enough for the messages
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as the middleware
    return request


@once
def add_organisation(request: HttpRequest) -> HttpResponse:
    number = Organisation.objects.count() + 1
    Organisation.objects.create(name=f"Buurthuis {number}")
    return HttpResponseRedirect(f"/organisatie/{number}/")


@once
def form_with_a_fault(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Vul een naam in.")


def test_the_second_time_gets_the_answer_of_the_first(db: None) -> None:
    first, second = add_organisation(post("a")), add_organisation(post("a"))
    assert (first["Location"], second["Location"]) == ("/organisatie/1/", "/organisatie/1/")
    assert Organisation.objects.count() == 1


def test_another_form_with_another_key_counts_again(db: None) -> None:
    add_organisation(post("a"))
    add_organisation(post("b"))
    assert Organisation.objects.count() == 2


def test_the_key_of_one_page_does_nothing_on_another(db: None) -> None:
    add_organisation(post("a"))
    add_organisation(post("a", path="/elders/"))
    assert Organisation.objects.count() == 2


def test_a_form_with_a_fault_may_be_sent_again(db: None) -> None:
    form_with_a_fault(post("a"))
    assert Receipt.objects.count() == 0


def test_a_deed_that_fails_leaves_no_receipt(db: None) -> None:
    @once
    def fails(request: HttpRequest) -> HttpResponse:
        Setting.objects.all().delete()
        Organisation.objects.create(name="Half")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 -- the one raised above
        fails(post("a"))
    assert (Receipt.objects.count(), Organisation.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once_are_one_deed() -> None:
    start = Barrier(20)

    def click(_number: int) -> str:
        try:
            start.wait()
            return add_organisation(post("same"))["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as crowd:
        answers = set(crowd.map(click, range(20)))
    assert answers == {"/organisatie/1/"}
    assert Organisation.objects.count() == 1


def test_without_the_key_twenty_clicks_are_twenty_deeds(db: None) -> None:
    """The negative control: the test above sees a difference."""

    for _click in range(20):
        add_organisation(post(""))
    assert Organisation.objects.count() == 20
