"""The programme, the catalogue and the wishes, in all their odd forms: X-2, X-26, X-135."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.formats.workshops.actions.imports.receive import look_of
from onderling.formats.workshops.actions.imports.take_over import Taken
from onderling.formats.workshops.rules.remarks import Look, Status
from onderling.offers.models import Meeting, Offer, Slot, Theme, WorkingForm
from onderling.people.models import Organisation
from onderling.rounds.models import Round
from onderling.signups.models import Absence, Lock, Pair, Participation, Wish

Make = Callable[..., Any]
PEOPLE = "Nummer;Naam;Organisatie\np1;An Bos;GGD\np2;Jan Pot;GGD\np3;Mo Zin;Politie\n"
DAY = "id;ronde;tijd;zaal;titel;gever;min;max;gemengd\n"
SOUP = "s1;1;10.00-11.15;Keuken;Soep;p1;6;14;ja\n"
SONG = "s2;2;11.30-12.45;Foyer;Zingen;p2;6;14;nee\n"
WISHES = "persoon_id;ronde;aanwezig;keuze1;keuze2;ook goed;liever niet;kan niet\n"
SPECIAL = "soort;persoon_a;persoon_b;toelichting\n"


@pytest.fixture
def look(listed: Make, round_: Round) -> Callable[[str], Look]:
    def at(text: str) -> Look:
        found = look_of(listed(text), round_)
        assert found is not None
        return found

    return at


def kinds(found: Look) -> list[list[str]]:
    return [[remark.kind for remark in row.remarks] for row in found.rows]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("s1;;10.00-11.15;Keuken;Soep;;6;14;ja\n", "unknown_round"),
        ("s1;1;;Keuken;Soep;;6;14;ja\n", "round_without_time"),
        ("s1;1;'s ochtends;Keuken;Soep;;6;14;ja\n", "unknown_time"),
        ("s1;1;10.00-11.15;Keuken;;;6;14;ja\n", "no_title"),
        ("s1;1;10.00-11.15;Keuken;Soep;p9;6;14;ja\n", "unknown_giver"),
        ("s1;1;10.00-11.15;Keuken;Soep;;zes;14;ja\n", "no_number"),
        ("s1;1;10.00-11.15;Keuken;Soep;;20;14;ja\n", "minimum_above_maximum"),
        ("s1;1;10.00-11.15;Keuken;Soep;;6;14;soms\n", "unknown_yes_or_no"),
    ],
)
def test_a_session_says_what_is_odd_about_it(row: str, kind: str, look: Make) -> None:
    assert kind in kinds(look(DAY + row))[0]


def test_one_number_for_two_sessions_is_refused(look: Make) -> None:
    found = look(DAY + SOUP + SOUP.replace("Soep", "Brood"))
    assert [row.status for row in found.rows] == [Status.NEW, Status.REFUSED]
    assert kinds(found)[1] == ["same_code"]


def test_a_room_that_is_used_twice_at_one_time_is_named(look: Make) -> None:
    found = look(
        DAY + SOUP + SOUP.replace("s1", "s3").replace("Soep", "Brood").replace("p1", "")
    )
    assert kinds(found)[1] == ["room_twice"]


def test_rows_that_disagree_on_the_time_of_a_round_are_named(look: Make, taken: Make) -> None:
    text = DAY + SOUP + "s3;1;10.15-11.15;Foyer;Brood;;6;14;ja\n"
    assert kinds(look(text))[1] == ["other_time"]
    taken(text)
    assert Slot.objects.get().starts == datetime(2026, 12, 10, 9, 0, tzinfo=UTC)


def test_a_workshop_over_two_rounds_takes_both(taken: Make, round_: Round) -> None:
    taken(DAY + SOUP + SONG + "s3;1 en 2;;Tuin;Wandelen;;6;14;ja\n")
    walk = Meeting.objects.get(code="s3")
    assert (str(walk.slot), str(walk.last_slot)) == ("Ronde 1", "Ronde 2")
    assert walk.ends == datetime(2026, 12, 10, 11, 45, tzinfo=UTC)


def test_a_programme_that_moves_says_so_and_moves_the_round(taken: Make, look: Make) -> None:
    taken(DAY + SOUP)
    moved = DAY + SOUP.replace("10.00-11.15", "10.30-11.30")
    found = look(moved)
    assert kinds(found)[0][0] == "moves_slot"
    assert [(c.column, c.old, c.new) for c in found.rows[0].changes] == [
        ("time", "10:00–11:15", "10:30–11:30")
    ]
    taken(moved)
    assert Slot.objects.get().starts == datetime(2026, 12, 10, 9, 30, tzinfo=UTC)
    assert Meeting.objects.get().sequence == 1  # calendars hear that it moved
    taken(moved)
    assert Meeting.objects.get().sequence == 1


def test_another_giver_in_the_list_takes_the_place_of_the_one(taken: Make) -> None:
    taken(PEOPLE, DAY + SOUP)
    taken(DAY + SOUP.replace("p1", "Jan Pot"))
    assert [giver.name for giver in Meeting.objects.get().givers.all()] == ["Jan Pot"]


def test_workshops_come_in_as_offered_and_the_programme_publishes_them(
    taken: Make, look: Make
) -> None:
    Theme.objects.create(name="Samen optrekken")
    WorkingForm.objects.create(name="dialoogtafel")
    catalogue = (
        "id;titel;thema;werkvorm;min;max;duur\n"
        "w1;Soep;samen optrekken;Dialoogtafel;6;14;75\nw2;Brood;t01;kneden;6;14;uur\n"
    )
    found = look(catalogue)
    assert kinds(found) == [[], ["no_number"]]
    assert [remark.more["names"] for remark in found.general] == ["kneden\nt01"]
    taken(catalogue)
    soup = Offer.objects.get(code="w1")
    assert (str(soup.theme), str(soup.working_form), soup.state) == (
        "Samen optrekken",
        "dialoogtafel",
        "submitted",
    )
    taken("id;ronde;tijd;zaal;workshop_id;titel\ns1;1;10.00-11.15;Keuken;w1;Soep\n")
    assert Offer.objects.get(code="w1").state == "published"
    assert Meeting.objects.get().offer == soup


@pytest.fixture
def day(taken: Callable[..., Taken]) -> None:
    taken(PEOPLE, DAY + SOUP + SONG)


def opinions() -> dict[str, tuple[str, int | None]]:
    return {
        wish.meeting.code: (wish.opinion, wish.rank)
        for wish in Wish.objects.select_related("meeting")
    }


def test_wishes_by_number_and_by_title_in_every_opinion(day: None, taken: Make) -> None:
    taken(DAY + "s4;1;10.00-11.15;Tuin;Brood;;6;14;ja\n" + "s5;1;;Zolder;Taart;;6;14;ja\n")
    taken(WISHES + "p3;1;ja;s4;;soep;Taart;\n" + "p3;2;x;;;;;zingen\n")
    assert opinions() == {
        "s4": ("ranked", 1),
        "s1": ("also_good", None),
        "s5": ("rather_not", None),
        "s2": ("cannot", None),
    }


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("p9;1;ja;s1;;;;\n", "unknown_person"),
        (";1;ja;s1;;;;\n", "no_name"),
        ("p3;7;ja;s1;;;;\n", "unknown_round"),
        ("p3;1;misschien;s1;;;;\n", "unknown_presence"),
        ("p3;1;ja;Taart;;;;\n", "unknown_title"),
        ("p3;1;ja;s2;;;;\n", "other_round"),
        ("p3;1;ja;Zingen;;;;\n", "other_round"),
        ("p3;1;ja;s1;Soep;;;\n", "wish_twice"),
        ("p3;1;ja;s1;;;Soep;\n", "wish_contradicts"),
        ("p3;1;nee;s1;;;;\n", "wishes_while_absent"),
        ("p1;1;ja;s1;;;;\n", "wish_for_own"),
        ("p1;1;nee;;;;;\n", "absent_giver"),
    ],
)
def test_a_wish_says_what_is_odd_about_it(day: None, row: str, kind: str, look: Make) -> None:
    assert kinds(look(WISHES + row)) == [[kind]]


def test_a_wish_for_a_workshop_that_is_not_for_this_person_is_told_in_its_row(
    day: None, look: Make, round_: Round
) -> None:
    """S3a-3: only for the police, whom Mo is of; or for the partners, and those are two."""
    police = Organisation.objects.get(name="Politie")
    Offer.objects.filter(title="Soep").update(audience="own", organisation=police)
    Offer.objects.filter(title="Zingen").update(audience="partners")
    rows = "p2;1;ja;s1;;;;\np3;1;ja;s1;;;;\np3;2;ja;s2;;;;\n"
    assert kinds(look(WISHES + rows)) == [["wish_not_for_them"], [], ["wish_not_for_them"]]
    round_.partners.add(police)
    assert kinds(look(WISHES + rows))[2] == []
    people = "Nummer;Naam;Organisatie;Ronde 1, keuze 1\n"
    in_people = people + "p7;Els Kok;GGD;Soep\np8;Bo Kok;Politie;Soep\n"
    assert kinds(look(in_people)) == [["wish_not_for_them"], []]


def test_a_workshop_that_is_not_on_the_board_yet_is_told_as_such(day: None, look: Make) -> None:
    Meeting.objects.filter(code="s2").update(slot=None)
    said = look(WISHES + "p3;1;ja;s2;;;;\n")
    assert kinds(said) == [["no_round"]]


def test_who_is_absent_has_no_wishes_left_and_comes_to_the_others(
    day: None, taken: Make
) -> None:
    taken(WISHES + "p3;1;ja;s1;;;;\np3;2;ja;s2;;;;\n")
    taken(WISHES + "p3;1;nee;;;;;\n")
    assert opinions() == {"s2": ("ranked", 1)}
    assert [str(absence.slot) for absence in Absence.objects.all()] == ["Ronde 1"]
    assert Participation.objects.get(code="p3").state == "coming"


def test_what_somebody_said_on_the_site_stays_when_the_list_is_silent_about_it(
    day: None, taken: Make
) -> None:
    mo = Participation.objects.get(code="p3")
    soup = Meeting.objects.get(code="s1")
    Wish.objects.create(participation=mo, meeting=soup, opinion="cannot")
    taken("persoon_id;ronde;keuze1\np3;1;\n")
    assert opinions() == {"s1": ("cannot", None)}


def test_an_unknown_name_in_an_online_form_becomes_a_new_participant(
    day: None, taken: Make, look: Make
) -> None:
    form = "Naam;Welke workshop kiest u in ronde 1? (eerste keuze)\nEls Nieuw;Soep\n"
    assert kinds(look(form)) == [["unknown_name"]]
    taken(form)
    els = Participation.objects.get(person__last_name="Nieuw")
    assert (els.state, els.group, els.wishes.count()) == ("coming", "other", 1)


def test_somebody_twice_in_a_form_is_named_and_the_second_waits(day: None, look: Make) -> None:
    form = "Naam;Keuze ronde 1\nMo Zin;Soep\nMo Zin;\n"
    assert kinds(look(form)) == [[], ["same_person"]]


def test_together_apart_and_fixed_come_in_by_number_or_name(day: None, taken: Make) -> None:
    taken(
        SPECIAL
        + "graag samen;p1;p3;buren\nNiet samen;Jan Pot;Mo Zin;klacht\nvast;p3;s2;notulist\n"
    )
    assert {(pair.kind, pair.because) for pair in Pair.objects.all()} == {
        ("like", "buren"),
        ("apart", "klacht"),
    }
    lock = Lock.objects.get()
    assert (lock.participation.code, lock.meeting.code, lock.because) == (
        "p3",
        "s2",
        "notulist",
    )


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("misschien samen;p1;p2;\n", "unknown_sort"),
        ("graag samen;p1;p1;\n", "with_oneself"),
        ("graag samen;p1;p9;\n", "unknown_person"),
        ("vast;p1;s9;\n", "unknown_meeting"),
        ("vast: gever;p3;s1;\n", "not_the_giver"),
    ],
)
def test_a_special_row_says_what_is_odd_about_it(
    day: None, row: str, kind: str, look: Make
) -> None:
    assert kinds(look(SPECIAL + row)) == [[kind]]


def test_a_list_without_its_columns_is_not_taken_over(taken: Make) -> None:
    with pytest.raises(Refused, match="Er mist nog een kolom"):
        taken("Wat;Waar\nsoep;keuken\n")
