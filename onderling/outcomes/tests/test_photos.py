"""Photos of a workshop, shown with a yes and gone with a no (S0-11, X-35, X-36, X-86)."""

from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import TestCase
from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.base.pictures import picture_file
from onderling.base.terms import value_of
from onderling.outcomes.actions.photos import (
    Told,
    answer_photo,
    drop_photo,
    put_back_photo,
    sweep_photos,
    take_off_photo,
    tell_photo,
)
from onderling.outcomes.models import Photo, Recognisable
from onderling.outcomes.queries.photos import shown, with_standing
from onderling.outcomes.rules.photos import Answer, Standing
from onderling.people.actions.consent import answer_consent
from onderling.people.actions.erasing import erase_person, expire_person
from onderling.people.actions.merging import merge_people, questions_of
from onderling.people.models import Person
from onderling.people.rules import Entry

pytestmark = pytest.mark.django_db


def address(photo: Photo, size: str = "klein") -> str:
    return f"/foto/{photo.pk}/{size}.jpg"


def say(photo: Photo, who: Person, answer: Answer) -> Recognisable:
    one = photo.recognisables.get(person=who)
    return answer_photo(one, answer, channel="web", by=who, now=now())


def test_the_database_shows_what_the_rule_says(soup: Any, snap: Any, person: Any) -> None:
    """Every combination, laid beside the pure rule."""
    people = [person("Ria"), person("Jan")]
    answer_consent(people[1], "photo", "withdrawn", channel="web", now=now())
    moments = (None, now() - timedelta(days=1), now() + timedelta(days=1))
    for alt, nobody, off, how, at in product(
        ("", "Soep"), (True, False), (None, now()), range(3), moments
    ):
        photo = Photo.objects.create(
            round=soup.offer.round, alt=alt, nobody=nobody, off=off, width=4, height=3, at=now()
        )
        for one in people[:how]:
            answer = "yes" if at else ""
            Recognisable.objects.create(photo=photo, person=one, answer=answer, answered=at)
    every = list(Photo.objects.all())
    by_rule = {row.it.pk for row in with_standing(every) if row.standing == Standing.SHOWN}
    refused = {row.it.pk for row in with_standing(every) if row.standing == Standing.REFUSED}
    assert {one.pk for one in Photo.objects.shown()} == by_rule
    assert {one.pk for one in Photo.objects.refused()} == refused
    assert (len(every), len(by_rule), len(refused)) == (72, 9, 16)


def test_a_photo_waits_until_everybody_on_it_said_yes(
    day: Any, snap: Any, person: Any, client: Any
) -> None:
    ria, jan = person("Ria"), person("Jan")
    photo = snap(ria, jan)
    say(photo, ria, Answer.YES)
    assert client.get(address(photo)).status_code == 404
    say(photo, jan, Answer.YES)
    assert list(shown(day)) == [photo]
    answer = client.get(address(photo))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "private, no-cache"  # a copy never outlives a no


def test_a_no_counts_at_once_and_the_files_go_with_the_next_job(
    day: Any, snap: Any, person: Any, client: Any
) -> None:
    """Acceptance 6: the old address answers politely, in both sizes."""
    ria = person("Ria")
    photo, other = snap(ria), snap()
    say(photo, ria, Answer.YES)
    say(photo, ria, Answer.NO)
    assert list(shown(day)) == [other]
    for size in ("klein", "groot"):
        answer = client.get(address(photo, size))
        assert (answer.status_code, b"Deze foto is weggehaald" in answer.content) == (410, True)
    assert isinstance(picture_file(photo.key, "groot"), Path)
    assert (files_left_after_sweep(photo), sweep_photos(now=now())) == ([None, None], 0)
    photo.refresh_from_db()
    assert (photo.alt, photo.gone) == ("", now())
    assert photo.recognisables.get().answer == "no"  # the bare fact stays
    assert client.get(address(photo)).status_code == 410


def files_left_after_sweep(photo: Photo) -> list[Path | None]:
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert sweep_photos(now=now()) == 1
    return [picture_file(photo.key, size) for size in ("klein", "groot")]


def test_a_no_to_all_photos_takes_every_photo_away(day: Any, snap: Any, person: Any) -> None:
    ria = person("Ria")
    photo = snap(ria)
    say(photo, ria, Answer.YES)
    later = now() + timedelta(minutes=1)
    answer_consent(ria, "photo", "refused", channel="web", now=later)
    assert list(shown(day)) == []
    assert files_left_after_sweep(photo) == [None, None]


def test_who_answered_is_not_left_out_by_somebody_else(
    snap: Any, giver: Person, person: Any
) -> None:
    ria = person("Ria")
    photo = snap(ria, names=["Buurman Bo"])
    say(photo, ria, Answer.NO)
    with pytest.raises(Refused, match="Wie al ja of nee zei"):
        tell_photo(photo, Told("Soep", nobody=True), by=giver, now=now())
    told = Told("Soep", people=[ria], names=["Tante Sjaan"])
    tell_photo(photo, told, by=giver, now=now())
    assert [str(one) for one in photo.recognisables.all()] == [ria.name, "Tante Sjaan"]
    assert photo.recognisables.get(person=ria).answer == "no"


def test_a_no_to_all_photos_is_not_wiped_out_by_leaving_the_name_out(
    day: Any, snap: Any, giver: Person, person: Any
) -> None:
    """Nobody asked her of this photo: her no to every photo counts all the same."""
    ria = person("Ria")
    photo = snap(ria)
    answer_consent(ria, "photo", "refused", channel="web", now=now())
    for told in (Told("Soep", nobody=True), Told("Soep", people=[giver])):
        with pytest.raises(Refused, match="Wie al ja of nee zei"):
            tell_photo(photo, told, by=giver, now=now())
    assert list(shown(day)) == []
    tell_photo(photo, Told("Soep", people=[ria]), by=giver, now=now())
    assert files_left_after_sweep(photo) == [None, None]


def test_a_coordinator_takes_a_photo_off_and_puts_it_back(
    day: Any, snap: Any, person: Any
) -> None:
    karin, photo = person("Karin"), snap()
    take_off_photo(photo, by=karin, now=now())
    assert list(shown(day)) == []
    put_back_photo(photo, by=karin, now=now())
    assert list(shown(day)) == [photo]
    drop_photo(photo, by=karin, now=now())
    with pytest.raises(Refused, match="voorgoed"):
        put_back_photo(photo, by=karin, now=now())


def test_what_was_taken_off_or_never_told_goes_in_the_end(
    snap: Any, person: Any, after: Any
) -> None:
    off, untold, good = snap(), snap(), snap()
    take_off_photo(off, by=person("Karin"), now=now())
    Photo.objects.filter(pk=untold.pk).update(alt="")
    after.shift(timedelta(days=value_of("keep_unconfirmed_days")))
    assert sweep_photos(now=now()) == 0
    after.shift(timedelta(seconds=1))
    assert sweep_photos(now=now()) == 2
    assert [one.pk for one in Photo.objects.filter(gone=None)] == [good.pk]


def test_who_is_erased_takes_the_photo_along_also_by_a_typed_name(
    day: Any, snap: Any, person: Any
) -> None:
    """X-36: what stays is that somebody said yes."""
    ria = person("Ria", "Vos")
    mine, typed, other = snap(ria), snap(names=["ria vos"], nobody=False), snap()
    say(mine, ria, Answer.YES)
    erase_person(ria, by=ria, now=now())
    assert list(shown(day)) == [other]
    assert Photo.objects.exclude(gone=None).count() == 2
    assert [(one.name, one.answer) for one in mine.recognisables.all()] == [("", "yes")]
    assert typed.recognisables.count() == 0


def test_a_photo_waits_for_nobody_whose_time_is_over(day: Any, snap: Any, person: Any) -> None:
    """What they agreed to stays; of what they never answered nobody can say yes any more."""
    ria, jan = person("Ria", "Vos"), person("Jan")
    agreed, silent, others = snap(ria), snap(ria, jan), snap(names=["ria vos"], nobody=False)
    say(agreed, ria, Answer.YES)
    say(silent, jan, Answer.YES)
    expire_person(ria, now=now())
    assert list(shown(day)) == [agreed]
    assert list(Photo.objects.filter(gone=None)) == [agreed, others]


def test_of_two_cards_on_one_photo_a_no_stays(snap: Any, person: Any, grant: Any) -> None:
    karin, ria, maria = person("Karin"), person("Ria", "Vos"), person("Maria", "Vos")
    grant(karin)
    photo, other = snap(ria, maria), snap(maria)
    say(photo, ria, Answer.YES)
    say(photo, maria, Answer.NO)
    chosen = {one.key: "kept" for one in questions_of(ria, maria)}
    merge_people(ria, maria, chosen, by=karin, now=now())
    assert [(one.person, one.answer) for one in photo.recognisables.all()] == [(ria, "no")]
    assert [one.person for one in other.recognisables.all()] == [ria]


def test_who_is_on_it_sees_it_before_everybody_may(
    snap: Any, person: Any, sign_in: Any
) -> None:
    ria = person("Ria")
    photo = snap(ria)
    mine, elses = sign_in(ria, entry=Entry.LINK), sign_in(person("Jan"))
    assert mine.get(address(photo)).status_code == 200
    assert elses.get(address(photo)).status_code == 404
