"""The letter with somebody's programme, and the one that takes it back."""

from collections.abc import Sequence

from onderling.mail.actions.texts import Letter
from onderling.mail.rules import Recipient
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.signups.actions.letters import Desk, programme_of
from onderling.signups.models import Signup


def programme_letter(  # noqa: PLR0913 -- a whole day of one person
    desk: Desk,
    person: Person,
    to: Recipient,
    places: Sequence[Signup],
    gives: Sequence[Meeting],
    *,
    link: str,
    wished: bool,
) -> Letter:
    """Somebody's own programme, how well it matches their wishes, and how to step back.

    A letter on paper cannot send people to a page they cannot open.
    """
    values = desk.values(
        person,
        link=link,
        programmalijst=programme_of(desk.round, places, gives),
        zin_over_wensen=_about_wishes(desk, places, wished=wished),
    )
    key = "plaatsing" if places else "geen_plek"
    return desk.texts.letter(key if to.by_mail else f"{key}_brief", values, by_mail=to.by_mail)


def _about_wishes(desk: Desk, places: Sequence[Signup], *, wished: bool) -> str:
    wishes = sum(seat.kind == "wish" for seat in places)
    if not wished:
        key = "zin_niet_gekozen"
    elif not wishes:
        key = "zin_vol"
    elif wishes < len(places):
        key = "zin_deel_wensen"
    elif all(seat.rank == 1 for seat in places):
        key = "zin_eerste_wens"
    else:
        key = "zin_alle_wensen"
    return desk.texts.sentence(key, {"aantal": str(wishes), "plekken": str(len(places))})


def undone_letter(desk: Desk, person: Person, to: Recipient, *, link: str) -> Letter:
    """The programme that was sent does not hold; another one follows."""
    values = desk.values(person, link=link)
    return desk.texts.letter("verdeling_ongedaan", values, by_mail=to.by_mail)
