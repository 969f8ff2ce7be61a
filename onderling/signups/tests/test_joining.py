"""Signing up without a password, and being added by hand (S0-1, S3d-1, S4-12, X-136)."""

import re
from collections.abc import Callable
from typing import Any

from onderling.base.models import AuditLine
from onderling.mail.models import Message
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.forms.join import ALLOWED, AddForm, JoinForm
from onderling.signups.models import Participation, Signup

Make = Callable[..., Any]
JOIN = "/ronde/studiedag/meedoen/"


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def typed(email: str = "nienke@voorbeeld.example", **more: str) -> dict[str, str]:
    return {
        "naam": "Nienke van der Meulenkamp",
        "email": email,
        "andere": "Voedselbank Zandwolde",
        "rol": "volunteer",
        **more,
    }


def button_in(letter: Message) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", letter.body)
    assert found
    return found[1]


def test_a_volunteer_signs_up_with_one_form_and_one_button(
    client: Any, study_day: Make
) -> None:
    study_day()
    assert "U kiest geen wachtwoord" in text(client.get(JOIN))
    assert "Kijk nu in uw e-mail" in text(client.post(JOIN, typed(), follow=True))
    nienke = Person.objects.get(email="nienke@voorbeeld.example")
    assert (nienke.infix, nienke.last_name) == ("van der", "Meulenkamp")
    assert nienke.state == Person.State.UNCONFIRMED
    who = Participation.objects.get(person=nienke)
    assert (who.state, who.group, str(who.affiliation)) == (
        "invited",
        "volunteer",
        "vrijwilliger, Voedselbank Zandwolde",
    )
    url = button_in(Message.objects.get(kind="confirm_sign_up"))
    assert "Ja, ik doe mee" in text(client.get(url))
    nienke.refresh_from_db()
    assert nienke.state == Person.State.UNCONFIRMED
    page = client.post(url, follow=True)
    assert "Wat wilt u het liefst doen?" in text(page)
    nienke.refresh_from_db()
    who.refresh_from_db()
    assert (nienke.state, who.state) == (Person.State.GUEST, "coming")
    assert client.session["entry"] == "link"


def test_the_button_works_once(client: Any, study_day: Make) -> None:
    study_day()
    client.post(JOIN, typed())
    url = button_in(Message.objects.get())
    client.post(url)
    client.logout()
    assert client.post(url).status_code == 404
    assert client.post(url.replace("bevestig/", "bevestig/9")).status_code == 404


def test_a_known_address_gets_the_same_answer_and_the_own_link(
    client: Any, study_day: Make, person: Make
) -> None:
    """S18: nobody learns who takes part."""
    round_, ria = study_day(), person("Ria")
    stranger = client.post(JOIN, typed())
    known = client.post(JOIN, typed(email=ria.email.upper()))
    assert (known.status_code, known.url) == (stranger.status_code, stranger.url)
    assert round_.participations.filter(person=ria).count() == 0
    letter = Message.objects.get(to_address=ria.email)
    assert letter.subject == Message.objects.exclude(pk=letter.pk).get().subject
    assert "/link/" in letter.body
    assert f"?naar={JOIN}" in letter.body


def test_one_address_gets_no_more_than_three_mails_an_hour(
    client: Any, study_day: Make
) -> None:
    """S20"""
    study_day()
    for _ in range(6):
        client.post(JOIN, typed())
    assert Message.objects.filter(kind="confirm_sign_up").count() == 3
    assert Person.objects.count() == 1


def test_who_is_signed_in_presses_one_button_under_the_right_role(
    study_day: Make, person: Make, sign_in: Make, organisation: Make
) -> None:
    """S0-2: paid here, volunteer there; a sign-up picks one."""
    round_, ria = study_day(), person("Ria")
    other = ria.affiliations.create(organisation=organisation("Voedselbank"), group="volunteer")
    client = sign_in(ria)
    assert "vrijwilliger, Voedselbank" in text(client.get(JOIN))
    client.post(JOIN, {"als": other.pk})
    assert round_.participations.get(person=ria).group == "volunteer"
    assert client.get(JOIN).url == "/ronde/studiedag/wensen/"


def test_a_round_that_is_over_takes_nobody(client: Any, study_day: Make) -> None:
    study_day(state=State.CLOSED)
    assert "Aanmelden kan niet meer" in text(client.get(JOIN))
    client.post(JOIN, typed())
    assert Person.objects.count() == 0


def test_every_field_of_the_form_says_what_it_does_for_the_person() -> None:
    """S3d-1: no field that serves only the organisation."""
    assert set(JoinForm.base_fields) | set(AddForm.base_fields) == set(ALLOWED)


def test_an_organisation_is_chosen_or_typed_and_not_made_twice(
    client: Any, study_day: Make
) -> None:
    study_day()
    there = Organisation.objects.create(name="Voedselbank Zandwolde")
    assert "Kies uw organisatie, of typ de naam" in text(client.post(JOIN, typed(andere="")))
    client.post(JOIN, typed(andere="voedselbank  zandwolde"))
    assert Participation.objects.get(affiliation__organisation=there)


def test_the_coordinator_adds_somebody_without_mail(
    study_day: Make, sign_in: Make, karin: Person
) -> None:
    study_day()
    client = sign_in(karin)
    url = "/ronde/studiedag/deelnemers/toevoegen/"
    wrong = text(client.post(url, typed(email="")))
    assert "Vul een e-mailadres in, of een telefoonnummer." in wrong
    client.post(url, typed(email="", telefoon="0180 00 00 00"))
    who = Participation.objects.get()
    assert (who.person.email, who.person.phone) == (None, "0180 00 00 00")
    assert (who.source, who.entered_by, who.state) == ("hand", karin, "coming")
    assert "Uw eigen pagina" in text(client.post(f"/deelname/{who.pk}/link/"))
    assert AuditLine.objects.filter(deed="show_link").count() == 1


def test_the_link_of_who_has_mail_is_shown_to_nobody_else(
    study_day: Make, participation: Make, sign_in: Make, karin: Person
) -> None:
    who = participation(study_day())
    client = sign_in(karin)
    assert "Toon de eigen link" not in text(client.get(f"/deelname/{who.pk}/"))
    assert client.post(f"/deelname/{who.pk}/link/").status_code == 404


def test_a_late_joiner_gets_a_seat_that_is_free_and_is_seen_as_added(
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
    sign_in: Make,
    karin: Person,
) -> None:
    """X-136"""
    full, soup = meeting(published, "Vol", seats=1), meeting(published, "Soep", seats=2)
    seat(participation(published), full)
    client = sign_in(karin)
    url = "/ronde/studiedag/deelnemers/toevoegen/"
    form = text(client.get(url))
    assert "Soep (nog 2 plekken)" in form
    assert ">Vol (" not in form
    page = client.post(url, typed(**{f"plek_{soup.slot_id}": str(soup.pk)}), follow=True)
    assert "met de hand toegevoegd" in text(page)
    place = Signup.objects.get(meeting=soup)
    assert (place.state, place.by_hand) == ("confirmed", True)


def test_a_refused_seat_leaves_no_half_added_person_behind(
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
    sign_in: Make,
    karin: Person,
) -> None:
    soup, ria = meeting(published, "Soep", seats=4), participation(published)
    seat(ria, meeting(published, "Brood", seats=4))
    wish = {f"plek_{soup.slot_id}": str(soup.pk)}
    client = sign_in(karin)
    page = client.post(
        "/ronde/studiedag/deelnemers/toevoegen/",
        typed(email=ria.person.email, **wish),
    )
    assert "Tijdens ‘Soep’ is er al een plek: ‘Brood’." in text(page)
    assert 'value="Nienke van der Meulenkamp"' in text(page)
    assert Organisation.objects.filter(name="Voedselbank Zandwolde").count() == 0


def test_the_list_is_searched_and_narrowed(
    study_day: Make, participation: Make, person: Make, sign_in: Make, karin: Person
) -> None:
    round_ = study_day()
    participation(round_, person("Sabine", "Terpstra", group="volunteer"))
    participation(round_, person("Theo", "Abrahamse"), late=True)
    participation(round_, person("Gerrit", "Nijboer", email=None))
    client = sign_in(karin)
    for query, names in (
        ("", "Abrahamse Nijboer Terpstra"),
        ("?zoek=sabine+terp", "Terpstra"),
        ("?zoek=terpstra,+sabine", "Terpstra"),
        ("?groep=paid", "Abrahamse Nijboer"),
        ("?wensen=laat", "Abrahamse"),
        ("?bereik=geen_mail", "Nijboer"),
        ("?wensen=ja", ""),
    ):
        page = text(client.get(f"/ronde/studiedag/deelnemers/{query}"))
        found = [name for name in ("Abrahamse", "Nijboer", "Terpstra") if f">{name}," in page]
        assert found == names.split(), query


def test_somebody_is_taken_from_the_late_list_with_one_button(
    study_day: Make, participation: Make, sign_in: Make, karin: Person
) -> None:
    who = participation(study_day(state=State.MATCHING), late=True)
    client = sign_in(karin)
    assert "Neem mee in de verdeling" in text(client.get(f"/deelname/{who.pk}/"))
    page = text(client.post(f"/deelname/{who.pk}/laat/", follow=True))
    assert "laatkomer, doet mee" in page
    assert "Neem mee in de verdeling" not in page


def test_a_coordinator_changes_places_with_a_reason(
    published: Round,
    meeting: Make,
    participation: Make,
    seat: Make,
    sign_in: Make,
    karin: Person,
) -> None:
    soup, bread = meeting(published, "Soep"), meeting(published, "Brood")
    ria = participation(published)
    seat(ria, soup)
    client = sign_in(karin)
    url = f"/deelname/{ria.pk}/plekken/"
    chosen = {f"plek_{soup.slot_id}": bread.pk}
    assert "Schrijf op waarom" in text(client.post(url, chosen))
    page = client.post(url, {**chosen, "reden": "past beter"}, follow=True)
    assert "Met de hand gegeven. Reden: past beter" in text(page)
    assert ria.signups.seated().get().meeting == bread


def test_saying_on_behalf_that_somebody_does_not_come_asks_first(
    study_day: Make, participation: Make, sign_in: Make, karin: Person
) -> None:
    who = participation(study_day())
    client, url = sign_in(karin), f"/deelname/{who.pk}/komt/"
    assert "niet?" in text(client.get(url))
    client.post(url)
    who.refresh_from_db()
    assert who.state == "not_coming"
