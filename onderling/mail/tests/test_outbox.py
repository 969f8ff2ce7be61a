"""The outbox of a round (X-131, S4, S5): who reads what, and what nobody reads."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from onderling.mail.models import Message
from tests.proofreader import ProofreadingClient

Mail = Callable[..., Message]
Maker = Callable[..., Any]  # of people and rounds, which live floors higher
SignIn = Callable[..., ProofreadingClient]
PAGE = "/ronde/studiedag/berichten/"
CANARY = "kanarie-1234-5678"


def test_an_empty_outbox_says_what_will_come(karin: Any, sign_in: SignIn) -> None:
    page = sign_in(karin).get(PAGE).content.decode()
    assert ["Geen berichten" in page, "Nog niets verstuurd" in page] == [True, True]


def test_messages_are_counted_by_kind_and_end(karin: Any, sign_in: SignIn, about: Mail) -> None:
    about("a@voorbeeld.example", kind="invitation")
    about("b@voorbeeld.example", kind="invitation")
    about("", kind="invitation", name="Bep Bakker")
    Message.objects.filter(to_address="a@voorbeeld.example").update(state="sent")
    about("c@voorbeeld.example", kind="invitation")
    Message.objects.filter(to_address="c@voorbeeld.example").update(state="unknown")
    page = sign_in(karin).get(PAGE)
    (row,) = page.context["numbers"]
    assert (row.label, row.total) == ("uitnodiging", 4)
    assert (row.sent, row.waiting, row.trouble, row.withheld, row.letters) == (1, 1, 1, 0, 1)
    assert "brief of telefoon" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Bep", "Cis", "Ali"]),
        ("?soort=invitation", ["Bep", "Ali"]),
        ("?stand=letter", ["Bep"]),
        ("?stand=queued&soort=wishes_saved", ["Cis"]),
        ("?stand=refused", []),
        ("?soort=password__startswith&stand=_connector", ["Bep", "Cis", "Ali"]),
    ],
)
def test_the_list_can_be_narrowed(
    karin: Any, sign_in: SignIn, about: Mail, query: str, names: list[str]
) -> None:
    """S34: what is not on the list of choices chooses nothing."""
    about(name="Ali", kind="invitation")
    about(name="Cis", kind="wishes_saved")
    about("", name="Bep", kind="invitation")
    rows = sign_in(karin).get(PAGE + query).context["rows"]
    assert [row["message"].to_name for row in rows] == names


def test_a_letter_can_be_read_and_printed(karin: Any, sign_in: SignIn, about: Mail) -> None:
    letter = about("", name="Bep Bakker", body="Dag Bep,\n\nU komt op 10 december.\n")
    page = sign_in(karin).get(f"{PAGE}{letter.pk}/").content.decode()
    assert "<p>U komt op 10 december.</p>" in page


@pytest.mark.parametrize("role", ["coordinator", "owner"])
def test_a_secret_text_is_shown_to_nobody(
    role: str,
    person: Maker,
    grant: Maker,
    sign_in: SignIn,
    about: Mail,
) -> None:
    """X-131: also not to an owner, in the list or on its page."""
    peter = person("Peter")
    grant(peter, role)
    secret = about(body=CANARY, secret=True, kind="sign_in_code")
    client = sign_in(peter)
    pages = [client.get(path).content.decode() for path in (PAGE, f"{PAGE}{secret.pk}/")]
    assert [CANARY in page for page in pages] == [False, False]
    assert "De tekst tonen wij aan niemand" in pages[1]


def test_messages_of_another_round_do_not_exist(
    karin: Any, sign_in: SignIn, mail: Mail, study_day: Maker
) -> None:
    """S4, S5."""
    other = study_day(slug="andere-dag")
    theirs = mail(name="Kanarie", scope_ref=f"rounds.round:{other.pk}")
    code = mail(name="Kanarie")  # about no round at all
    client = sign_in(karin)
    assert "Kanarie" not in client.get(PAGE).content.decode()
    paths = [f"{PAGE}{theirs.pk}/", f"{PAGE}{code.pk}/", "/ronde/andere-dag/berichten/"]
    assert [client.get(path).status_code for path in paths] == [404] * 3


def test_the_page_says_why_messages_wait(
    karin: Any, sign_in: SignIn, about: Mail, settings: Any
) -> None:
    about(kind="invitation")
    client = sign_in(karin)
    assert "Er is nog geen mailserver." in client.get(PAGE).content.decode()
    settings.EMAIL_HOST = "mail.voorbeeld.example"
    Message.objects.update(error="Reden: Karin logt nog in zonder tweede stap.")
    assert "Karin logt nog in zonder tweede stap." in client.get(PAGE).content.decode()


def test_many_messages_ask_no_more_of_the_database(
    karin: Any,
    sign_in: SignIn,
    about: Mail,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client, asked = sign_in(karin), []
    for _number in range(3):
        about()
        with django_assert_max_num_queries(10) as queries:
            client.get(PAGE)
        asked.append(len(queries))
    assert asked[0] == asked[2]
