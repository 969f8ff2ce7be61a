"""The own data: change, a new address, consent, leaving (X-35, S7, S11)."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from onderling.mail.models import Message
from onderling.people.models import Membership, Person
from onderling.people.rules import Entry
from tests.proofreader import ProofreadingClient

MakePerson = Callable[..., Person]
SignIn = Callable[..., ProofreadingClient]
FORM = {"first_name": "Ria", "last_name": "Terpstra", "contact_by": "mail"}
MINE, ADDRESS, CODE = "/mijn/gegevens/", "/mijn/gegevens/adres/", "/mijn/gegevens/adres/code/"


@pytest.fixture
def ria(person: MakePerson) -> Person:
    return person("Ria", email="ria@voorbeeld.example")


def test_one_changes_the_own_data_also_by_link(ria: Person, sign_in: SignIn) -> None:
    client = sign_in(ria, entry=Entry.LINK)
    page = client.post(MINE, {**FORM, "diet": "geen noten"}, follow=True).content.decode()
    ria.refresh_from_db()
    assert (ria.diet, "Uw gegevens zijn bewaard." in page) == ("geen noten", True)


def test_no_other_field_changes_along(ria: Person, sign_in: SignIn) -> None:
    """S7."""
    typed = {**FORM, "email": "x@evil.example", "state": "account", "key": "x"}
    sign_in(ria).post(MINE, typed)
    before, key = ria.email, ria.key
    ria.refresh_from_db()
    assert (ria.email, ria.state, ria.key) == (before, "guest", key)


def test_a_number_for_who_reads_mail_is_not_kept(ria: Person, sign_in: SignIn) -> None:
    page = sign_in(ria).post(MINE, {**FORM, "phone": "06 1234 5678"}).content.decode()
    assert ["U koos e-mail. Haal het nummer weg" in page, "06 1234 5678" in page] == [True] * 2
    ria.refresh_from_db()
    assert ria.phone == ""


def test_a_new_address_is_proven_by_a_code_and_told_to_the_old_one(
    ria: Person, sign_in: SignIn, mailed_code: Callable[..., str]
) -> None:
    client = sign_in(ria, entry=Entry.LINK)
    client.post(ADDRESS, {"email": "Nieuw@voorbeeld.example"})
    assert "Nieuw@voorbeeld.example" in client.get(CODE).content.decode()
    client.post(CODE, {"code": mailed_code("confirm_address")})
    ria.refresh_from_db()
    told = Message.objects.get(kind="address_changed")
    assert (ria.email, told.to_address) == ("nieuw@voorbeeld.example", "ria@voorbeeld.example")


def test_a_wrong_code_changes_no_address_and_five_make_it_void(
    ria: Person, sign_in: SignIn, mailed_code: Callable[..., str]
) -> None:
    client = sign_in(ria)
    client.post(ADDRESS, {"email": "nieuw@voorbeeld.example"})
    for _number in range(5):
        assert client.post(CODE, {"code": "0000-0000"}).status_code == 200
    late = client.post(CODE, {"code": mailed_code("confirm_address")})
    ria.refresh_from_db()
    assert (late["Location"], ria.email) == (ADDRESS, "ria@voorbeeld.example")


def test_somebody_elses_address_is_not_taken_and_not_told(
    ria: Person, person: MakePerson, sign_in: SignIn, mailed_code: Callable[..., str]
) -> None:
    bep = person("Bep", email="bep@voorbeeld.example")
    client = sign_in(ria)
    assert client.post(ADDRESS, {"email": bep.email})["Location"] == CODE
    assert mailed_code("confirm_address") == ""
    for nothing in ("", "-", "0000-0000"):
        client.post(CODE, {"code": nothing})
    ria.refresh_from_db()
    assert ria.email == "ria@voorbeeld.example"


def test_a_link_does_not_move_the_address_of_who_has_a_role(
    ria: Person, grant: Callable[..., Membership], sign_in: SignIn
) -> None:
    grant(ria)
    client = sign_in(ria, entry=Entry.LINK)
    page = client.post(ADDRESS, {"email": "dief@evil.example"}).content.decode()
    assert ("Log eerst in met een code" in page, Message.objects.count()) == (True, 0)
    assert sign_in(ria).get(ADDRESS).status_code == 200


def test_consent_is_given_and_withdrawn_per_purpose(ria: Person, sign_in: SignIn) -> None:
    """X-35."""
    client = sign_in(ria, entry=Entry.LINK)
    client.post("/mijn/toestemming/", {"purpose": "photo", "answer": "given"})
    assert "U zei ja, op" in client.get(MINE).content.decode()
    client.post("/mijn/toestemming/", {"purpose": "photo", "answer": "withdrawn"})
    assert "U trok uw ja in, op" in client.get(MINE).content.decode()
    assert [(one.purpose, one.answer) for one in ria.consents.all()] == [
        ("photo", "withdrawn"),
        ("photo", "given"),
    ]


@pytest.mark.parametrize("typed", [{"purpose": "all", "answer": "given"}, {"purpose": "photo"}])
def test_half_an_answer_is_no_consent(
    ria: Person, sign_in: SignIn, typed: dict[str, str]
) -> None:
    page = sign_in(ria).post("/mijn/toestemming/", typed, follow=True).content.decode()
    assert ("Kies ja of nee." in page, ria.consents.count()) == (True, 0)


def test_looking_changes_nothing(
    ria: Person, sign_in: SignIn, database_hash: Callable[[], str]
) -> None:
    """S11."""
    client = sign_in(ria)
    before = database_hash()
    for path in (MINE, ADDRESS, "/mijn/tweede-stap/", "/link-kwijt/", "/inloggen/"):
        client.get(path)
        client.head(path)
    assert [client.get(path).status_code for path in ("/uitloggen/", "/mijn/toestemming/")] == [
        405,
        405,
    ]
    assert database_hash() == before


def test_the_page_asks_no_more_after_many_answers(
    ria: Person, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, asked = sign_in(ria), []
    for answer in ("given", "withdrawn", "given"):
        client.post("/mijn/toestemming/", {"purpose": "photo", "answer": answer})
        client.get(MINE)  # shows the message away
        with django_assert_max_num_queries(9) as queries:
            client.get(MINE)
        asked.append(len(queries))
    assert asked[0] == asked[2]
