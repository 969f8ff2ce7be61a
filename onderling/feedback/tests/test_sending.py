"""A bulletin goes to everybody invited, also who never answered (S0-10, X-30, X-32, X-79)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from onderling.base.audit import ref
from onderling.base.errors import Refused
from onderling.feedback.actions.audience import invited_to
from onderling.feedback.actions.bulletins import show_bulletin
from onderling.feedback.actions.sending import Telling, send_bulletin
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.coverage import coverage_of
from onderling.feedback.rules import Coverage, Share
from onderling.mail.actions.judging import note_bounce
from onderling.mail.actions.switches import set_switch
from onderling.mail.models import Mailing, Message
from onderling.mail.rules import Purpose
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from tests.makers import make_person


@pytest.fixture
def send(bulletin: Bulletin, karin: Person) -> Callable[[], Mailing | None]:
    def do() -> Mailing | None:
        digest = Telling(bulletin).reach.digest
        return send_bulletin(bulletin, digest=digest, by=karin, now=now())

    return do


def sent_to() -> dict[str, str]:
    return dict(Message.objects.order_by("to_name").values_list("to_name", "channel"))


def test_all_are_invited_who_were_on_the_list_or_belong_to_the_organisation(
    day: Round, home: Organisation, invite: Callable[..., Person], karin: Person
) -> None:
    ria = invite("Ria")
    bep = invite("Bep", came=False)
    never = make_person("Nel", at=home)
    assert invited_to(day) == {ria.pk: True, bep.pk: False, never.pk: False}


def test_who_was_not_there_hears_it_and_who_has_no_mail_is_rung(
    send: Callable[[], Any], invite: Callable[..., Person]
) -> None:
    invite("Ria")
    invite("Bep", came=False)
    invite("Nel", came=False, email=None)
    send()
    channels = sorted(sent_to().values())
    assert channels == ["letter", "mail", "mail"]


def test_who_switched_it_off_is_named_with_the_reason(
    bulletin: Bulletin, send: Callable[[], Any], invite: Callable[..., Person]
) -> None:
    invite("Ria")
    bep = invite("Bep")
    set_switch(bep, Purpose.BULLETIN, on=False, now=now())
    assert Telling(bulletin).reach.nobody == ((bep.name, "Wil dit niet krijgen."),)
    send()
    assert len(sent_to()) == 1


def test_who_asked_for_the_newsletter_gets_it_and_is_not_counted_as_invited(
    day: Round, send: Callable[[], Any], invite: Callable[..., Person], karin: Person
) -> None:
    """X-31"""
    invite("Ria")
    set_switch(karin, Purpose.NEWSLETTER, on=True, now=now())
    send()
    kinds = dict(Message.objects.values_list("to_ref", "kind"))
    assert kinds[ref(karin)] == "newsletter"
    Message.objects.update(state="sent")
    assert coverage_of(day) == Coverage(Share(1, 1), Share(0, 0))


def test_refused_and_bounced_mail_reached_nobody_and_a_letter_when_it_is_ticked(
    day: Round, send: Callable[[], Any], invite: Callable[..., Person], karin: Person
) -> None:
    people = {name: invite(name) for name in ("Ria", "Bep", "Jan")}
    nel = invite("Nel", came=False, email=None)
    send()
    assert coverage_of(day) == Coverage(Share(0, 3), Share(0, 1))
    Message.objects.filter(channel="mail").update(state="sent")
    Message.objects.filter(to_ref=ref(people["Bep"])).update(state="refused")
    came_back = Message.objects.get(to_ref=ref(people["Jan"]))
    note_bounce(came_back, kind="hard", because="", by=karin, scope=day, now=now())
    assert coverage_of(day) == Coverage(Share(1, 3), Share(0, 1))
    Message.objects.filter(to_ref=ref(nel)).update(reached=now())
    assert coverage_of(day) == Coverage(Share(1, 3), Share(1, 1))


def test_who_comes_later_changes_nothing_in_who_was_invited(
    day: Round, send: Callable[[], Any], invite: Callable[..., Person]
) -> None:
    invite("Ria")
    send()
    invite("Laatkomer")
    found = coverage_of(day)
    assert found is not None
    assert found.all.of == 1


def test_a_group_that_changed_since_the_preview_gets_nothing(
    bulletin: Bulletin, karin: Person, invite: Callable[..., Person]
) -> None:
    """X-30"""
    invite("Ria")
    digest = Telling(bulletin).reach.digest
    invite("Bep")
    assert send_bulletin(bulletin, digest=digest, by=karin, now=now()) is None
    assert Message.objects.count() == 0


def test_it_is_sent_once_and_its_page_stays(
    day: Round, send: Callable[[], Any], invite: Callable[..., Person], karin: Person
) -> None:
    """X-89"""
    invite("Ria")
    send()
    with pytest.raises(Refused):
        send()
    with pytest.raises(Refused):
        show_bulletin(day, shown=False, by=karin, now=now())
    assert Message.objects.count() == 1


def test_each_reads_what_came_of_it_with_a_way_to_stop(
    send: Callable[[], Any], invite: Callable[..., Person]
) -> None:
    invite("Ria")
    send()
    body = Message.objects.get().body
    expected = ["De verzekering staat het niet toe.", "/terugkoppeling/", "/niet-meer/"]
    assert [word for word in expected if word not in body] == []


def test_a_coordinator_looks_first_and_sends_with_one_button(
    sign_in: Callable[..., Client],
    karin: Person,
    day: Round,
    bulletin: Bulletin,
    invite: Callable[..., Person],
) -> None:
    ria = invite("Ria")
    client = sign_in(karin)
    where = f"/ronde/{day.slug}/terugkoppeling/verstuur/"
    looked = client.get(where)
    assert ria.name in looked.content.decode()
    assert Message.objects.count() == 0
    client.post(where, {"groep": looked.context["reach"].digest})
    assert Message.objects.count() == 1
