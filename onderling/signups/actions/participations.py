"""Taking part in a round, not coming after all, and the list of who came late."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.base.written import name_list
from onderling.people.models import Affiliation, Person
from onderling.people.rules import Group
from onderling.rounds.models import Phase, Round
from onderling.rounds.queries import partners_of
from onderling.rounds.rules import Audience, Deed, State, reaches
from onderling.signups.actions.ambassadors import note_through
from onderling.signups.actions.seats import give_back_all
from onderling.signups.models import Ambassador, Participation

OVER = {State.WRAPPING_UP, State.CLOSED, State.CANCELLED}


@write_transaction()
def take_part(  # noqa: PLR0913 -- a sign-up has this many sides; all but two are by keyword
    round: Round,
    person: Person,
    *,
    affiliation: Affiliation | None = None,
    code: str = "",
    source: str = "",
    state: str = Participation.State.COMING,
    by: Person | None,
    now: datetime,
    late: bool | None = None,
    through: Ambassador | None = None,
) -> Participation:
    """Let somebody take part, or say again that they do: the first sign-up stands.

    Who signs up after the deadline for wishes stands on the late list. A coordinator's own
    entry is late only when they say so, and is then accepted at once.
    """
    _refuse_when_over(round)
    # Held until the end: a merge that is at work may not leave this behind on what it ends.
    there = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if there.state == Person.State.MERGED:
        person = there.now_is()
        affiliation = None
    own = by is None or by.pk == person.pk
    if late is None:
        late = own and is_late(round, now=now)
    affiliation = affiliation or person.affiliations.current().first()
    # Who was invited, or added by hand, may always come.
    for_all = round.audience == Audience.EVERYONE
    if own and not for_all and not round.participations.filter(person=person).exists():
        refuse_outside(round, affiliation.organisation_id if affiliation else None)
    participation, made = Participation.objects.get_or_create(
        round=round,
        person=person,
        defaults={
            "affiliation": affiliation,
            "group": affiliation.group if affiliation else Group.OTHER,
            "code": code,
            "source": source,
            "state": state,
            "late": late,
            "late_accepted": late and not own,
            "entered_by": None if own else by,
        },
    )
    first = made or participation.state == Participation.State.INVITED
    if own and first and note_through(participation, through):
        participation.save(update_fields=["through"])
    if made:
        new = {"state": str(state), "late": late, "source": source}
        audit.note(by, "take_part", on=participation, scope=round, now=now, new=new)
    elif state == Participation.State.COMING:
        set_state(participation, state, by=by, now=now)
    return participation


@write_transaction()
def set_state(
    participation: Participation,
    state: str,
    *,
    by: Person | None,
    now: datetime,
    because: str = "",
) -> Participation:
    """Write down whether somebody comes. Who does not come gives back all places at once."""
    _refuse_when_over(participation.round)
    if participation.state == state:
        return participation
    old, participation.state = participation.state, state
    participation.save(update_fields=["state"])
    audit.note(
        by,
        "set_state",
        on=participation,
        scope=participation.round,
        now=now,
        old={"state": str(old)},
        new={"state": str(state)},
        because=because,
    )
    places = participation.round.allows(Deed.CANCEL_PLACE)
    if state == Participation.State.NOT_COMING and places:
        give_back_all(participation, by=by, now=now, because=because)
    return participation


@write_transaction()
def accept_late(participation: Participation, *, by: Person, now: datetime) -> Participation:
    """Take somebody from the late list: from now on they join the run, marked as late."""
    if not participation.round.allows(Deed.WISH_LATE):
        raise Refused(
            _("De verdeling is al gepubliceerd. Geef {name} een vrije plek.").format(
                name=participation.person.name
            )
        )
    if participation.late and not participation.late_accepted:
        participation.late_accepted = True
        participation.save(update_fields=["late_accepted"])
        audit.note(by, "accept_late", on=participation, scope=participation.round, now=now)
    return participation


def is_late(round: Round, *, now: datetime) -> bool:
    """Say whether wishes are closed: the deadline has passed, or a coordinator closed them."""
    if round.state not in {State.DRAFT, State.ANNOUNCED, State.OPEN}:
        return True
    return round.phases.filter(kind=Phase.Kind.WISHING, closes__lte=now).exists()


def refuse_outside(round_: Round, organisation: int | None) -> None:
    """Refuse people of an organisation for whom the round is not (X-60)."""
    if round_.audience == Audience.EVERYONE:
        return
    partners = partners_of(round_)
    if not reaches(round_.audience, organisation, of=partners.own, partners=partners):
        raise Refused(why_outside(round_))


def why_outside(round_: Round) -> str:
    """Say for whom a round is that is not for everyone."""
    own = round_.programme.organisation.name
    others = round_.partners.values_list("name", flat=True)
    names = [own] if round_.audience == Audience.OWN else [own, *others]
    return _("{round} is voor mensen van {names}. Bel {name} met een vraag: {phone}.").format(
        round=round_,
        names=name_list(names),
        name=round_.contact_name,
        phone=round_.contact_phone,
    )


def _refuse_when_over(round_: Round) -> None:
    if round_.state in OVER:
        raise Refused(
            _("{round} is voorbij. Bel {name} als er iets niet klopt: {phone}.").format(
                round=round_, name=round_.contact_name, phone=round_.contact_phone
            )
        )
