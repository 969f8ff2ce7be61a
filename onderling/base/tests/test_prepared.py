"""A query that was put together once gives what it would give when put together each time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from onderling.base.models import AuditDetail, AuditLine
from onderling.base.prepared import prepared
from onderling.base.transactions import write_transaction
from tests.makers import NOON


def _lines(deed: str, least: int) -> QuerySet[AuditLine]:
    return AuditLine.objects.filter(deed=deed, pk__gte=least).order_by("pk")


def _details(line: int) -> QuerySet[AuditDetail]:
    return AuditDetail.objects.filter(line=line).select_related("line").only("new", "line__at")


def _told(actor: str) -> "QuerySet[AuditLine, tuple[str, bool]]":
    told = AuditDetail.objects.filter(line=OuterRef("pk"))
    return (
        AuditLine.objects.filter(actor_ref=actor)
        .annotate(told=Exists(told))
        .order_by("pk")
        .values_list("deed", "told")
    )


def _locked(pk: int) -> QuerySet[AuditLine]:
    return AuditLine.objects.filter(pk=pk).select_for_update()


def _by_nothing(pk: int) -> QuerySet[AuditLine]:
    return AuditLine.objects.filter(pk__gt=0)


@pytest.fixture
def three(db: None) -> list[AuditLine]:
    lines = [
        AuditLine.objects.create(at=NOON, deed=deed, actor_ref=who, object_ref="x:1")
        for deed, who in (("sing", "ria"), ("sing", "bo"), ("dance", "ria"))
    ]
    AuditDetail.objects.create(line=lines[2], new={"how": "slow"})
    return lines


def test_each_asking_has_its_own_values(three: list[AuditLine]) -> None:
    sung, danced, later = (
        prepared(_lines)(deed=deed, least=least)
        for deed, least in (("sing", 0), ("dance", 0), ("sing", three[1].pk))
    )
    assert (sung, danced, later) == (three[:2], three[2:], three[1:2])


def test_what_comes_along_comes_along(three: list[AuditLine]) -> None:
    [detail] = prepared(_details)(line=three[2].pk)
    with CaptureQueriesContext(connection) as asked:
        assert (detail.new, detail.line.at) == ({"how": "slow"}, NOON)
    assert len(asked) == 0


def test_plain_values_come_as_they_are(three: list[AuditLine]) -> None:
    assert prepared(_told)(actor="ria") == [("sing", False), ("dance", True)]


def test_it_is_put_together_once(three: list[AuditLine]) -> None:
    built = []

    def lines(deed: str) -> QuerySet[AuditLine]:
        built.append(deed)
        return AuditLine.objects.filter(deed=deed)

    ask = prepared(lines)
    assert [len(ask(deed=deed)) for deed in ("sing", "dance", "sleep")] == [2, 1, 0]
    assert len(built) == 1


@pytest.mark.django_db(transaction=True)
def test_every_thread_asks_over_its_own_connection() -> None:
    line = AuditLine.objects.create(at=NOON, deed="sing", object_ref="x:1")
    ask = prepared(_lines)

    def elsewhere(_number: int) -> list[AuditLine]:
        try:
            return ask(deed="sing", least=0)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as others:
        assert [*others.map(elsewhere, range(3)), ask(deed="sing", least=0)] == [[line]] * 4


@pytest.mark.django_db(transaction=True)
def test_a_lock_outside_a_transaction_is_refused() -> None:
    line = AuditLine.objects.create(at=NOON, deed="sing", object_ref="x:1")
    ask = prepared(_locked)
    with write_transaction():
        assert ask(pk=line.pk) == [line]
    with pytest.raises(TransactionManagementError):
        ask(pk=line.pk)


def test_a_value_that_the_query_does_not_use_is_a_mistake(db: None) -> None:
    with pytest.raises(TypeError, match="does not ask by"):
        prepared(_by_nothing)(pk=1)


def test_values_go_by_name(db: None) -> None:
    with pytest.raises(TypeError, match="by keyword"):
        prepared(_locked)(1)
