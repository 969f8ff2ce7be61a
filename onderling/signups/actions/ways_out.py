"""When it cannot be as it is: what is wrong, and deeds that make it possible (X-21, X-142)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.base.written import plural
from onderling.matching.problem import Problem
from onderling.matching.result import Clash
from onderling.matching.rules import may_sit
from onderling.offers.actions.meetings import cancel_meeting, place_meeting
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.actions.allocation_input import last_run, number_of
from onderling.signups.actions.allocation_words import MIX, Names
from onderling.signups.actions.by_hand import release
from onderling.signups.models import Lock, Match, Wish
from onderling.signups.rules import Opinion

Trouble = dict[str, Any]


def trouble_of_clashes(
    round: Round, problem: Problem, clashes: Iterable[Clash]
) -> list[Trouble]:
    """The rules that contradict each other, each in words and with its ways out."""
    names = Names(round)
    return [
        {
            "rule": clash.rule,
            "text": _in_words(names, clash),
            "ways": _ways(names, problem, clash),
        }
        for clash in clashes
    ]


def trouble_of_faults(round: Round, faults: Iterable[str]) -> list[Trouble]:
    """What makes the round no problem at all: locks that overlap, or are too many."""
    names = Names(round)
    locks = Lock.objects.filter(participation__round=round).select_related(
        "participation__person", "meeting__offer"
    )
    found: list[Trouble] = []
    for fault in faults:
        text = names.in_words(fault.split(": ", 1)[-1])
        involved = [
            lock
            for lock in locks
            if f"p{lock.participation_id}”" in fault or f"m{lock.meeting_id}”" in fault
        ]
        found.append({"rule": "fault", "text": f"{text}.", "ways": _releases(involved)})
    return found


def _in_words(names: Names, clash: Clash) -> str:
    """A rule of the engine as a coordinator would say it."""
    about = [names.of(name) for name in clash.about]
    meeting = next((names.meetings[n] for n in clash.about if n in names.meetings), None)
    texts = {
        "lock": _("{one} staat vast in ‘{title}’."),
        "minimum": _("‘{title}’ gaat door vanaf {minimum} mensen."),
        "maximum": _("‘{title}’ heeft {seats} plekken."),
        "together": _("{one} en {other} moeten samen blijven."),
        "apart": _("{one} en {other} mogen niet samen."),
        **dict.fromkeys(MIX, _("In ‘{title}’ moet de groep gemengd zijn.")),
    }
    if clash.rule not in texts:
        return names.in_words(clash.text)
    return texts[clash.rule].format(
        one=about[0],
        other=about[min(1, len(about) - 1)],
        title=meeting.offer.title if meeting else "",
        minimum=meeting.minimum if meeting else 0,
        seats=meeting.seats if meeting else 0,
    )


def _ways(names: Names, problem: Problem, clash: Clash) -> list[dict[str, str]]:
    session = next((name for name in clash.about if name in names.meetings), None)
    if session is None:
        return []
    meeting, title = names.meetings[session], names.of(session)
    if clash.rule == "lock":
        lock = Lock.objects.filter(
            participation=number_of(clash.about[0]), meeting=meeting.pk
        ).select_related("participation__person", "meeting__offer")
        return _releases(lock) or [_forget(names, clash.about[0], session)]
    if clash.rule == "minimum":
        row = problem.session[session]
        able = sum(person.size for person in problem.people if may_sit(problem, person, row))
        fewer = max(1, min(able, meeting.minimum - 1))
        return [
            _way(
                f"minimum:{meeting.pk}:{fewer}",
                _("Laat doorgaan vanaf {n}").format(n=_people(fewer)),
                _("‘{title}’ gaat dan door, ook als er minder dan {minimum} zijn.").format(
                    title=title, minimum=_people(meeting.minimum)
                ),
            ),
            call_off(meeting),
        ]
    return [call_off(meeting)] if clash.rule in {"at_least", "at_most"} else []


def _way(value: str, label: str, effect: str) -> dict[str, str]:
    return {"value": value, "label": label, "effect": effect}


def _people(number: int) -> str:
    return plural(number, _("mens"), _("mensen"))


def call_off(meeting: Meeting) -> dict[str, str]:
    """The way out that always works: the meeting does not go on."""
    wanted = meeting.wishes.filter(opinion=Opinion.RANKED).count()
    return _way(
        f"cancel:{meeting.pk}",
        _("Zeg af"),
        _("‘{title}’ gaat dan niet door. {people} hadden er een wens voor.").format(
            title=meeting.offer.title, people=_people(wanted)
        ),
    )


def _releases(locks: Iterable[Lock]) -> list[dict[str, str]]:
    return [
        _way(
            f"release:{lock.pk}",
            _("Maak {name} los").format(name=lock.participation.person.name),
            _("{name} staat dan niet meer vast in ‘{title}’.").format(
                name=lock.participation.person.name, title=lock.meeting.offer.title
            ),
        )
        for lock in locks
    ]


def _forget(names: Names, who: str, session: str) -> dict[str, str]:
    return _way(
        f"forget:{number_of(who)}:{number_of(session)}",
        _("Laat {name} weer meedoen").format(name=names.of(who)),
        _("De plek die u met de hand gaf in ‘{title}’ vervalt.").format(
            title=names.of(session)
        ),
    )


@write_transaction()
def take_way_out(round: Round, way: str, *, by: Person, now: datetime) -> str:
    """Carry out one way out; return what was done, in a sentence."""
    if not round.allows(Deed.ALLOCATE):
        raise Refused(_("De verdeling is al gepubliceerd. Maak die eerst ongedaan."))
    kind, *numbers = way.split(":")
    try:
        pks = [int(number) for number in numbers]
        return DEEDS[kind](round, *pks, by=by, now=now)
    except (KeyError, TypeError, ValueError, Meeting.DoesNotExist, Lock.DoesNotExist):
        raise Refused(_("Deze uitweg is er niet meer. Kijk opnieuw.")) from None


def _meeting(round: Round, pk: int) -> Meeting:
    return Meeting.objects.select_related("offer", "slot", "last_slot", "room").get(
        pk=pk, offer__round=round
    )


def _lower(round: Round, pk: int, number: int, *, by: Person, now: datetime) -> str:
    meeting = _meeting(round, pk)
    if not 0 < number < meeting.minimum:
        raise ValueError(number)
    place_meeting(
        meeting,
        slot=meeting.slot,
        last_slot=meeting.last_slot,
        room=meeting.room,
        seats=meeting.seats,
        minimum=number,
        givers=list(meeting.givers.all()),
        by=by,
        now=now,
    )
    return _("‘{title}’ gaat nu door vanaf {people}.").format(
        title=meeting.offer.title, people=_people(number)
    )


def _cancel(round: Round, pk: int, *, by: Person, now: datetime) -> str:
    meeting = _meeting(round, pk)
    cancel_meeting(meeting, because=_("Te weinig mensen kozen deze workshop."), by=by, now=now)
    return _("‘{title}’ is afgezegd.").format(title=meeting.offer.title)


def _release(round: Round, pk: int, *, by: Person, now: datetime) -> str:
    lock = Lock.objects.select_related("participation__person", "meeting__offer").get(
        pk=pk, participation__round=round
    )
    name = lock.participation.person.name
    release(lock, by=by, now=now)
    return _("{name} staat niet meer vast.").format(name=name)


def _forget_hand(
    round: Round, participation: int, meeting: int, *, by: Person, now: datetime
) -> str:
    run = last_run(round)
    matches = Match.objects.filter(
        run=run, participation=participation, meeting=meeting, by_hand=True
    )
    for match in matches:
        match.by_hand = False
        match.save(update_fields=["by_hand"])
        audit.note(by, "forget_hand", on=match, scope=round, now=now)
    return _("De plek die met de hand gegeven was, doet weer mee met de verdeling.")


def _merge(round: Round, pk: int, into: int, *, by: Person, now: datetime) -> str:
    """Call one meeting off and let its wishes count for another at the same time."""
    meeting, other = _meeting(round, pk), _meeting(round, into)
    if meeting.slot_id != other.slot_id or pk == into:
        raise ValueError(into)
    known = set(other.wishes.values_list("participation", flat=True))
    moved = [
        Wish(
            participation_id=wish.participation_id,
            meeting=other,
            opinion=Opinion.RANKED,
            rank=wish.rank,
        )
        for wish in meeting.wishes.filter(opinion=Opinion.RANKED)
        if wish.participation_id not in known
    ]
    Wish.objects.bulk_create(moved)
    because = _("Samengevoegd met ‘{title}’.").format(title=other.offer.title)
    cancel_meeting(meeting, because=because, by=by, now=now)
    audit.note(by, "merge_wishes", on=other, scope=round, now=now, new={"wishes": len(moved)})
    return _("‘{title}’ is samengevoegd met ‘{other}’. {n} wensen gingen mee.").format(
        title=meeting.offer.title, other=other.offer.title, n=len(moved)
    )


DEEDS: dict[str, Callable[..., str]] = {
    "minimum": _lower,
    "cancel": _cancel,
    "release": _release,
    "forget": _forget_hand,
    "merge": _merge,
}
