"""At most five short notes of a workshop, each with its row in the ledger (S0-9, X-82)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError
from django.utils.timezone import now

from onderling.base.audit import ref
from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.base.transactions import write_transaction
from onderling.mail.models import Message
from onderling.outcomes.models import Disposition, NoteTaker, OutcomeNote
from onderling.outcomes.rules.ledger import LedgerState
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.models import Phase
from onderling.rounds.rules import end_of
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState

pytestmark = pytest.mark.django_db


def page(meeting: Any) -> str:
    return f"/bijeenkomst/{meeting.pk}/opbrengst/"


def test_a_note_opens_its_row_by_itself(soup: Any, day: Any, write: Any) -> None:
    assert write(soup, "Eet vaker samen", now=now()) == []
    note = soup.notes.get()
    row = Disposition.objects.get()
    assert (row.text, row.source_ref, row.kind) == ("Eet vaker samen", ref(note), "note")
    assert (row.state, row.due, row.round) == ("received", date(2027, 1, 21), day)
    assert row.contributors.get().meeting == soup
    deeds = AuditLine.objects.filter(scope_ref=ref(day)).order_by("pk")
    assert [line.deed for line in deeds] == ["open_row", "save_notes"]


def test_what_the_round_promised_is_the_day_of_the_answer(
    soup: Any, day: Any, write: Any
) -> None:
    Phase.objects.create(
        round=day,
        kind=Phase.Kind.ANSWERING,
        label="Antwoord",
        opens=now(),
        closes=end_of(date(2027, 1, 14), day.zone),
    )
    write(soup, "Eet vaker samen", now=now())
    assert Disposition.objects.get().due == date(2027, 1, 14)


def test_another_wording_reaches_the_ledger_and_an_empty_note_leaves_it(
    soup: Any, write: Any
) -> None:
    write(soup, "Eet samen", "Weg ermee", now=now())
    shown = {1: "Eet samen", 2: "Weg ermee"}
    write(soup, "Eet vaker samen", "", now=now(), shown=shown)
    assert [row.text for row in Disposition.objects.all()] == ["Eet vaker samen"]
    assert [note.text for note in soup.notes.all()] == ["Eet vaker samen"]


def test_a_note_that_somebody_answers_stands_as_it_is(soup: Any, write: Any) -> None:
    write(soup, "Eet samen", now=now())
    Disposition.objects.update(state=LedgerState.CONSIDERED)
    with pytest.raises(Refused, match="Hierop wordt al geantwoord"):
        write(soup, "Iets anders", now=now(), shown={1: "Eet samen"})
    assert soup.notes.get().text == "Eet samen"


def test_the_database_keeps_notes_short_few_and_once(soup: Any) -> None:
    at = now()
    for position, text in ((1, "x" * 301), (6, "te veel"), (0, "te weinig")):
        with pytest.raises((IntegrityError, DataError)), write_transaction():
            OutcomeNote.objects.create(
                meeting=soup, position=position, text=text, made=at, changed=at
            )
    OutcomeNote.objects.create(meeting=soup, position=1, text="é" * 300, made=at, changed=at)
    with pytest.raises(IntegrityError), write_transaction():
        OutcomeNote.objects.create(meeting=soup, position=1, text="b", made=at, changed=at)


def test_nobody_writes_before_the_workshop_begins(soup: Any, write: Any) -> None:
    with pytest.raises(Refused, match="zodra de workshop begint"):
        write(soup, "Eet samen", now=soup.starts - timedelta(minutes=1))


def test_a_giver_writes_with_the_personal_link(
    soup: Any, giver: Person, sign_in: Any, client: Any
) -> None:
    me = sign_in(giver, client, entry=Entry.LINK)
    shown = me.get(page(soup)).content.decode()
    assert "Wij vragen de organisatie om" in shown
    typed = {"text_1": "een sleutel te geven", "asks_1": "on", "was_1": "", "sleutel": "k"}
    for _twice in range(2):
        answer = me.post(page(soup), typed, follow=True)
    assert "een sleutel te geven" in answer.content.decode()
    assert [note.text for note in soup.notes.all()] == [
        "Wij vragen de organisatie om een sleutel te geven"
    ]
    assert Disposition.objects.count() == 1


def test_too_long_with_its_beginning_is_said_beside_the_note(
    soup: Any, giver: Person, sign_in: Any, client: Any
) -> None:
    me = sign_in(giver, client)
    typed = {"text_1": "x" * 280, "asks_1": "on", "was_1": "", "sleutel": "k"}
    answer = me.post(page(soup), typed).content.decode()
    assert "Dit is 9 tekens te lang." in answer
    assert soup.notes.count() == 0


def test_two_who_write_at_once_both_see_what_the_other_wrote(
    soup: Any, giver: Person, sign_in: Any, client: Any, write: Any
) -> None:
    me = sign_in(giver, client)
    write(soup, "Van Ria", now=now())
    typed = {"text_1": "Van mij", "was_1": "", "text_2": "Ook van mij", "was_2": ""}
    answer = me.post(page(soup), {**typed, "sleutel": "k"}).content.decode()
    assert "Intussen schreef iemand anders hier:" in answer
    assert [note.text for note in soup.notes.all()] == ["Van Ria", "Ook van mij"]
    again = {**typed, "was_1": "Van Ria", "was_2": "Ook van mij", "sleutel": "k2"}
    me.post(page(soup), again)
    assert [note.text for note in soup.notes.all()] == ["Van mij", "Ook van mij"]


def test_a_giver_lets_somebody_of_the_workshop_write(
    soup: Any, day: Any, giver: Person, sign_in: Any, participation: Any, client: Any
) -> None:
    ria, other = participation(day), participation(day)
    Signup.objects.create(
        participation=ria, meeting=soup, state=SignupState.ATTENDED, sequence=1, since=now()
    )
    me, her = sign_in(giver, client), sign_in(ria.person, entry=Entry.LINK)
    assert her.get(page(soup)).status_code == 404
    who = f"{page(soup)}wie/"
    me.post(who, {"wie": other.person.pk, "sleutel": "a"})  # has no seat there
    me.post(who, {"wie": ria.person.pk, "sleutel": "b"})
    assert [one.person for one in NoteTaker.objects.all()] == [ria.person]
    assert her.get(page(soup)).status_code == 200
    assert her.get(who).status_code == 404
    assert page(soup) in her.get("/mijn/").content.decode()
    assert (
        'id="zoek"' not in me.get(who).content.decode()
    )  # a dozen people are seen at a glance
    found = me.get(f"{who}?zoek={ria.person.last_name}").content.decode()
    assert "Toch niet" in found
    assert "Niemand van deze workshop" in me.get(f"{who}?zoek=Zz").content.decode()
    me.post(who, {"weg": NoteTaker.objects.get().pk, "sleutel": "c"})
    assert her.get(page(soup)).status_code == 404


def test_a_coordinator_sees_who_wrote_nothing_and_reminds_them(
    soup: Any, day: Any, giver: Person, person: Any, grant: Any, sign_in: Any, client: Any
) -> None:
    karin = person("Karin")
    grant(karin)
    me = sign_in(karin, client)
    where = f"/ronde/{day.slug}/opbrengst/workshops/"
    shown = me.get(where)
    assert "0 van de 1 workshops schreven iets op" in shown.content.decode()
    me.post(where, {"groep": "een andere groep", "sleutel": "a"})
    assert Message.objects.count() == 0
    me.post(where, {"groep": shown.context["reach"].digest, "sleutel": "b"})
    letter = Message.objects.get()
    assert (letter.to_name, letter.subject) == (giver.name, "Wat kwam er uit uw workshop?")
    assert f"?naar={page(soup)}" in letter.body
    assert me.get(where).context["reach"].number == 0  # not twice in a day
