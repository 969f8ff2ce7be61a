"""A form counts once, however often it is sent (assurance.md section 4, F11)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.utils.timezone import now
from django.utils.translation import gettext_lazy

from onderling.base.models import Receipt, Setting
from onderling.base.once import FIELD, once


def post(key: str, path: str = "/doe/", name: str = "Buurthuis") -> HttpRequest:
    request = RequestFactory().post(path, {FIELD: key, "naam": name})
    request.session = {}  # type: ignore[assignment]  # enough for the messages
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as the middleware
    return request


def add(name: str) -> None:
    Setting.objects.create(name=name, value=1, because="proef", since=now())


@once
def add_term(request: HttpRequest) -> HttpResponse:
    number = Setting.objects.count() + 1
    add(f"termijn {number}")
    return HttpResponseRedirect(f"/termijn/{number}/")


@once
def says_something(request: HttpRequest) -> HttpResponse:
    messages.success(request, gettext_lazy("Bewaard."))
    return HttpResponseRedirect("/")


@once
def form_with_a_fault(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Vul een naam in.")


def test_the_second_time_gets_the_answer_of_the_first(db: None) -> None:
    first, second = add_term(post("a")), add_term(post("a"))
    assert (first["Location"], second["Location"]) == ("/termijn/1/", "/termijn/1/")
    assert Setting.objects.count() == 1


def test_who_goes_back_and_changes_the_text_sends_something_new(db: None) -> None:
    names = ["Buurthuis", "Wijkcentrum", "Buurthuis"]
    answers = [add_term(post("a", name=name))["Location"] for name in names]
    assert answers == ["/termijn/1/", "/termijn/2/", "/termijn/1/"]
    assert Setting.objects.count() == 2


def test_another_form_with_another_key_counts_again(db: None) -> None:
    add_term(post("a"))
    add_term(post("b"))
    assert Setting.objects.count() == 2


def test_the_key_of_one_page_does_nothing_on_another(db: None) -> None:
    add_term(post("a"))
    add_term(post("a", path="/elders/"))
    assert Setting.objects.count() == 2


def test_a_form_with_a_fault_may_be_sent_again(db: None) -> None:
    form_with_a_fault(post("a"))
    assert Receipt.objects.count() == 0


def test_a_deed_that_fails_leaves_no_receipt(db: None) -> None:
    @once
    def fails(request: HttpRequest) -> HttpResponse:
        add("half")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 -- the one raised above
        fails(post("a"))
    assert (Receipt.objects.count(), Setting.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once_are_one_deed() -> None:
    start = Barrier(20)

    def click(_number: int) -> str:
        try:
            start.wait()
            return add_term(post("same"))["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as crowd:
        answers = set(crowd.map(click, range(20)))
    assert answers == {"/termijn/1/"}
    assert Setting.objects.count() == 1


def test_without_the_key_twenty_clicks_are_twenty_deeds(db: None) -> None:
    """The negative control: the test above sees a difference."""

    for _click in range(20):
        add_term(post(""))
    assert Setting.objects.count() == 20


def test_the_answer_keeps_only_what_this_deed_said_and_the_page_still_says_it(
    db: None,
) -> None:
    request = post("a")
    messages.info(request, "Van de vorige pagina.")
    says_something(request)
    assert Receipt.objects.get().answer["said"] == [[messages.SUCCESS, "Bewaard."]]
    waiting = get_messages(request)
    assert isinstance(waiting, BaseStorage)
    assert len(waiting) == 2
    page = HttpResponse()
    waiting.update(page)  # what the middleware does at the end of a page
    later = post("b")
    later.COOKIES["messages"] = page.cookies["messages"].value
    shown = [message.message for message in FallbackStorage(later)]
    assert shown == ["Van de vorige pagina.", "Bewaard."]
