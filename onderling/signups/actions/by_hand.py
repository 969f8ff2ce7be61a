"""What a coordinator does by hand to an allocation: fix somebody, let go, move (X-25, X-5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.matching.problem import Problem
from onderling.matching.reading import read_rows
from onderling.matching.rules import Constraint, Seating, broken_by
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.actions.allocation_input import meeting_id, person_id, problem_of
from onderling.signups.actions.allocation_words import MIX
from onderling.signups.models import AllocationRun, Lock, Match, Participation
from onderling.signups.queries import doors_of

ALLOWED_BY_HAND = frozenset({"unlisted", "most"})


@write_transaction()
def lock_person(
    participation: Participation,
    meeting: Meeting,
    *,
    because: str,
    by: Person,
    now: datetime,
) -> Lock:
    """Fix somebody in a meeting before the run. Refused when it cannot stand."""
    round = _may_allocate(participation.round)
    _refuse_without_reason(because)
    _refuse_outside(participation, meeting)
    problem = _problem_with(round, participation, meeting)
    seated = Seating(problem, problem.held | problem.giving)
    _refuse_what_breaks(seated, participation, meeting, rules={"overlap", "maximum", "apart"})
    lock, made = Lock.objects.get_or_create(
        participation=participation,
        meeting=meeting,
        defaults={"because": because.strip()[:200], "by": by, "at": now},
    )
    if made:
        new = {"meeting": meeting.offer.title}
        audit.note(
            by, "lock_person", on=participation, scope=round, now=now, new=new, because=because
        )
    return lock


@write_transaction()
def release(lock: Lock, *, by: Person, now: datetime) -> None:
    """Let somebody go: from now on the run decides again."""
    participation = lock.participation
    round = _may_allocate(participation.round)
    old = {"meeting": lock.meeting.offer.title}
    audit.note(by, "release_lock", on=participation, scope=round, now=now, old=old)
    lock.delete()


@write_transaction()
def move_by_hand(
    match: Match, meeting: Meeting | None, *, because: str, by: Person, now: datetime
) -> list[str]:
    """Move somebody to another meeting, or take the place away (None). Returns warnings."""
    if meeting is not None and meeting.pk == match.meeting_id:
        return []
    return change_by_hand(
        match.run,
        match.participation,
        away=match,
        to=meeting,
        because=because,
        by=by,
        now=now,
    )


@write_transaction()
def change_by_hand(  # noqa: PLR0913 -- who, from where, to where and why; all but two by keyword
    run: AllocationRun,
    participation: Participation,
    *,
    away: Match | None,
    to: Meeting | None,
    because: str,
    by: Person,
    now: datetime,
) -> list[str]:
    """Change one person's places in a preview, with the reason beside the result.

    What no allocation may do is refused, in a sentence: too many people, two places at once,
    a "kan niet". A group that is no longer mixed is a warning, for that is a coordinator's
    choice.
    """
    _may_allocate(run.round)
    _refuse_without_reason(because)
    run = AllocationRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state != AllocationRun.State.PREVIEW:
        raise Refused(_("Alleen een proef kunt u met de hand veranderen."))
    if to is not None:
        _refuse_outside(participation, to)
    broken = _broken(run, participation, away=away, to=to)
    refusal = next((c for c in broken if c.rule not in MIX), None)
    if refusal:
        raise Refused(_refusal(refusal, to or (away.meeting if away else None)))
    old = {"meeting": away.meeting.offer.title} if away else {}
    if away is not None:
        away.delete()
    if to is not None:
        Match.objects.create(
            run=run,
            participation=participation,
            meeting=to,
            by_hand=True,
            because=because.strip()[:200],
            **_kind_of(participation, to),
        )
    audit.note(
        by,
        "move_by_hand",
        on=participation,
        scope=run.round,
        now=now,
        old=old,
        new={"meeting": to.offer.title} if to else {},
        because=because,
    )
    return sorted({_mix_warning(c) for c in broken})


def _may_allocate(round: Round) -> Round:
    if not round.allows(Deed.ALLOCATE):
        raise Refused(_("Dit kan alleen tussen het sluiten van de wensen en het publiceren."))
    return round


def _refuse_without_reason(because: str) -> None:
    if not because.strip():
        raise Refused(_("Schrijf op waarom. De deelnemer mag dat weten."))


def _refuse_outside(participation: Participation, meeting: Meeting) -> None:
    shut = doors_of(participation.round).shut_to(participation.organisation_id)
    if meeting.pk in shut:
        raise Refused(shut[meeting.pk].sentence)


def _problem_with(round: Round, participation: Participation, meeting: Meeting) -> Problem:
    problem = read_rows(problem_of(round)).problem
    if problem is None:
        raise Refused(
            _("Er staan al mensen vast op een manier die niet kan. Los dat eerst op.")
        )
    if person_id(participation.pk) not in problem.person:
        raise Refused(
            _("{name} doet niet mee met de verdeling.").format(name=participation.person.name)
        )
    if meeting_id(meeting.pk) not in problem.session:
        raise Refused(
            _("‘{title}’ gaat niet door, of heeft nog geen tijd.").format(
                title=meeting.offer.title
            )
        )
    return problem


def _refuse_what_breaks(
    seated: Seating, participation: Participation, meeting: Meeting, *, rules: set[str]
) -> None:
    place = (person_id(participation.pk), meeting_id(meeting.pk))
    if place in seated.problem.giving:
        raise Refused(
            _("{name} geeft ‘{title}’.").format(
                name=participation.person.name, title=meeting.offer.title
            )
        )
    for broken in broken_by(seated, add={place}):
        if broken.rule in rules:
            raise Refused(_refusal(broken, meeting))


def _broken(
    run: AllocationRun, participation: Participation, *, away: Match | None, to: Meeting | None
) -> list[Constraint]:
    problem = read_rows(run.problem).problem
    if problem is None:
        raise Refused(_("Deze proef is te oud. Verdeel opnieuw."))
    who = person_id(participation.pk)
    add = set() if to is None else {(who, meeting_id(to.pk))}
    remove = set() if away is None else {(who, meeting_id(away.meeting_id))}
    if who not in problem.person or any(s not in problem.session for _, s in add | remove):
        raise Refused(_("Deze proef is te oud. Verdeel opnieuw."))
    seats = {
        (person_id(p), meeting_id(m))
        for p, m in run.matches.values_list("participation", "meeting")
    }
    known = {(p, s) for p, s in seats if p in problem.person and s in problem.session}
    seated = Seating(problem, known | problem.giving)
    return [
        broken
        for broken in broken_by(seated, add=add, remove=remove)
        if broken.rule not in ALLOWED_BY_HAND
    ]


def _refusal(broken: Constraint, meeting: Meeting | None) -> str:
    title = meeting.offer.title if meeting else ""
    texts = {
        "maximum": _("Reden: ‘{title}’ is vol. Haal eerst iemand anders weg."),
        "lock": _("Reden: deze deelnemer staat vast. Maak hem of haar eerst los."),
        "overlap": _("Reden: tijdens ‘{title}’ is deze deelnemer al ergens anders."),
        "activity": _("Reden: deze deelnemer heeft ‘{title}’ al op een ander moment."),
        "cannot": _("Reden: deze deelnemer kan niet bij ‘{title}’, of is er dan niet."),
        "apart": _("Reden: bij ‘{title}’ zit iemand met wie deze deelnemer niet samen mag."),
        "together": _("Reden: deze deelnemer moet samen blijven met iemand anders."),
        "minimum": _("Reden: dan houdt een workshop te weinig mensen over om door te gaan."),
    }
    usual = _("Reden: dit past niet bij de regels van deze ronde.")
    return texts.get(broken.rule, usual).format(title=title)


def _mix_warning(broken: Constraint) -> str:
    meeting = Meeting.objects.select_related("offer").get(pk=int(broken.about[0][1:]))
    return _("Let op: in ‘{title}’ is de groep nu niet gemengd genoeg.").format(
        title=meeting.offer.title
    )


def _kind_of(participation: Participation, meeting: Meeting) -> dict[str, int | str | None]:
    wish = participation.wishes.filter(meeting=meeting).first()
    if wish is None:
        return {"kind": "anywhere", "rank": None}
    return {"kind": "wish" if wish.rank else str(wish.opinion), "rank": wish.rank}
