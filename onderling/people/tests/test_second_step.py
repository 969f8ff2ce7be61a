"""The second step of signing in, and the mail that waits for it (X-39, S28)."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from onderling.people.actions.second_step import (
    add_second_step,
    has_second_step,
    must_have_second_factor,
    what_holds_mail,
)
from onderling.people.models import Membership, Person
from onderling.people.rules import Entry, Role
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

MakePerson = Callable[..., Person]
SignIn = Callable[..., ProofreadingClient]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PAGE = "/mijn/tweede-stap/"


def app_code(secret: str = SECRET) -> str:
    """What the app on the telephone shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


@pytest.fixture
def karin(person: MakePerson, grant: Callable[..., Membership]) -> Person:
    made = person("Karin")
    grant(made, Role.COORDINATOR)
    return made


def test_a_coordinator_is_asked_the_second_time_and_may_do_it_later(
    karin: Person, sign_in_by_code: SignIn
) -> None:
    landed = []
    for _number in range(2):
        client = sign_in_by_code(karin)
        landed.append(client.landed["Location"])  # type: ignore[attr-defined]  # set by the maker
    assert landed == ["/mijn/", f"{PAGE}?naar=%2Fmijn%2F"]
    page = client.get(landed[1]).content.decode()
    assert '<a class="utrecht-link utrecht-link--html-a ond-tap" href="/mijn/">Later' in page


def test_who_only_takes_part_is_never_asked(
    person: MakePerson, sign_in_by_code: SignIn
) -> None:
    ria = person("Ria")
    landed = [
        sign_in_by_code(ria).landed["Location"]  # type: ignore[attr-defined]  # set by the maker
        for _number in range(2)
    ]
    assert landed == ["/mijn/"] * 2


def test_nobody_is_asked_in_the_demo(karin: Person, settings: object) -> None:
    assert must_have_second_factor(karin) is True
    settings.DEMO = True  # type: ignore[attr-defined]  # the fixture of pytest-django
    assert (must_have_second_factor(karin), what_holds_mail()) == (False, "")


def test_the_step_is_switched_on_with_a_code_from_the_app(
    karin: Person, sign_in: SignIn
) -> None:
    client, elsewhere = sign_in(karin), sign_in(karin)
    client.get(PAGE)
    secret = client.session["mfa.totp.secret"]
    page = client.post(PAGE, {"code": app_code(secret)}).content.decode()
    assert ("Bewaar uw herstelcodes" in page, page.count("<code>")) == (True, 10)
    assert has_second_step(karin)
    # S28: all other sessions end, this one stays, with its rights.
    assert elsewhere.get("/mijn/gegevens/").status_code == 302
    assert client.get("/beheer/rollen/").status_code == 200


def test_a_wrong_code_switches_nothing_on(karin: Person, sign_in: SignIn) -> None:
    client = sign_in(karin)
    client.get(PAGE)
    page = client.post(PAGE, {"code": "000000"}).content.decode()
    assert ("Deze code klopt niet." in page, has_second_step(karin)) == (True, False)


def test_from_then_on_signing_in_takes_two_codes(
    karin: Person, sign_in_by_code: SignIn
) -> None:
    add_second_step(karin, SECRET, now=NOON)
    client = sign_in_by_code(karin)
    assert client.landed["Location"] == "/inloggen/tweede-stap/"  # type: ignore[attr-defined]
    assert "_auth_user_id" not in client.session
    assert client.get("/inloggen/tweede-stap/").status_code == 200
    assert client.post("/inloggen/tweede-stap/", {"credential": "x"}).status_code == 302
    client.post("/inloggen/tweede-stap/", {"code": app_code()})
    assert client.session["entry"] == Entry.CODE


def test_a_recovery_code_works_once(karin: Person, sign_in_by_code: SignIn) -> None:
    code = add_second_step(karin, SECRET, now=NOON)[0]
    entries = []
    for _number in range(2):
        client = sign_in_by_code(karin, ProofreadingClient())
        client.post("/inloggen/tweede-stap/", {"code": code})
        entries.append(client.session.get("entry"))
        cache.clear()
    assert entries == [Entry.CODE, None]


def test_the_database_does_not_tell_the_secret(karin: Person) -> None:
    add_second_step(karin, SECRET, now=NOON)
    stored = [str(row.data) for row in Authenticator.objects.all()]
    assert [SECRET in one for one in stored] == [False, False]


def test_a_link_cannot_switch_a_second_step_on(karin: Person, sign_in: SignIn) -> None:
    client = sign_in(karin, entry=Entry.LINK)
    answers = [client.get(PAGE), client.post(PAGE, {"code": app_code()})]
    assert {one["Location"] for one in answers} == {"/inloggen/?next=%2Fmijn%2Ftweede-stap%2F"}


@pytest.mark.parametrize(("deed", "left"), [("uit", False), ("codes", True)])
def test_switching_off_needs_a_code(
    karin: Person, sign_in: SignIn, deed: str, left: bool
) -> None:
    add_second_step(karin, SECRET, now=NOON)
    karin.refresh_from_db()
    client = sign_in(karin)
    client.post(f"{PAGE}wijzig/", {"code": "000000", "wat": deed})
    assert has_second_step(karin)
    client.post(f"{PAGE}wijzig/", {"code": app_code(), "wat": deed})
    assert has_second_step(karin) is left


def test_mail_to_many_waits_until_everybody_with_a_role_signs_in_in_two_steps(
    karin: Person,
) -> None:
    assert what_holds_mail() == ""  # nobody came in yet, so nobody can start a mail either
    Person.objects.filter(pk=karin.pk).update(last_login=NOON)
    assert what_holds_mail() == "Reden: Karin Terpstra logt nog in zonder tweede stap."
    add_second_step(karin, SECRET, now=NOON)
    assert what_holds_mail() == ""
