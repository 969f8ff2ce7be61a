"""A workshop goes on as a standing group, by its maker and nobody else (S3d-5)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from onderling.base.audit import ref
from onderling.base.errors import Refused
from onderling.evaluation.actions.groups import ask_to_join, end_group, go_on
from onderling.evaluation.models import StandingGroup
from onderling.evaluation.queries.groups import groups_around, groups_running, mine_to_go_on
from onderling.mail.models import Message
from onderling.offers.models import Meeting, Offer
from onderling.people.actions.erasing import erase_person, told_before
from onderling.people.actions.merging import merge_people
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import NOON, make_person, make_study_day

SignIn = Callable[..., Client]
HOW = "Elke eerste dinsdag om 19.30 uur in het buurthuis."


def pages(offer: Offer) -> tuple[str, str, str]:
    """Its maker’s page, the page of who wants to join, and the one everybody reads."""
    own = f"/aanbod/{offer.pk}/vaste-groep/"
    return own, f"{own}meedoen/", f"/ronde/{offer.round.slug}/programma/{offer.pk}/"


def test_its_maker_tells_how_it_goes_on_and_everybody_reads_it(
    soup: Offer, chandra: Person, sign_in: SignIn, client: Client
) -> None:
    own, _join, public = pages(soup)
    maker = sign_in(chandra)
    assert own in maker.get("/mijn/").content.decode()
    assert own in maker.get(f"/aanbod/{soup.pk}/").content.decode()
    maker.post(own, {"sleutel": "een", "how": HOW})
    assert not StandingGroup.objects.exists(), "without permission nothing is kept"
    maker.post(own, {"sleutel": "twee", "how": HOW, "agreed": "on"})
    for address in (public, f"/ronde/{soup.round.slug}/"):
        page = client.get(address).content.decode()
        assert HOW in page
        assert chandra.name in page
        assert str(chandra.email) not in page
    maker.post(own, {"sleutel": "drie", "how": "Elke week.", "agreed": "on"})
    assert "Elke week." in client.get(public).content.decode()
    assert StandingGroup.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Mail naar soep@voorbeeld.example.", "Er staat een e-mailadres in uw tekst."),
        ("Bel 06 12 34 56 78.", "Er staat een telefoonnummer in uw tekst."),
    ],
)
def test_an_address_or_a_number_stays_off_the_page(
    typed: str, said: str, soup: Offer, chandra: Person, sign_in: SignIn
) -> None:
    own, _join, _public = pages(soup)
    answer = sign_in(chandra).post(own, {"sleutel": "een", "how": typed, "agreed": "on"})
    page = answer.content.decode()
    assert said in page
    assert typed in page, "what was typed is still there"
    assert not StandingGroup.objects.exists()


def test_nobody_else_starts_it_takes_it_over_or_ends_it(
    soup: Offer, chandra: Person, karin: Person, sign_in: SignIn
) -> None:
    beside = soup.meetings.get().givings.exclude(person=chandra).get().person
    for other in (beside, karin):
        with pytest.raises(Refused):
            go_on(soup, HOW, by=other, now=NOON)
        assert sign_in(other).get(pages(soup)[0]).status_code == 404
    group = go_on(soup, HOW, by=chandra, now=NOON)
    for other in (beside, karin):
        with pytest.raises(Refused):
            go_on(soup, "Van mij", by=other, now=NOON)
        with pytest.raises(Refused):
            end_group(group, ends=True, by=other, now=NOON)
        answer = sign_in(other).post(f"{pages(soup)[0]}stop/", {"sleutel": "een"})
        assert answer.status_code == 404
    end_group(group, ends=True, by=chandra, now=NOON)
    with pytest.raises(Refused):
        end_group(group, ends=False, by=beside, now=NOON)


def test_a_new_maker_of_the_offer_does_not_get_the_group(
    soup: Offer, chandra: Person, sign_in: SignIn
) -> None:
    go_on(soup, HOW, by=chandra, now=NOON)
    other = make_person("Linda")
    Offer.objects.filter(pk=soup.pk).update(maker=other)
    with pytest.raises(Refused):
        go_on(soup, "Van mij", by=other, now=NOON)
    assert sign_in(other).get(pages(soup)[0]).status_code == 404
    assert sign_in(chandra).get(pages(soup)[0]).status_code == 200


@pytest.mark.parametrize("why", ["later", "no time", "called off", "not published"])
def test_it_goes_on_only_after_it_was_given(
    why: str, soup: Offer, chandra: Person, sign_in: SignIn
) -> None:
    meetings = Meeting.objects.filter(offer=soup)
    if why == "later":
        soup.round.slots.update(ends=NOON + timedelta(minutes=1))
    elif why == "no time":
        meetings.update(slot=None)
    elif why == "called off":
        meetings.update(state=Meeting.State.CANCELLED)
    else:
        Offer.objects.filter(pk=soup.pk).update(state="submitted")
    with pytest.raises(Refused):
        go_on(soup, HOW, by=chandra, now=NOON)
    assert mine_to_go_on(chandra, now=NOON) == []


def test_it_goes_on_after_its_last_time_only(soup: Offer, chandra: Person) -> None:
    """Given twice, or over two parts of the day: the last moment counts."""
    late = make_study_day(slots=1, slug="later").slots.get()
    Meeting.objects.filter(offer=soup).update(last_slot=late)
    with pytest.raises(Refused):
        go_on(soup, HOW, by=chandra, now=NOON)
    Meeting.objects.filter(offer=soup).update(last_slot=None)
    Meeting.objects.create(offer=soup, slot=late, seats=4, minimum=1)
    with pytest.raises(Refused):
        go_on(soup, HOW, by=chandra, now=NOON)
    again = late.ends + timedelta(minutes=1)
    assert go_on(soup, HOW, by=chandra, now=again).since == again.date()


def test_before_that_its_page_says_when(soup: Offer, chandra: Person, sign_in: SignIn) -> None:
    soup.round.slots.update(ends=NOON + timedelta(days=900))
    page = sign_in(chandra).get(pages(soup)[0]).content.decode()
    assert "zodra de workshop geweest is" in page
    assert "<textarea" not in page


def test_ended_it_is_gone_for_others_and_its_maker_takes_it_up_again(
    soup: Offer, chandra: Person, ria: Person, sign_in: SignIn, client: Client
) -> None:
    own, join, public = pages(soup)
    go_on(soup, HOW, by=chandra, now=NOON)
    maker = sign_in(chandra)
    assert HOW in client.get(public).content.decode()
    maker.post(f"{own}stop/", {"sleutel": "een", "stop": "ja"})
    assert HOW not in client.get(public).content.decode()
    assert HOW not in client.get(f"/ronde/{soup.round.slug}/").content.decode()
    assert sign_in(ria).get(join).status_code == 404
    assert HOW in maker.get(own).content.decode()
    maker.post(f"{own}stop/", {"sleutel": "twee", "stop": "nee"})
    assert HOW in client.get(public).content.decode()


def test_who_wants_to_join_is_told_to_its_maker_once_a_day(
    soup: Offer, chandra: Person, ria: Person, sign_in: SignIn
) -> None:
    group = go_on(soup, HOW, by=chandra, now=NOON)
    joiner, (_own, join, _public) = sign_in(ria), pages(soup)
    page = joiner.get(join).content.decode()
    assert str(ria.email) in page, "what its maker will read"
    assert str(chandra.email) not in page
    assert "Niemand anders leest dat bericht." in page
    joiner.post(join, {"sleutel": "een"})
    joiner.post(join, {"sleutel": "twee"})
    letter = Message.objects.get(kind="join_group")
    assert (letter.to_address, letter.reply_address) == (chandra.email, ria.email)
    assert ria.name in letter.body
    assert str(ria.email) not in letter.body
    assert "/link/" not in letter.body, "an answer sends it along: it must let nobody in"
    assert (letter.scope_ref, letter.secret) == (ref(group), True), "no coordinator reads it"
    ask_to_join(group, by=ria, now=letter.queued + timedelta(days=1, minutes=1))
    assert Message.objects.filter(kind="join_group").count() == 2


@pytest.mark.parametrize("way", ["email", "phone"])
def test_two_people_of_one_name_are_both_told(
    way: str, soup: Offer, chandra: Person, ria: Person
) -> None:
    group = go_on(soup, HOW, by=chandra, now=NOON)
    first, second = make_person("Jan", "Smit"), make_person("Jan", "Smit")
    if way == "phone":
        first.email, first.phone = None, "088 000 00 44"
        second.email, second.phone = None, "088 000 00 45"
    for one in (first, second, first):
        ask_to_join(group, by=one, now=NOON)
    assert Message.objects.filter(kind="join_group").count() == 2


def test_who_has_no_mail_is_told_by_letter_and_answered_by_telephone(
    soup: Offer, chandra: Person, ria: Person, sign_in: SignIn
) -> None:
    group = go_on(soup, HOW, by=chandra, now=NOON)
    Person.objects.filter(pk=chandra.pk).update(email=None)
    Person.objects.filter(pk=ria.pk).update(email=None, phone="")
    ria.refresh_from_db()
    with pytest.raises(Refused):
        ask_to_join(group, by=ria, now=NOON)
    assert "Ja, ik wil meedoen" not in sign_in(ria).get(pages(soup)[1]).content.decode()
    ria.phone = "088 000 00 44"
    ria.save(update_fields=["phone"])
    page = sign_in(ria).get(pages(soup)[1]).content.decode()
    assert "de coördinator leest het dus ook" in page
    ask_to_join(group, by=ria, now=NOON)
    letter = Message.objects.get(kind="join_group")
    assert (letter.channel, letter.reply_address) == (Message.Channel.LETTER, "")
    assert "088 000 00 44" in letter.body
    assert (letter.scope_ref, letter.secret) == (ref(soup.round), False), (
        "somebody reads it out"
    )


def test_its_maker_does_not_ask_to_join(soup: Offer, chandra: Person, sign_in: SignIn) -> None:
    go_on(soup, HOW, by=chandra, now=NOON)
    own, join, _public = pages(soup)
    answer = sign_in(chandra).post(join, {"sleutel": "een"})
    assert (answer.status_code, answer["Location"]) == (302, own)
    assert not Message.objects.filter(kind="join_group").exists()


def test_it_is_seen_where_its_workshop_is_seen(
    soup: Offer, chandra: Person, ria: Person, sign_in: SignIn
) -> None:
    go_on(soup, HOW, by=chandra, now=NOON)
    Offer.objects.filter(pk=soup.pk).update(state="withdrawn")
    assert not groups_running().exists()
    assert sign_in(ria).get(pages(soup)[1]).status_code == 404


def test_the_next_edition_shows_what_goes_on_from_earlier_ones(
    soup: Offer, chandra: Person, client: Client
) -> None:
    group = go_on(soup, HOW, by=chandra, now=NOON)
    later = make_study_day(slots=1, slug="volgende", state=State.ANNOUNCED)
    assert HOW in client.get("/ronde/volgende/").content.decode()
    assert list(groups_around(later, make_person())) == [group]
    Round.objects.filter(pk=soup.round_id).update(state=State.CANCELLED)
    assert list(groups_around(later, make_person())) == []


def test_its_maker_is_asked_for_some_weeks_only(soup: Offer, chandra: Person) -> None:
    assert mine_to_go_on(chandra, now=NOON) == [soup]
    later = NOON + timedelta(weeks=14)
    assert mine_to_go_on(chandra, now=later) == []
    group = go_on(soup, HOW, by=chandra, now=later)
    assert mine_to_go_on(chandra, now=later) == [soup]
    end_group(group, ends=True, by=chandra, now=later)
    assert mine_to_go_on(chandra, now=later) == []


def test_an_empty_text_is_no_group(soup: Offer, chandra: Person) -> None:
    with pytest.raises(Refused):
        go_on(soup, "  \n ", by=chandra, now=NOON)


def test_it_ends_when_its_maker_is_erased_and_that_is_told(
    soup: Offer, chandra: Person
) -> None:
    go_on(soup, HOW, by=chandra, now=NOON)
    told = told_before(chandra, by=chandra, now=NOON).first
    assert "De vaste groep ‘Soep’ stopt. De tekst daarover is dan weg." in told
    erase_person(chandra, by=chandra, now=NOON)
    assert not StandingGroup.objects.exists()


def test_it_goes_along_when_two_cards_of_its_maker_become_one(
    soup: Offer, chandra: Person, karin: Person
) -> None:
    go_on(soup, HOW, by=chandra, now=NOON)
    twin = make_person("Chandra", email="chandra@elders.example")
    merge_people(twin, chandra, {"email": "kept"}, by=karin, now=NOON)
    twin.refresh_from_db()
    assert go_on(soup, "Nu zo.", by=twin, now=NOON).person == twin
