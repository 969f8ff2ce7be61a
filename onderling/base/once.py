"""A form counts once, however often it is sent."""

import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now

from onderling.base import drafts
from onderling.base.models import Receipt
from onderling.base.resending import AGAIN, forget_sent, mark_of
from onderling.base.transactions import write_transaction
from onderling.base.typed import KEY

FIELD = KEY
NOT_TYPED = {"csrfmiddlewaretoken", FIELD, drafts.FIELD, AGAIN}


def new_key(person: Any = None) -> str:
    """Make the key for one form on one page, that says for whom the page was made."""
    token = secrets.token_urlsafe(18)
    return f"{token}.{mark_of(token, person)}" if person is not None else token


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a form that was sent before with the answer of that time.

    Sent before means: the same form with the same text. Who goes back and changes the text
    sends something new, and it counts.
    The view's deed and the receipt are one transaction, so do nothing slow in the view's POST:
    no reading of files, no solving. Only a redirect is kept; a form with faults is not.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not request.POST.get(FIELD):
            return view(request, *args, **kwargs)
        key = drafts.key_of_receipt(request.POST[FIELD], _fingerprint(request))
        with write_transaction():
            receipt = _claim(key, request.path[:300])
            before = len(get_messages(request))
            if receipt.answer:
                return _repeat(request, receipt)
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                receipt.answer = {"url": response.url, "said": _said(request)[before:]}
                Receipt.objects.filter(pk=receipt.pk).update(answer=receipt.answer)
                _forget_typed(request)
            else:
                receipt.delete()  # a form with faults may be sent again
        return response

    return answer


def first_time(request: HttpRequest) -> bool:
    """Say whether this form was not sent before, and remember it.

    For a view whose answer is a file and no redirect: called in the transaction of the deed.
    """
    if not request.POST.get(FIELD):
        return True
    key = drafts.key_of_receipt(request.POST[FIELD], _fingerprint(request))
    receipt = _claim(key, request.path[:300])
    fresh = not receipt.answer
    Receipt.objects.filter(pk=receipt.pk).update(answer={"url": request.path, "said": []})
    return fresh


def _claim(key: str, path: str) -> Receipt:
    # The row comes before the deed: a second click at the same moment waits here, at the unique
    # key, until the first has its answer. Looking first and writing later would let both in.
    # By hand: asking the query language whether the row is new takes a second question.
    row = Receipt(key=key, path=path, answer={}, at=now())
    with connection.cursor() as cursor:
        at = connection.ops.adapt_datetimefield_value(row.at)
        cursor.execute(_NEW, [key, path, "{}", at])
        if fresh := cursor.fetchone():
            row.pk = fresh[0]
            return row
    return Receipt.objects.get(key=key, path=path)


_NEW = (
    "INSERT INTO base_receipt (key, path, answer, at) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT DO NOTHING RETURNING id"
)


def _fingerprint(request: HttpRequest) -> str:
    typed = [pair for pair in request.POST.lists() if pair[0] not in NOT_TYPED]
    files = [
        (name, file.name, file.size)
        for name, several in request.FILES.lists()
        for file in several
    ]
    return hashlib.sha256(repr([sorted(typed), sorted(files)]).encode()).hexdigest()


def _forget_typed(request: HttpRequest) -> None:
    if AGAIN in request.POST:
        forget_sent(request)
    if drafts.FIELD not in request.POST:
        return
    person: Any = request.user
    if person.is_authenticated:
        drafts.drop_draft(person, request.path)


def _said(request: HttpRequest) -> list[list[Any]]:
    waiting = get_messages(request)
    said = []
    for message in waiting:
        message.message = str(message.message)  # a lazy one cannot be stored after being read
        said.append([message.level, message.message])
    if isinstance(waiting, BaseStorage):
        waiting.used = False  # we looked; the next page is still to show them
    return said


def _repeat(request: HttpRequest, earlier: Receipt) -> HttpResponse:
    for level, text in earlier.answer["said"]:
        messages.add_message(request, level, text)
    return HttpResponseRedirect(earlier.answer["url"])
