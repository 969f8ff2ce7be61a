"""Who asked hears what became of it, once the bulletin left and not before (X-31, X-80)."""

from datetime import date, timedelta
from typing import Any

from django.utils.timezone import now

from onderling.base.audit import ref
from onderling.feedback.actions.telling import tell_who_asked
from onderling.feedback.models import Bulletin
from onderling.feedback.tasks import renew_letters, renew_what_waits
from onderling.feedback.tests.conftest import leave, own, state_of
from onderling.mail.actions.mailings import resume_mailing, stop_mailing
from onderling.mail.actions.switches import set_switch
from onderling.mail.models import Message
from onderling.mail.rules import Purpose
from onderling.offers.models import Meeting
from onderling.outcomes.actions.answering import Author, decide
from onderling.outcomes.actions.merging import merge_rows
from onderling.outcomes.actions.quotes import withdraw_quote
from onderling.outcomes.models import Addressee, Contributor, Disposition
from onderling.outcomes.queries.hearers import hearers_of
from onderling.outcomes.queries.ledger import heard_by
from onderling.outcomes.rules.ledger import By
from onderling.people.models import Person
from onderling.rounds.models import Round
from tests.makers import make_meeting

SIX_MINUTES = timedelta(minutes=6)


def test_everybody_in_the_workshop_reads_the_decision_and_its_reason_once(
    said: Disposition, bulletin: Bulletin, soup: Meeting, sit: Any, invite: Any, send: Any
) -> None:
    ria = sit("Ria", soup)
    invite("Bep")
    leave(send())
    sent = [tell_who_asked(bulletin, now=now() + SIX_MINUTES) for _time in range(2)]
    assert (sent, own(), state_of(said)) == ([1, None], [ria.name], "reported_back")
    body = Message.objects.get(kind="feedback").body
    expected = [
        "- Geef elke vrijwilliger een sleutel.\n  Uit de workshop: Soep\n"
        "  Niet overgenomen, met reden.\n  Reden: De verzekering staat het niet toe.\n"
        "  Antwoord van: Teamleider",
        "/mijn/opbrengst/",
        "/niet-meer/",
    ]
    assert [words for words in expected if words not in body] == []


def test_stopped_within_five_minutes_nothing_counts_as_told_until_it_goes_after_all(
    said: Disposition,
    day: Round,
    bulletin: Bulletin,
    soup: Meeting,
    sit: Any,
    send: Any,
    karin: Person,
) -> None:
    sit("Ria", soup)
    mailing = send()
    stop_mailing(mailing, by=karin, scope=day, now=now())
    assert tell_who_asked(bulletin, now=now() + SIX_MINUTES) is None
    assert (own(), state_of(said)) == ([], "decided")
    resume_mailing(mailing, by=karin, scope=day, now=now() + SIX_MINUTES)
    leave(mailing)
    assert tell_who_asked(bulletin, now=now() + 2 * SIX_MINUTES) == 1


def test_nothing_counts_as_told_while_no_mail_has_left(
    said: Disposition, bulletin: Bulletin, soup: Meeting, sit: Any, send: Any
) -> None:
    sit("Ria", soup)
    mailing = send()
    later = now() + SIX_MINUTES
    assert tell_who_asked(bulletin, now=later) is None
    mailing.messages.update(state="unknown")  # as after a restore
    assert tell_who_asked(bulletin, now=later) is None
    leave(mailing)
    assert tell_who_asked(bulletin, now=now()) is None
    assert tell_who_asked(bulletin, now=later) == 1


def test_the_answer_to_a_merged_row_reaches_who_said_any_of_its_parents(
    day: Round,
    told: Disposition,
    bulletin: Bulletin,
    soup: Meeting,
    sit: Any,
    invite: Any,
    send: Any,
    karin: Person,
) -> None:
    """X-80: merged twice; each reads their own words beside it."""
    ria, jan = sit("Ria", soup), invite("Jan")
    mia = sit("Mia", make_meeting(day, "Brood", slot=2))
    chief = Addressee.objects.get()

    def asks(text: str, **who: Any) -> Disposition:
        row = Disposition.objects.create(
            round=day,
            kind="note",
            text=text,
            addressee=chief,
            due=date(2026, 12, 1),
            received=now(),
        )
        Contributor.objects.create(disposition=row, **who)
        return row

    first = [
        asks("Een kast", meeting=soup),
        asks("Een la", person=jan),
    ]
    both = merge_rows(day, first, "Een kast of la", by=karin, now=now())
    third = asks("Een slot", meeting=Meeting.objects.get(offer__title="Brood"))
    one = merge_rows(day, [both, third], "Iets met een slot", by=karin, now=now())
    decide(one, "adopted", "Komt er", who=Author(karin, By.COORDINATOR), now=now())
    leave(send())
    tell_who_asked(bulletin, now=now() + SIX_MINUTES)
    bodies = dict(Message.objects.filter(kind="feedback").values_list("to_ref", "body"))
    own_words = {
        who.first_name: [
            line.strip() for line in bodies[ref(who)].splitlines() if "Eerst gezegd" in line
        ]
        for who in (ria, jan, mia)
    }
    assert own_words == {
        "Ria": ["Eerst gezegd als: Een kast"],
        "Jan": ["Eerst gezegd als: Een la"],
        "Mia": ["Eerst gezegd als: Een slot"],
    }
    assert (len(bodies), state_of(one), state_of(third)) == (3, "reported_back", "received")


def test_who_does_not_want_to_hear_of_their_own_input_still_gets_the_bulletin(
    said: Disposition, bulletin: Bulletin, soup: Meeting, sit: Any, send: Any
) -> None:
    """X-31"""
    ria, bep = sit("Ria", soup), sit("Bep", soup, email=None)
    set_switch(ria, Purpose.FEEDBACK, on=False, now=now())
    leave(send())
    tell_who_asked(bulletin, now=now() + SIX_MINUTES)
    kinds = Message.objects.order_by("pk").values_list("to_ref", "kind", "channel")
    assert list(kinds) == [
        (ref(ria), "bulletin", "mail"),
        (ref(bep), "bulletin", "letter"),
        (ref(bep), "feedback", "letter"),
    ]


def test_what_waits_for_an_answer_is_not_called_told(
    said: Disposition, bulletin: Bulletin, soup: Meeting, sit: Any, send: Any
) -> None:
    sit("Ria", soup)
    Disposition.objects.update(state="received", decision="", reason="", decided=None)
    leave(send())
    assert tell_who_asked(bulletin, now=now() + SIX_MINUTES) == 0
    assert (own(), state_of(said)) == ([], "received")


def test_who_hears_a_row_finds_it_on_the_own_page(
    said: Disposition, soup: Meeting, sit: Any, invite: Any
) -> None:
    """The two sides of one rule say the same."""
    people = [sit("Ria", soup), invite("Bep"), invite("Jan")]
    Contributor.objects.create(disposition=said, person=people[2])
    found = {person.pk for person in people if heard_by(person).exists()}
    assert set(hearers_of([said])) == found == {people[0].pk, people[2].pk}


def test_what_is_withdrawn_while_mail_waits_is_gone_from_it(
    bulletin: Bulletin, invite: Any, send: Any, quote: Any
) -> None:
    """X-86: the letter on paper too; what left is not touched."""
    ria = invite("Ria")
    invite("Bep", email=None)
    gone = invite("Jan")
    said = quote(name="Ria")
    send()
    Message.objects.filter(to_ref=ref(gone)).update(state="sent")
    renew_what_waits()
    assert with_the_quote() == 3
    withdraw_quote(said, by=gone, now=now())
    renew_what_waits()
    assert with_the_quote() == 1
    Message.objects.filter(channel="mail").update(state="sent")
    Disposition.objects.update(text="Geef elke vrijwilliger een kast.")
    renew_what_waits()
    assert Message.objects.filter(body__contains="een kast.").count() == 0
    renew_letters()
    assert Message.objects.filter(body__contains="een kast.").count() == 1
    assert Message.objects.filter(body__contains="Geef elke vrijwilliger").count() == 3
    assert "/niet-meer/" in Message.objects.get(to_ref=ref(ria)).body


def with_the_quote() -> int:
    return Message.objects.filter(body__contains="Ik ga het morgen doen.").count()
