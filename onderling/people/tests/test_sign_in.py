"""Signing in with a typed code (X-39, S8, S14, S18 to S20, S28, S31)."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from onderling.mail.models import Message
from onderling.people.actions.links import personal_address
from onderling.people.models import Membership, Person
from onderling.people.rules import Entry
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

MakePerson = Callable[..., Person]
SignIn = Callable[..., ProofreadingClient]


def test_who_types_the_code_is_in_and_has_an_account(
    person: MakePerson, sign_in_by_code: SignIn
) -> None:
    ria = person("Ria")
    client = sign_in_by_code(ria)
    ria.refresh_from_db()
    assert client.landed["Location"] == "/mijn/"  # type: ignore[attr-defined]  # set by the maker
    assert client.session["entry"] == Entry.CODE
    assert (ria.state, client.session["_auth_user_id"]) == (Person.State.ACCOUNT, str(ria.pk))


def test_roles_count_after_a_code(
    person: MakePerson, grant: Callable[..., Membership], sign_in_by_code: SignIn
) -> None:
    karin = person("Karin")
    grant(karin)
    client = sign_in_by_code(karin)
    assert client.get("/beheer/rollen/").status_code == 200


def test_the_code_stands_in_the_text_only_and_the_text_is_secret(
    client: ProofreadingClient, person: MakePerson, mailed_code: Callable[..., str]
) -> None:
    client.post("/inloggen/", {"email": person("Ria").email})
    mail = Message.objects.get()
    assert (mail.secret, mailed_code() in mail.subject, len(mailed_code())) == (True, False, 9)


def answers(address: str) -> tuple[object, ...]:
    """All that somebody sees who asks a code for this address and types a wrong one."""
    client = Client()
    asked = client.post("/inloggen/", {"email": address})
    page = client.get(asked["Location"])
    wrong = client.post("/inloggen/code/", {"code": "0000-0000", "action": "verify"})
    bodies = [plain(one.content.decode()) for one in (page, wrong)]
    return asked.status_code, asked["Location"], page.status_code, wrong.status_code, *bodies


def plain(page: str) -> str:
    """The page without its tokens, which differ on every page."""
    return "\n".join(line for line in page.splitlines() if 'type="hidden"' not in line)


def test_the_answer_does_not_tell_whether_an_address_is_known(person: MakePerson) -> None:
    """S18: same text, same status, and a mail either way."""
    known = answers(str(person("Ria").email))
    assert known == answers("niemand@voorbeeld.example")
    assert Message.objects.count() == 2


def test_a_stranger_gets_a_mail_without_a_code(
    client: ProofreadingClient, db: None, mailed_code: Callable[..., str]
) -> None:
    client.post("/inloggen/", {"email": "niemand@voorbeeld.example"})
    assert (mailed_code(), Message.objects.get().to_name) == ("", "")


@pytest.mark.parametrize("people", [0, 1], ids=["stranger", "known"])
def test_nobody_can_bury_an_address_under_codes(person: MakePerson, people: int) -> None:
    """S20: at most three an hour, however many browsers ask, and however slowly."""
    address = person("Ria").email if people else "niemand@voorbeeld.example"
    for _number in range(20):
        cache.clear()  # a minute later
        Client().post("/inloggen/", {"email": address})
    assert Message.objects.filter(to_address=address).count() == 3


def test_after_an_attack_the_own_browser_still_gets_a_code(
    person: MakePerson, sign_in_by_code: SignIn
) -> None:
    """S31: a stranger uses up the hourly codes; that locks nobody out of the own browser."""
    ria = person("Ria")
    own = sign_in_by_code(ria)
    own.post("/uitloggen/")
    for _number in range(20):
        cache.clear()
        Client().post("/inloggen/", {"email": ria.email})
    assert Message.objects.count() == 3
    cache.clear()
    sign_in_by_code(ria, own)
    assert (Message.objects.count(), own.session["entry"]) == (4, Entry.CODE)


def test_a_hurried_stranger_is_told_to_wait(db: None) -> None:
    for _number in range(3):
        Client().post("/inloggen/", {"email": "ria@voorbeeld.example"})
    page = ProofreadingClient().post("/inloggen/", {"email": "ria@voorbeeld.example"})
    assert "U probeerde dit te vaak." in page.content.decode()


def test_five_wrong_codes_make_the_code_void(
    client: ProofreadingClient, person: MakePerson, mailed_code: Callable[..., str]
) -> None:
    """S31."""
    client.post("/inloggen/", {"email": person("Ria").email})
    for _number in range(5):
        client.post("/inloggen/code/", {"code": "0000-0000", "action": "verify"})
    late = client.post("/inloggen/code/", {"code": mailed_code(), "action": "verify"})
    assert (late.status_code, late["Location"]) == (302, "/inloggen/")
    assert "_auth_user_id" not in client.session


def test_a_wrong_code_says_so_in_dutch(client: ProofreadingClient, person: MakePerson) -> None:
    client.post("/inloggen/", {"email": person("Ria").email})
    page = client.post("/inloggen/code/", {"code": "0000-0000", "action": "verify"})
    assert "Deze code klopt niet." in page.content.decode()


def test_a_code_belongs_to_the_browser_that_asked(
    person: MakePerson, sign_in_by_code: SignIn, mailed_code: Callable[..., str]
) -> None:
    """S8: the same code in another browser opens nothing."""
    sign_in_by_code(person("Ria"))
    code = mailed_code()
    other = ProofreadingClient()
    other.post("/inloggen/", {"email": "niemand@voorbeeld.example"})
    other.post("/inloggen/code/", {"code": code, "action": "verify"})
    assert "_auth_user_id" not in other.session


def test_a_second_mail_brings_a_second_code(
    client: ProofreadingClient, person: MakePerson, mailed_code: Callable[..., str]
) -> None:
    client.post("/inloggen/", {"email": person("Ria").email})
    first = mailed_code()
    client.post("/inloggen/code/", {"action": "resend"})
    second = mailed_code()
    assert (Message.objects.count(), first == second) == (2, False)
    landed = client.post("/inloggen/code/", {"code": second, "action": "verify"})
    assert landed["Location"] == "/mijn/"


def test_one_may_start_again_with_another_address(
    client: ProofreadingClient, person: MakePerson
) -> None:
    client.post("/inloggen/", {"email": person("Ria").email})
    assert client.get("/inloggen/")["Location"] == "/inloggen/code/"
    client.post("/inloggen/opnieuw/")
    assert client.get("/inloggen/").status_code == 200


def test_the_session_gets_a_new_id_at_the_door(
    person: MakePerson, sign_in_by_code: SignIn
) -> None:
    """S28."""
    client = ProofreadingClient()
    client.get("/inloggen/")
    client.post("/inloggen/", {"email": "iemand@voorbeeld.example"})
    planted = client.session.session_key
    client.post("/inloggen/opnieuw/")
    sign_in_by_code(person("Ria"), client)
    assert client.session.session_key != planted


def test_leaving_ends_the_session_on_the_server(person: MakePerson, sign_in: SignIn) -> None:
    """S28: a copy of the cookie is worth nothing afterwards."""
    client = sign_in(person("Ria"))
    copy = Client()
    copy.cookies["sessie"] = client.cookies["sessie"].value
    assert copy.get("/mijn/gegevens/").status_code == 200
    client.post("/uitloggen/")
    assert copy.get("/mijn/gegevens/").status_code == 302


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "https://evil.example",
        "https:evil.example",
        "\\\\evil",
        "javascript:1",
    ],
)
def test_signing_in_leads_nowhere_else(
    person: MakePerson, sign_in_by_code: SignIn, evil: str
) -> None:
    """S14."""
    client = sign_in_by_code(person("Ria"), next=evil)
    assert client.landed["Location"] == "/mijn/"  # type: ignore[attr-defined]  # set by the maker


def test_signing_in_leads_back_to_the_page_that_asked(
    person: MakePerson, sign_in_by_code: SignIn
) -> None:
    client = sign_in_by_code(person("Ria"), next="/mijn/gegevens/")
    assert client.landed["Location"] == "/mijn/gegevens/"  # type: ignore[attr-defined]  # idem


def test_the_mail_goes_to_the_address_we_keep(
    client: ProofreadingClient, person: MakePerson
) -> None:
    """S19: what was typed may look alike and belong to somebody else."""
    person("Ria", email="ria@voorbeeld.example")
    client.post("/inloggen/", {"email": "RIA@Voorbeeld.Example"})
    assert Message.objects.get().to_address == "ria@voorbeeld.example"


def test_who_is_erased_cannot_come_in(
    client: ProofreadingClient, person: MakePerson, mailed_code: Callable[..., str]
) -> None:
    """S10: neither by a new code nor in an old session."""
    ria = person("Ria")
    client.force_login(ria, backend="django.contrib.auth.backends.ModelBackend")
    Person.objects.filter(pk=ria.pk).update(state=Person.State.ERASED)
    assert client.get("/mijn/gegevens/").status_code == 302
    client.post("/inloggen/", {"email": ria.email})
    assert mailed_code() == ""


@pytest.mark.parametrize("path", ["/inloggen/", "/link-kwijt/"])
def test_the_clock_does_not_tell_who_is_known(
    person: MakePerson, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """S18: a known address and a stranger's make the same work."""
    ria = person("Ria")
    personal_address(ria, now=NOON)  # as all who were invited
    asked = []
    for address in (ria.email, "niemand@voorbeeld.example"):
        cache.clear()
        with django_assert_max_num_queries(60) as queries:
            Client().post(path, {"email": address})
        asked.append(len([one for one in queries if "SAVEPOINT" not in one["sql"]]))
    assert asked[0] == asked[1]
