"""Personal links and “ik ben mijn link kwijt” (X-70, X-132, S10, S17, S18, S20, S30)."""

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from onderling.mail.models import Message
from onderling.people.actions.links import (
    personal_address,
    personal_addresses,
    revoke_links,
)
from onderling.people.models import Membership, Person, PersonalLink
from onderling.people.rules import Entry
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

MakePerson = Callable[..., Person]


@pytest.fixture
def path_of() -> Callable[[Person], str]:
    def make(who: Person) -> str:
        return urlsplit(personal_address(who, now=NOON)).path

    return make


def test_many_addresses_at_once_are_those_that_people_have_or_get(
    person: MakePerson, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ria, bo, new = person("Ria"), person("Bo"), person("Cis")
    revoked = personal_address(bo, now=NOON)
    revoke_links(bo, by=None, now=NOON)
    known = {ria.pk: personal_address(ria, now=NOON), bo.pk: personal_address(bo, now=NOON)}
    with django_assert_num_queries(4, info="with the two of the savepoint"):
        found = personal_addresses([ria.pk, bo.pk, new.pk], now=NOON)
    assert found == {**known, new.pk: personal_address(new, now=NOON)}
    assert revoked not in found.values()


def test_a_scanner_that_opens_the_link_changes_nothing(
    client: ProofreadingClient,
    person: MakePerson,
    path_of: Callable[[Person], str],
    database_hash: Callable[[], str],
) -> None:
    """S17: GET and HEAD consume nothing, and the link works for the person afterwards."""
    ria = person("Ria")
    path = path_of(ria)
    before = database_hash()
    for _number in range(3):
        client.get(path)
        client.head(path)
    assert database_hash() == before
    assert "_auth_user_id" not in client.session
    assert client.post(path)["Location"] == "/mijn/"


def test_the_page_behind_the_link_tells_the_first_name_only(
    client: ProofreadingClient, person: MakePerson, path_of: Callable[[Person], str]
) -> None:
    ria = person("Ria", "Leenheer")
    page = client.get(path_of(ria)).content.decode()
    told = [word in page for word in ("Dag Ria", "Leenheer", str(ria.email))]
    assert told == [True, False, False]


def test_the_button_lets_somebody_in_at_a_clean_address(
    client: ProofreadingClient, person: MakePerson, path_of: Callable[[Person], str]
) -> None:
    """S28, S30: another session id, no key in the address any more."""
    ria = person("Ria")
    client.get("/inloggen/")
    landed = client.post(path_of(ria), {"naar": "/mijn/gegevens/"})
    assert landed["Location"] == "/mijn/gegevens/"
    assert client.session["entry"] == Entry.LINK


def test_who_presses_the_button_is_a_guest(
    client: ProofreadingClient, person: MakePerson, path_of: Callable[[Person], str]
) -> None:
    ria = person("Ria")
    Person.objects.update(state=Person.State.UNCONFIRMED)
    client.post(path_of(ria))
    ria.refresh_from_db()
    assert ria.state == Person.State.GUEST


@pytest.mark.parametrize(
    "evil",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "mijn/"],
)
def test_the_link_leads_nowhere_else(
    client: ProofreadingClient,
    person: MakePerson,
    path_of: Callable[[Person], str],
    evil: str,
) -> None:
    """S14."""
    assert client.post(path_of(person("Ria")), {"naar": evil})["Location"] == "/mijn/"


def test_a_link_opens_no_roles(
    client: ProofreadingClient,
    person: MakePerson,
    grant: Callable[..., Membership],
    path_of: Callable[[Person], str],
) -> None:
    karin = person("Karin")
    grant(karin)
    client.post(path_of(karin))
    assert client.get("/beheer/rollen/").status_code == 404
    assert client.get("/mijn/gegevens/").status_code == 200


def test_who_is_in_with_a_code_keeps_the_own_rights(
    person: MakePerson,
    grant: Callable[..., Membership],
    path_of: Callable[[Person], str],
    sign_in: Callable[..., ProofreadingClient],
) -> None:
    karin = person("Karin")
    grant(karin)
    client = sign_in(karin)
    client.post(path_of(karin))
    assert client.session["entry"] == Entry.CODE


def test_somebody_elses_link_ends_my_rights(
    person: MakePerson,
    grant: Callable[..., Membership],
    path_of: Callable[[Person], str],
    sign_in: Callable[..., ProofreadingClient],
) -> None:
    karin, ria = person("Karin"), person("Ria")
    grant(karin)
    client = sign_in(karin)
    client.post(path_of(ria))
    assert (client.session["_auth_user_id"], client.session["entry"]) == (
        str(ria.pk),
        Entry.LINK,
    )


def test_after_a_link_one_may_still_sign_in_with_a_code(
    client: ProofreadingClient,
    person: MakePerson,
    path_of: Callable[[Person], str],
    sign_in_by_code: Callable[..., ProofreadingClient],
) -> None:
    karin = person("Karin")
    client.post(path_of(karin))
    assert client.get("/inloggen/").status_code == 200
    assert client.get("/mijn/gegevens/").status_code == 200
    sign_in_by_code(karin, client)
    assert client.session["entry"] == Entry.CODE


@pytest.mark.parametrize("change", ["signature", "key", "nonsense"])
def test_a_changed_link_opens_a_polite_page(
    client: ProofreadingClient,
    person: MakePerson,
    path_of: Callable[[Person], str],
    change: str,
) -> None:
    key, signature = path_of(person("Ria")).split("/")[2].split(".")
    path = {
        "signature": f"/link/{key}.{signature[::-1]}/",
        "key": f"/link/{key[::-1]}.{signature}/",
        "nonsense": "/link/iets/",
    }[change]
    page = client.get(path)
    assert (page.status_code, "Ik ben mijn link kwijt" in page.content.decode()) == (404, True)
    assert client.post(path).status_code == 404


def test_a_stolen_copy_of_the_database_opens_nothing(
    client: ProofreadingClient, person: MakePerson, path_of: Callable[[Person], str]
) -> None:
    path_of(person("Ria"))
    assert client.post(f"/link/{PersonalLink.objects.get().key}/").status_code == 404


def test_a_revoked_link_closes_at_once_with_its_sessions(
    client: ProofreadingClient, person: MakePerson, path_of: Callable[[Person], str]
) -> None:
    """S10, S30."""
    ria = person("Ria")
    old = path_of(ria)
    client.post(old)
    assert client.get("/mijn/gegevens/").status_code == 200
    assert revoke_links(ria, by=None, now=NOON) == 1
    assert client.get("/mijn/gegevens/").status_code == 302
    assert client.get(old).status_code == 404
    assert Client().post(path_of(ria)).status_code == 302


def test_a_person_has_one_link_however_often_it_is_mailed(
    person: MakePerson, path_of: Callable[[Person], str]
) -> None:
    ria = person("Ria")
    assert path_of(ria) == path_of(ria)


def test_logs_do_not_tell_keys(
    client: ProofreadingClient, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    """S30."""
    root = logging.getLogger()
    (console,) = [one for one in root.handlers if one.filters]
    caplog.handler.addFilter(console.filters[0])
    with caplog.at_level(logging.WARNING):
        client.get("/link/geheime-sleutel/")
        client.get("/eerste/geheime-sleutel/")
    caplog.handler.removeFilter(console.filters[0])
    assert caplog.messages == ["Not Found: /link/***/", "Not Found: /eerste/***/"]


def lost(address: str) -> tuple[int, str, str]:
    client = ProofreadingClient()
    asked = client.post("/link-kwijt/", {"email": address})
    return asked.status_code, asked["Location"], client.get(asked["Location"]).content.decode()


def test_a_lost_link_is_mailed_again_and_works(
    client: ProofreadingClient, person: MakePerson
) -> None:
    """X-132."""
    ria = person("Ria")
    lost(str(ria.email).upper())
    mail = Message.objects.get()
    path = next(urlsplit(word).path for word in mail.body.split() if "/link/" in word)
    assert (mail.to_address, mail.secret) == (ria.email, True)
    assert client.post(path)["Location"] == "/mijn/"


def test_the_answer_about_a_lost_link_does_not_tell_who_is_known(person: MakePerson) -> None:
    """S18."""
    known, unknown = lost(str(person("Ria").email)), lost("niemand@voorbeeld.example")
    assert known == unknown
    assert Message.objects.count() == 2
    assert "/link/" not in Message.objects.get(to_address="niemand@voorbeeld.example").body


def test_nobody_can_bury_an_address_under_links(person: MakePerson) -> None:
    """S20."""
    address = str(person("Ria").email)
    for _number in range(20):
        cache.clear()  # a minute later
        lost(address)
    assert Message.objects.count() == 3


def test_who_has_no_mail_finds_a_number_to_ring(
    client: ProofreadingClient, db: None, settings: object
) -> None:
    """X-132."""
    settings.INSTALL = settings.INSTALL.model_copy(  # type: ignore[attr-defined]  # the fixture
        update={"contact_name": "Karin Boshuizen", "contact_phone": "088 000 00 00"}
    )
    page = client.get("/link-kwijt/").content.decode()
    assert 'href="tel:0880000000">088 000 00 00</a>' in page
