"""A coordinator takes the text of a standing group off the page; its maker corrects it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from onderling.base.audit import history_of, ref
from onderling.base.errors import Refused
from onderling.evaluation.actions.groups import ask_to_join, end_group, go_on
from onderling.evaluation.actions.judging import put_back_group, take_off_group
from onderling.evaluation.models import StandingGroup
from onderling.evaluation.queries.groups import groups_waiting
from onderling.evaluation.tests.judged import BETTER, HOW, WHY, decision, listed, own_page
from onderling.mail.models import Message
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import NOON, make_study_day

SignIn = Callable[..., Client]


def off(group: StandingGroup, by: Person, *, seen: str = HOW) -> StandingGroup:
    return take_off_group(group, WHY, seen=seen, by=by, now=NOON)


def letters() -> list[str]:
    found = Message.objects.filter(kind="group_judged").order_by("pk")
    return [one.state for one in found]


def press(key: str, what: str, seen: str, **typed: str) -> dict[str, str]:
    return {"sleutel": key, "besluit": what, "gezien": seen, **typed}


def test_a_text_taken_off_is_nowhere_at_once_and_back_when_it_is_put_back(
    group: StandingGroup, karin: Person, ria: Person, sign_in: SignIn, client: Client
) -> None:
    soup, later = group.offer, make_study_day(slots=1, slug="later", state=State.ANNOUNCED)
    pages = [
        f"/ronde/{soup.round.slug}/programma/{soup.pk}/",
        f"/ronde/{soup.round.slug}/",
        f"/ronde/{later.slug}/",
    ]
    coordinator, joiner = sign_in(karin), sign_in(ria)

    def read() -> list[bool]:
        return [HOW in client.get(page).content.decode() for page in pages]

    assert read() == [True, True, True]
    coordinator.post(decision(group), press("een", "weiger", HOW, because=WHY))
    assert read() == [False, False, False]
    assert joiner.get(f"{own_page(group)}meedoen/").status_code == 404
    with pytest.raises(Refused):
        ask_to_join(group, by=ria, now=NOON)
    coordinator.post(decision(group), press("twee", "terug", HOW))
    assert read() == [True, True, True]
    assert joiner.get(f"{own_page(group)}meedoen/").status_code == 200


def test_without_a_reason_nothing_happens_and_what_was_sent_stays(
    group: StandingGroup, karin: Person, sign_in: SignIn
) -> None:
    answer = sign_in(karin).post(decision(group), press("een", "weiger", HOW, because=" "))
    assert "Schrijf op waarom." in answer.content.decode()
    with pytest.raises(Refused):
        take_off_group(group, " \n", seen=HOW, by=karin, now=NOON)
    group.refresh_from_db()
    assert group.off is None


def test_its_maker_reads_the_reason_by_mail_and_on_the_own_page(
    group: StandingGroup, chandra: Person, karin: Person, sign_in: SignIn
) -> None:
    off(group, karin)
    letter = Message.objects.get(kind="group_judged")
    assert (letter.to_address, letter.not_before) == (
        chandra.email,
        NOON + timedelta(minutes=5),
    )
    assert f"Reden: {WHY}" in letter.body
    assert HOW in letter.body
    assert own_page(group) in letter.body
    assert "/link/" not in letter.body, "coordinators read the outbox"
    maker = sign_in(chandra)
    page = maker.get(own_page(group)).content.decode()
    assert "Uw tekst staat niet op de pagina" in page
    assert WHY in page
    assert "niet op de pagina" in maker.get("/mijn/").content.decode()


def test_who_has_no_mail_is_told_by_letter(
    group: StandingGroup, chandra: Person, karin: Person
) -> None:
    Person.objects.filter(pk=chandra.pk).update(email=None)
    off(group, karin)
    letter = Message.objects.get(kind="group_judged")
    assert (letter.channel, letter.scope_ref) == (
        Message.Channel.LETTER,
        ref(group.offer.round),
    )


def test_the_same_text_again_is_no_correction(
    group: StandingGroup, chandra: Person, karin: Person, sign_in: SignIn
) -> None:
    off(group, karin)
    answer = sign_in(chandra).post(
        own_page(group), {"sleutel": "een", "how": HOW, "agreed": "on"}
    )
    assert "Dit is nog dezelfde tekst." in answer.content.decode()
    assert not groups_waiting(Round.objects.managed_by(karin)).exists()


def test_a_corrected_text_waits_for_a_look_and_then_comes_back(
    group: StandingGroup, chandra: Person, karin: Person, sign_in: SignIn, client: Client
) -> None:
    off(group, karin)
    maker, coordinator = sign_in(chandra), sign_in(karin)
    typed = {"sleutel": "een", "how": BETTER, "agreed": "on"}
    said = maker.post(own_page(group), typed, follow=True).content.decode()
    assert "Bewaard. De coördinator kijkt opnieuw." in said
    assert "Uw nieuwe tekst wacht." in said
    public = f"/ronde/{group.offer.round.slug}/"
    assert BETTER not in client.get(public).content.decode()
    page = coordinator.get(f"/ronde/{group.offer.round.slug}/beheer/").content.decode()
    assert "Eén tekst van een vaste groep is verbeterd" in page
    page = coordinator.get(listed(group)).content.decode()
    assert "Verbeterd: wacht op u" in page
    assert BETTER in page
    coordinator.post(decision(group), press("twee", "terug", BETTER))
    assert BETTER in client.get(public).content.decode()
    assert not groups_waiting(Round.objects.managed_by(karin)).exists()
    told = Message.objects.filter(kind="group_judged").latest("pk")
    assert "staat weer op de pagina" in told.body
    assert letters() == ["withheld", "queued"], "the first had not left yet"


def test_a_correction_that_is_not_right_yet_is_kept_off_with_a_new_reason(
    group: StandingGroup, chandra: Person, karin: Person
) -> None:
    off(group, karin)
    go_on(group.offer, BETTER, by=chandra, now=NOON)
    again = take_off_group(group, "Noem ook de tijd.", seen=BETTER, by=karin, now=NOON)
    assert (again.because, again.waits) == ("Noem ook de tijd.", False)
    assert not groups_waiting(Round.objects.managed_by(karin)).exists()
    assert go_on(group.offer, f"{BETTER} Om acht uur.", by=chandra, now=NOON).waits


def test_a_look_is_asked_for_also_when_the_round_is_closed(
    group: StandingGroup, chandra: Person, karin: Person, sign_in: SignIn
) -> None:
    off(group, karin)
    go_on(group.offer, BETTER, by=chandra, now=NOON)
    Round.objects.filter(pk=group.offer.round_id).update(state=State.CLOSED)
    page = sign_in(karin).get("/vandaag/").content.decode()
    assert "Eén tekst van een vaste groep is verbeterd" in page
    assert f"{group.offer.round.name}. Lees ze." in page


def test_taken_back_within_five_minutes_its_maker_hears_nothing(
    group: StandingGroup, karin: Person
) -> None:
    off(group, karin)
    put_back_group(group, seen=HOW, by=karin, now=NOON)
    assert letters() == ["withheld"]


def test_taken_back_after_the_mail_left_its_maker_hears_that_too(
    group: StandingGroup, karin: Person
) -> None:
    off(group, karin)
    Message.objects.filter(kind="group_judged").update(state=Message.State.SENT)
    put_back_group(group, seen=HOW, by=karin, now=NOON)
    assert letters() == ["sent", "queued"]


def test_a_text_that_changed_since_it_was_read_is_not_judged(
    group: StandingGroup, chandra: Person, karin: Person, sign_in: SignIn
) -> None:
    go_on(group.offer, BETTER, by=chandra, now=NOON)
    coordinator = sign_in(karin)
    sent = press("een", "weiger", HOW, because=WHY)
    page = coordinator.post(decision(group), sent).content.decode()
    assert "De tekst is intussen veranderd." in page
    assert BETTER in page, "the new one is there to read"
    assert WHY in page, "what was typed is still there"
    off(group, karin, seen=BETTER)
    go_on(group.offer, HOW, by=chandra, now=NOON)
    with pytest.raises(Refused):
        put_back_group(group, seen=BETTER, by=karin, now=NOON)
    group.refresh_from_db()
    assert group.waits


def test_two_coordinators_decide_once(group: StandingGroup, karin: Person) -> None:
    off(group, karin)
    with pytest.raises(Refused):
        take_off_group(group, "Iets anders", seen=HOW, by=karin, now=NOON)
    put_back_group(group, seen=HOW, by=karin, now=NOON)
    with pytest.raises(Refused):
        put_back_group(group, seen=HOW, by=karin, now=NOON)
    deeds = [line.deed for line in history_of(group)]
    assert deeds == ["start_group", "take_off_group", "put_back_group"]


def test_the_log_names_the_deed_and_keeps_no_words(
    group: StandingGroup, karin: Person, sign_in: SignIn
) -> None:
    off(group, karin)
    page = sign_in(karin).get(f"/ronde/{group.offer.round.slug}/logboek/").content.decode()
    assert "haalde de tekst van een vaste groep van de pagina" in page
    assert WHY not in page
    assert HOW not in page


def test_one_that_its_maker_ended_is_not_for_a_coordinator(
    group: StandingGroup, chandra: Person, karin: Person, sign_in: SignIn
) -> None:
    end_group(group, ends=True, by=chandra, now=NOON)
    assert sign_in(karin).get(decision(group)).status_code == 404
    with pytest.raises(Refused):
        off(group, karin)


def test_ended_and_taken_up_again_it_stays_off(
    group: StandingGroup, chandra: Person, karin: Person, sign_in: SignIn, client: Client
) -> None:
    off(group, karin)
    end_group(group, ends=True, by=chandra, now=NOON)
    end_group(group, ends=False, by=chandra, now=NOON)
    assert HOW not in client.get(f"/ronde/{group.offer.round.slug}/").content.decode()
    assert "Uw tekst staat niet" in sign_in(chandra).get(own_page(group)).content.decode()
