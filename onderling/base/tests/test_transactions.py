"""One writer at a time, in the order of arrival, and an end to the queue."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils.timezone import now

from onderling.base import transactions
from onderling.base.errors import Busy
from onderling.base.models import Setting
from onderling.base.transactions import write_transaction

ON_SQLITE = connection.vendor == "sqlite"


@write_transaction()
def add(name: str) -> None:
    Setting.objects.create(name=name, value=1, because="proef", since=now())


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL needs no queue at the door")
@pytest.mark.django_db(transaction=True)
def test_who_finds_every_chair_taken_hears_so_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "CHAIRS", 1)
    with write_transaction(), ThreadPoolExecutor(1) as other, pytest.raises(Busy):
        other.submit(add, "Te laat").result()
    add("Op tijd")
    assert list(Setting.objects.values_list("name", flat=True)) == ["Op tijd"]


def test_a_deed_inside_a_deed_is_one_transaction(db: None) -> None:
    @write_transaction()
    def outside() -> None:
        add("Binnen")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 -- the one raised above
        outside()
    assert Setting.objects.count() == 0
