"""Ten answers on one page, the list of a coordinator, and what everybody reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from onderling.outcomes.actions.answering import Author, assign, decide
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.rules.ledger import By
from onderling.people.rules import Entry
from onderling.signups.models import Signup
from onderling.signups.rules import SignupState

pytestmark = pytest.mark.django_db
WAITS = "/mijn/antwoorden/"


@pytest.fixture
def rows(soup: Any, write: Any, board: Any, karin: Any) -> list[Disposition]:
    write(soup, "Een sleutel", "Een kast", "Koffie", now=now())
    found = list(Disposition.objects.order_by("pk"))
    for row in found:
        assign(row, board, by=karin, now=now())
    return found


def test_what_is_complete_is_saved_and_what_is_half_typed_stays(
    rows: Any, board: Any, sign_in: Any, client: Any
) -> None:
    me = sign_in(board.person, client, entry=Entry.LINK)
    one, two, three = (row.pk for row in rows)
    assert "3 vragen wachten op uw antwoord" in me.get(WAITS).content.decode()
    typed = {
        f"{one}-choice": "adopted",
        f"{one}-reason": "Vanaf januari",
        f"{two}-choice": "not_adopted",
        f"{three}-reason": "Nog even over",
        "sleutel": "a",
    }
    answer = me.post(WAITS, typed).content.decode()
    assert "1 antwoord is bewaard." in answer
    assert "Nog even over" in answer
    assert "Zonder reden is het geen antwoord" in answer
    states = dict(Disposition.objects.values_list("pk", "state"))
    assert states == {one: "decided", two: "received", three: "received"}
    rest = {
        f"{two}-choice": "not_adopted",
        f"{two}-reason": "Geen plek",
        f"{three}-choice": "busy",
        f"{three}-reason": "Nog even over",
        "sleutel": "b",
    }
    assert me.post(WAITS, rest).status_code == 302
    assert Disposition.objects.get(pk=two).reason == "Geen plek"
    assert Disposition.objects.get(pk=three).state == "in_consideration"
    assert "1 vraag wacht op uw antwoord" in me.get(WAITS).content.decode()


def test_nobody_answers_what_is_not_theirs(
    rows: Any, person: Any, sign_in: Any, client: Any
) -> None:
    other = sign_in(person("Jan"), client)
    typed = {f"{rows[0].pk}-choice": "adopted", f"{rows[0].pk}-reason": "Ja", "sleutel": "a"}
    other.post(WAITS, typed)
    assert other.post(f"{WAITS}{rows[0].pk}/", {"doe": "terug"}).status_code == 404
    assert Disposition.objects.get(pk=rows[0].pk).state == "received"


def test_late_answers_come_first_and_everybody_sees_the_role_not_the_name(
    rows: Any, board: Any, day: Any, sign_in: Any, client: Any, after: Any
) -> None:
    decide(rows[0], "not_adopted", "Te duur", who=Author(board.person, By.ADDRESSEE), now=now())
    Disposition.objects.filter(pk=rows[2].pk).update(due=now().date() - timedelta(days=1))
    me = sign_in(board.person)
    shown = me.get(WAITS).content.decode()
    assert shown.index("Koffie") < shown.index("Een kast")
    page = client.get(f"/ronde/{day.slug}/opbrengst/").content.decode()
    assert "Te laat: Directie zou op 9 december antwoorden." in page
    assert "1 van 3" in page
    assert "Te duur" in page
    assert "Bernadette" not in page


def test_what_nobody_was_given_is_counted_and_not_shown(
    soup: Any, write: Any, day: Any, client: Any
) -> None:
    write(soup, "Een zin die nog niemand las", now=now())
    page = client.get(f"/ronde/{day.slug}/opbrengst/").content.decode()
    assert "1 vraag ligt nog bij de coördinator." in page
    assert "Een zin die nog niemand las" not in page


def test_who_was_there_reads_what_became_of_it(
    rows: Any, soup: Any, day: Any, giver: Any, participation: Any, sign_in: Any, client: Any
) -> None:
    there, away = participation(day), participation(day)
    Signup.objects.create(
        participation=there, meeting=soup, state=SignupState.ATTENDED, sequence=1, since=now()
    )
    assert "Een sleutel" in sign_in(there.person).get("/mijn/opbrengst/").content.decode()
    assert "Een sleutel" in sign_in(giver).get("/mijn/opbrengst/").content.decode()
    assert "Nog niets" in sign_in(away.person, client).get("/mijn/opbrengst/").content.decode()


def test_a_coordinator_gives_asks_and_merges_from_the_list(
    rows: Any, board: Any, day: Any, karin: Any, sign_in: Any, client: Any
) -> None:
    me = sign_in(karin, client)
    where = f"/ronde/{day.slug}/antwoorden/"
    team = Addressee.objects.create(programme=day.programme, role="Wijkteam")
    give = {"rij": rows[0].pk, "addressee": team.pk, "doe": "geef", "sleutel": "a"}
    assert "1 vraag gaat naar Wijkteam." in me.post(where, give, follow=True).content.decode()
    assert "1 vraag ligt bij een team zonder mens." in me.get(where).content.decode()
    pair = {"rij": [rows[1].pk, rows[2].pk], "doe": "samen", "sleutel": "b"}
    page = me.post(where, pair, follow=True)
    assert "Maak één vraag van deze 2" in page.content.decode()
    both = {"rij": [rows[1].pk, rows[2].pk], "text": "Kast en koffie", "sleutel": "c"}
    one = me.post(f"{where}samen/", both, follow=True)
    assert "Kast en koffie" in one.content.decode()
    asked = me.get(f"{where}vragen/")
    assert "Bernadette Smit" in asked.content.decode()
    me.post(f"{where}vragen/", {"groep": asked.context["reach"].digest, "sleutel": "d"})
    assert Disposition.objects.get(text="Kast en koffie").asked == now()
    made = Disposition.objects.get(text="Kast en koffie")
    for doing, state in (
        (
            {"doe": "antwoord", f"{made.pk}-choice": "adopted", f"{made.pk}-reason": "Ja"},
            "decided",
        ),
        ({"doe": "gedaan"}, "done"),
        ({"doe": "terug"}, "decided"),
        ({"doe": "terug"}, "in_consideration"),
    ):
        me.post(f"/antwoord/{made.pk}/", {**doing, "sleutel": str(doing) + state})
        made.refresh_from_db()
        assert made.state == state
    me.post(f"/antwoord/{made.pk}/", {"doe": "uit-elkaar", "sleutel": "z"})
    assert Disposition.objects.current().count() == 3


def test_a_coordinator_says_who_answers_also_somebody_new(
    day: Any, karin: Any, sign_in: Any, client: Any
) -> None:
    me = sign_in(karin, client)
    where = f"/ronde/{day.slug}/antwoorden/wie/"
    typed = {"role": "Managementteam", "email": "anneke@voorbeeld.example", "sleutel": "a"}
    assert "Typ er ook een naam bij" in me.post(where, typed).content.decode()
    me.post(where, {**typed, "name": "Anneke de Wit", "sleutel": "b"})
    made = Addressee.objects.get()
    assert (made.role, made.person and made.person.name) == ("Managementteam", "Anneke de Wit")
    me.post(where, {"wie": made.pk, "doe": "weg", "role": "x", "sleutel": "c"})
    assert Addressee.objects.count() == 0


def test_who_answers_without_mail_is_found_by_name_and_read_to(
    day: Any, karin: Any, person: Any, sign_in: Any
) -> None:
    truus = person("Truus", "Vos", email=None)
    me, where = sign_in(karin), f"/ronde/{day.slug}/antwoorden/wie/"
    typed = {"role": "Conciërge", "name": "Truus de Wit", "sleutel": "a"}
    assert "Niemand heet zo, of meer dan één mens" in me.post(where, typed).content.decode()
    answer = me.post(where, {**typed, "name": "truus vos", "sleutel": "b"}, follow=True)
    assert Addressee.objects.get().person == truus
    assert "Truus Vos heeft geen e-mail. Lees de vragen voor" in answer.content.decode()


def test_pages_ask_as_often_for_thirty_rows_as_for_three(
    rows: Any, board: Any, day: Any, karin: Any, sign_in: Any, client: Any
) -> None:
    me, she = sign_in(karin, client), sign_in(board.person)
    pages = [
        (me, f"/ronde/{day.slug}/antwoorden/"),
        (me, f"/ronde/{day.slug}/antwoorden/vragen/"),
        (she, WAITS),
        (me, f"/ronde/{day.slug}/opbrengst/"),
        (me, f"/ronde/{day.slug}/opbrengst/workshops/"),
    ]

    def asked() -> list[int]:
        counts = []
        for who, where in pages:
            with CaptureQueriesContext(connection) as counted:
                who.get(where)
            counts.append(len(counted))
        return counts

    asked()
    few = asked()
    for number in range(27):
        Disposition.objects.create(
            round=day,
            kind="note",
            text=f"Vraag {number}",
            addressee=board,
            due=day.ends_on,
            received=now(),
        )
    assert asked() == few
