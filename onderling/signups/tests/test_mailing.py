"""Writing to a group: never without who hears it and who not (X-30, X-32, X-33, X-133)."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from onderling.mail.models import Mailing, Message
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.queries import whom_to_answer
from onderling.rounds.rules import State
from onderling.signups.actions.mail_groups import MailGroup, reach_of
from onderling.signups.actions.mailing import Draft, send_mailing
from onderling.signups.actions.wishes import save_wishes
from onderling.signups.models import ChoiceRule, Participation, Signup
from onderling.signups.rules import SignupState
from tests.makers import NOON

Make = Callable[..., Any]
NEW = "/ronde/studiedag/berichten/nieuw/"
SEND = "/ronde/studiedag/berichten/versturen/"


@pytest.fixture
def day(study_day: Make) -> Round:
    made: Round = study_day()
    return made


@pytest.fixture
def karin(person: Make, grant: Make, day: Round) -> Person:
    made: Person = person("Karin", "Boshuizen")
    grant(made, "coordinator", "round", day.pk)
    return made


@pytest.fixture
def people(day: Round, person: Make, participation: Make, meeting: Make) -> dict[str, Any]:
    """Ria chose and has a place; Henk did not choose; Bep has no mail; Cor does not come."""
    chandra = person("Chandra", group="volunteer")
    soup = meeting(day, "Soep", giver=chandra)
    made = {
        "Ria": participation(day, person("Ria"), chosen=NOON),
        "Henk": participation(day, person("Henk")),
        "Bep": participation(day, person("Bep", email=None, phone="06 12 34 56 78")),
        "Cor": participation(day, person("Cor"), state=Participation.State.NOT_COMING),
        "Inge": participation(day, person("Inge"), state=Participation.State.INVITED),
    }
    Signup.objects.create(
        participation=made["Ria"],
        meeting=soup,
        state=SignupState.CONFIRMED,
        sequence=1,
        since=NOON,
    )
    return {**made, "soup": soup, "Chandra": chandra}


def first_names(round: Round, group: str) -> list[str]:
    return sorted(who.name.split()[0] for who in reach_of(round, group).everybody)


@pytest.mark.parametrize(
    ("group", "names"),
    [
        (MailGroup.COMING, ["Bep", "Henk", "Ria"]),
        (MailGroup.NOT_CHOSEN, ["Bep", "Henk"]),
        (MailGroup.NO_PLACE, ["Bep", "Henk"]),
        (MailGroup.WITH_PLACE, ["Ria"]),
        (MailGroup.GIVERS, ["Chandra"]),
        (MailGroup.INVITED, ["Inge"]),
        (MailGroup.PAID, ["Bep", "Henk", "Ria"]),
        (MailGroup.VOLUNTEERS, []),
        ("workshop", ["Chandra", "Ria"]),
        ("workshop:x", []),
        ("workshop:99999999999999999999", []),
        ("verzonnen", []),
    ],
)
def test_each_group_is_who_it_says(
    day: Round, people: dict[str, Any], group: str, names: list[str]
) -> None:
    if group == "workshop":
        group = f"workshop:{people['soup'].pk}"
    assert first_names(day, group) == names


def test_the_others_hear_nothing_and_the_page_says_why(
    day: Round, people: dict[str, Any]
) -> None:
    reach = reach_of(day, MailGroup.NOT_CHOSEN)
    assert {name.split()[0]: why for name, why in reach.nobody} == {
        "Ria": "Hoort niet bij deze groep.",
        "Cor": "Doet niet mee.",
        "Inge": "Is uitgenodigd, maar heeft zich niet aangemeld.",
    }
    assert [(who.name.split()[0], why) for who, why in reach.letters] == [
        ("Bep", "heeft geen e-mail")
    ]


def test_an_address_that_refused_goes_on_the_ringing_list(
    day: Round, people: dict[str, Any]
) -> None:
    Message.objects.create(
        kind="notice",
        to_address=people["Henk"].person.email,
        subject="x",
        body="x",
        state="refused",
        code=550,
        attempts=1,
        message_id="<x@x>",
        not_before=NOON,
        queued=NOON,
    )
    reach = reach_of(day)
    assert [(who.name.split()[0], why) for who, why in reach.letters if "weiger" in why] == [
        ("Henk", "het adres weigerde een eerder bericht")
    ]


def test_an_answer_goes_to_the_coordinator_whose_name_stands_below(
    day: Round, karin: Person, person: Make, grant: Make
) -> None:
    other = person("Anders")
    grant(other, "coordinator", "round", day.pk)
    grant(person("Nog"), "coordinator", "organisation", day.programme.organisation_id)
    assert whom_to_answer(day).address == karin.email
    day.contact_name = "Niemand Bekend"
    assert whom_to_answer(day).address == karin.email  # the first of the round


def hidden(page: str) -> dict[str, str]:
    """The fields of the last form on the page: the one that sends."""
    form = page[page.rindex("<form") :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_a_reminder_goes_after_one_look_and_only_to_who_did_not_choose(
    day: Round, karin: Person, people: dict[str, Any], sign_in: Make
) -> None:
    """X-133: and the page and the letter say what happens to who does not choose."""
    client = sign_in(karin)
    start = {"aan": "niet-gekozen", "tekst": "herinnering_kiezen"}
    page = client.get(NEW, start).content.decode()
    assert page.count("Kiest u niet? Dan krijgt u geen plek.") == 1
    typed = {
        **start,
        "subject": "Kies nog voor {programma}",
        "body": "Dag {voornaam},\n\n{wie_niet_kiest}",
    }
    page = client.post(NEW, typed).content.decode()
    assert ["Verstuur aan 2 mensen" in page, karin.email in page] == [True, True]
    assert Message.objects.count() == 0
    answer = client.post(SEND, hidden(page))
    assert answer["Location"] == "/ronde/studiedag/berichten/"
    by_name = {one.to_name.split()[0]: one for one in Message.objects.all()}
    assert {name: one.channel for name, one in by_name.items()} == {
        "Henk": "mail",
        "Bep": "letter",
    }
    henk = by_name["Henk"]
    assert (henk.reply_address, henk.kind) == (karin.email, "reminder_to_choose")
    assert henk.body.startswith("Dag Henk,\n\nKiest u niet? Dan krijgt u geen plek.\n\n")
    assert "Bel Karin Boshuizen: 088 000 00 00." in henk.body
    assert ["/link/" in henk.body, "/link/" in by_name["Bep"].body] == [True, False]
    mailing = Mailing.objects.get()
    assert (mailing.subject, mailing.to_whom) == (
        "Kies nog voor Studiedag 2026",
        "wie nog niet koos",
    )


def test_who_chooses_before_the_reminder_leaves_does_not_get_it(
    day: Round, karin: Person, people: dict[str, Any]
) -> None:
    draft = Draft(day, "niet-gekozen", "herinnering_kiezen", "Kies nog", "Dag {voornaam}")
    send_mailing(draft, digest=draft.reach.digest, by=karin, now=NOON)
    henk, soup = people["Henk"], people["soup"]
    save_wishes(
        henk, absent=[], ranked={soup.slot_id: [soup.pk]}, opinions={}, by=henk.person, now=NOON
    )
    reminders = Message.objects.filter(kind="reminder_to_choose")
    assert dict(reminders.values_list("channel", "state")) == {
        "mail": "withheld",
        "letter": "queued",
    }


def test_when_the_group_changed_nothing_is_sent_and_the_new_one_is_shown(
    day: Round, karin: Person, people: dict[str, Any], sign_in: Make, participation: Make
) -> None:
    client = sign_in(karin)
    typed = {"aan": "iedereen", "tekst": "bericht", "subject": "Nieuws", "body": "Dag!"}
    fields = hidden(client.post(NEW, typed).content.decode())
    participation(day)
    page = client.post(SEND, fields).content.decode()
    assert ["De groep is intussen veranderd" in page, "Verstuur aan 4 mensen" in page] == [
        True,
        True,
    ]
    assert not Message.objects.exists()
    client.post(SEND, hidden(page))
    client.post(SEND, hidden(page))  # a double click is one
    assert Message.objects.count() == 4


def test_the_text_is_shown_as_a_chosen_person_reads_it_without_their_key(
    day: Round, karin: Person, people: dict[str, Any], sign_in: Make
) -> None:
    ria = people["Ria"].person
    typed = {
        "aan": "iedereen",
        "tekst": "herinnering_week",
        "subject": "Volgende week",
        "body": "Dag {voornaam},\n\n{programmalijst}\n\n{link}",
        "lezer": f"people.person:{ria.pk}",
    }
    page = sign_in(karin).post(NEW, typed).content.decode()
    assert "Zo leest Ria Terpstra het" in page
    assert ["Soep" in page, "Ronde 1, 10.00 tot 11.15 uur" in page] == [True, True]
    assert ["(hier staat de eigen link van Ria Terpstra)" in page, "/link/" in page] == [
        True,
        False,
    ]


def test_a_placeholder_nobody_knows_is_named_and_what_was_typed_stays(
    day: Round, karin: Person, people: dict[str, Any], sign_in: Make
) -> None:
    typed = {"aan": "iedereen", "tekst": "bericht", "subject": "Hoi", "body": "{salaris} x"}
    page = sign_in(karin).post(NEW, typed).content.decode()
    assert "Dit kunnen wij hier niet invullen: {salaris}." in page
    assert "{salaris} x</textarea>" in page


def test_nobody_to_reach_is_said_and_has_no_button(
    day: Round, karin: Person, sign_in: Make
) -> None:
    typed = {"aan": "iedereen", "tekst": "bericht", "subject": "Nieuws", "body": "Dag!"}
    page = sign_in(karin).post(NEW, typed).content.decode()
    assert ["Niemand krijgt dit bericht" in page, "Verstuur aan" in page] == [True, False]


def test_what_happens_to_who_does_not_choose_is_decided_beforehand(
    day: Round, karin: Person, sign_in: Make
) -> None:
    """X-133: and fixed once the places are being divided."""
    client, page = sign_in(karin), "/ronde/studiedag/wie-niet-kiest/"
    client.post(page, {"unanswered": "placed"})
    assert ChoiceRule.objects.get().unanswered == "placed"
    Round.objects.update(state=State.MATCHING)
    assert "ligt nu vast" in client.post(page, {"unanswered": "not_placed"}).content.decode()
    assert ChoiceRule.objects.get().unanswered == "placed"


def test_names_in_a_letter_are_never_placeholders_or_links(
    day: Round, karin: Person, person: Make, participation: Make
) -> None:
    """S2, S23."""
    participation(day, person("{link} http://evil.example", email="x@voorbeeld.example"))
    draft = Draft(day, "iedereen", "bericht", "Dag {voornaam}", "Dag {voornaam}")
    send_mailing(draft, digest=draft.reach.digest, by=karin, now=NOON)
    letter = Message.objects.get()
    assert letter.subject == "Dag {link} http evil. example"
    assert letter.body.startswith("Dag {link} http evil. example\n")
