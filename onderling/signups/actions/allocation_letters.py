"""The letter with somebody's programme, and the one that takes it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base.dutch import full_date
from onderling.offers.models import Meeting
from onderling.people.actions.links import personal_address
from onderling.signups.actions.tell import when_and_where
from onderling.signups.models import Participation, Signup


@dataclass(frozen=True)
class Letter:
    """What somebody reads."""

    subject: str
    body: str


def programme_letter(
    who: Participation,
    places: Sequence[Signup],
    gives: Sequence[Meeting],
    *,
    wished: bool,
    now: datetime,
) -> Letter:
    """Somebody's own programme, how well it matches their wishes, and how to step back."""
    round = who.round
    day = full_date(round.starts_on)
    own = [
        _("U geeft zelf:\n{what}").format(
            what="\n".join(
                f"{meeting.offer.title}, {when_and_where(meeting, round)}" for meeting in gives
            )
        )
    ]
    if places:
        lines = [
            _("Dit is uw programma voor {day}:").format(day=day),
            *(
                f"{seat.meeting.offer.title}\n{when_and_where(seat.meeting, round)}"
                for seat in places
            ),
            *(own if gives else []),
            _about_wishes(places, wished=wished),
            *_why_and_stepping_back(mailed=bool(who.person.email)),
        ]
    else:
        lines = [
            _("De plekken voor {day} zijn verdeeld. U hebt geen plek in een workshop.").format(
                day=day
            ),
            *(own if gives else []),
            _("Op uw eigen pagina leest u waarom. U kunt daar kiezen uit wat nog vrij is.")
            if who.person.email
            else _("Bel ons. Dan kiezen wij samen uit wat nog vrij is."),
        ]
    subject = _("Uw programma voor {day}").format(day=day)
    return Letter(subject, _whole(who, lines, now=now))


def _why_and_stepping_back(*, mailed: bool) -> list[str]:
    """A letter on paper cannot send people to a page they cannot open."""
    if mailed:
        return [
            _("Op uw eigen pagina leest u waarom u deze plekken kreeg."),
            _(
                "Kunt u toch niet komen? Meld u af op uw eigen pagina. Uw plek gaat dan naar"
                " de volgende op de wachtlijst."
            ),
        ]
    return [
        _(
            "Wilt u weten waarom u deze plekken kreeg, of kunt u toch niet komen? Bel ons dan."
            " Uw plek gaat bij afmelden naar de volgende op de wachtlijst."
        )
    ]


def _about_wishes(places: Sequence[Signup], *, wished: bool) -> str:
    if not wished:
        return _("U gaf geen wensen door. U kreeg plekken waar ruimte was.")
    wishes = sum(seat.kind == "wish" for seat in places)
    if wishes == len(places):
        return _("Al deze plekken stonden bij uw wensen.")
    if not wishes:
        return _("Uw wensen waren vol. U kreeg plekken waar ruimte was.")
    return _("{n} van de {all} plekken stonden bij uw wensen.").format(
        n=wishes, all=len(places)
    )


def undone_letter(who: Participation, *, now: datetime) -> Letter:
    """The programme that was sent does not hold; another one follows."""
    round = who.round
    lines = [
        _("U kreeg een programma voor {round}. Dat programma geldt niet meer.").format(
            round=round.name
        ),
        _("Wij verdelen de plekken opnieuw. U krijgt daarna weer bericht. Onze excuses."),
    ]
    subject = _("Uw programma voor {round} verandert").format(round=round.name)
    return Letter(subject, _whole(who, lines, now=now))


def _whole(who: Participation, lines: Sequence[str], *, now: datetime) -> str:
    round, person = who.round, who.person
    own = []
    if person.email:
        address = personal_address(person, now=now)
        own = [_("Uw eigen pagina, zonder wachtwoord:\n{address}").format(address=address)]
    return "\n\n".join(
        [
            _("Beste {name},").format(name=person.first_name),
            *lines,
            *own,
            _("Komt u er niet uit? Bel {name}: {phone}.").format(
                name=round.contact_name, phone=round.contact_phone
            ),
            _("Met vriendelijke groet,\n{name}").format(name=round.contact_name),
        ]
    )
