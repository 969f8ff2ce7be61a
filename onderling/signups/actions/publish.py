"""Publishing by one flip: seats, waiting lists and letters together; and back (X-72)."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.holds import hold
from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue_all, withhold
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.models import Message
from onderling.offers.actions.meetings import cancel_meeting, restore_meeting
from onderling.offers.models import Meeting
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.actions import change_state
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed, State
from onderling.signups.actions.allocation_input import number_of
from onderling.signups.actions.allocation_letters import programme_letter, undone_letter
from onderling.signups.actions.letters import days_of, desk_of, speaking_to
from onderling.signups.actions.mail_groups import MailGroup, called, label_of
from onderling.signups.actions.seats import seat_run, unseat_run
from onderling.signups.models import AllocationRun, Signup, Wish
from onderling.signups.rules import Opinion

KIND = "allocation"
UNDONE_KIND = "allocation_undone"


@write_transaction()
def publish(run: AllocationRun, *, by: Person, now: datetime) -> AllocationRun:
    """Give everybody their places, at once. Publishing twice is publishing once.

    Meetings that get nobody and need somebody are called off in the same flip, so that no
    page ever shows them as going on.
    """
    round = Round.objects.lock(run.round_id)
    run = AllocationRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state == AllocationRun.State.PUBLISHED:
        return run
    _must_be_publishable(run, round)
    called_off = _call_off(run, round, by=by, now=now)
    change_state(round, State.CONFIRMED, by=by, now=now)
    run.round = Round.objects.get(pk=round.pk)
    run.state, run.published = AllocationRun.State.PUBLISHED, now
    run.result = {**run.result, "called_off": called_off}
    run.save(update_fields=["state", "published", "result"])
    seat_run(run, by=by, now=now)
    told = _tell_everybody(run, by=by, now=now)
    new = {"letters": told, "called_off": len(called_off)}
    audit.note(by, "publish_allocation", on=run, scope=round, now=now, new=new)
    return run


@write_transaction()
def ask_to_publish(run: AllocationRun, *, by: Person, now: datetime) -> AllocationRun:
    """Leave publishing to the worker: for thousands it takes longer than a page may.

    What would be refused then is refused now. The log tells who asked, and what came of it.
    """
    round = Round.objects.lock(run.round_id)
    run = AllocationRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state == AllocationRun.State.PUBLISHED or run.is_being_published:
        return run
    _must_be_publishable(run, round)
    run.asked, run.asker, run.trouble = now, by, []
    run.save(update_fields=["asked", "asker", "trouble"])
    audit.note(by, "ask_to_publish", on=run, scope=round, now=now)
    return run


def publish_as_asked(run_id: int, *, now: datetime) -> None:
    """Publish what was asked for. Safe to call twice, and after a kill.

    When it cannot be done any more the proof is a proof again, and says why.
    """
    with hold(f"signups.allocationrun:{run_id}") as mine:
        asked = asked_runs().filter(pk=run_id).select_related("asker") if mine else None
        run = asked.first() if asked else None
        if run is None:
            return
        try:
            if run.asker is None:
                raise Refused(_("Wie wilde publiceren, is hier niet meer."))
            publish(run, by=run.asker, now=now)
        except Refused as refusal:
            with write_transaction():
                AllocationRun.objects.filter(pk=run_id).update(
                    asked=None, trouble=[{"text": str(refusal)}]
                )


def asked_runs() -> QuerySet[AllocationRun]:
    """The runs that wait to be published."""
    return AllocationRun.objects.filter(
        state=AllocationRun.State.PREVIEW, asked__isnull=False
    ).order_by("pk")


def _must_be_publishable(run: AllocationRun, round: Round) -> None:
    if run.state != AllocationRun.State.PREVIEW or not round.allows(Deed.PUBLISH):
        raise Refused(_("Alleen een proef kunt u publiceren, en alleen tijdens het verdelen."))
    if round.runs.filter(pk__gt=run.pk).exclude(state=AllocationRun.State.FAILED).exists():
        raise Refused(_("Er is een nieuwere verdeling. Bekijk en publiceer die."))
    if fewer := let_through(run):
        raise Refused(
            _(
                "‘{title}’ mag doorgaan met minder mensen. Deze verdeling weet dat nog niet."
                " Verdeel opnieuw, dan krijgen die mensen hun plek."
            ).format(title=fewer[0].offer.title)
        )


def small_meetings(run: AllocationRun) -> list[Meeting]:
    """The meetings that do not go on in this run: they need people and have none."""
    fewer = let_through(run)
    return [meeting for meeting in _empty(run) if meeting not in fewer]


def let_through(run: AllocationRun) -> list[Meeting]:
    """The meetings that need fewer people since this run: only a new run can fill them."""
    asked = asked_minimum(run)
    return [one for one in _empty(run) if one.minimum < asked.get(one.pk, 0)]


def asked_minimum(run: AllocationRun) -> dict[int, int]:
    """How many people each meeting needed when this run was made."""
    sessions = run.problem.get("sessions", [])
    return {number_of(row["id"]): row.get("minimum", 0) for row in sessions}


def _empty(run: AllocationRun) -> list[Meeting]:
    taken = set(run.matches.values_list("meeting", flat=True))
    needed = (
        _going_on(run)
        .filter(minimum__gt=0)
        .select_related("offer", "slot", "last_slot", "room")
    )
    return [meeting for meeting in needed if meeting.pk not in taken]


def _call_off(run: AllocationRun, round: Round, *, by: Person, now: datetime) -> list[int]:
    # All meetings first and in one order: seats are locked after this, in that same order.
    ids = Meeting.objects.filter(offer__round=round).values_list("pk", flat=True)
    Meeting.objects.lock(*ids)
    small = [m for m in small_meetings(run) if m.state == Meeting.State.PLANNED]
    for meeting in small:
        because = _("Te weinig mensen kozen deze workshop.")
        cancel_meeting(meeting, because=because, by=by, now=now)
    return [meeting.pk for meeting in small]


def _tell_everybody(run: AllocationRun, *, by: Person, now: datetime) -> int:
    round = run.round
    days, desk, heard = days_of(round), desk_of(round), called(round)
    wished = set(
        Wish.objects.filter(participation__round=round, opinion=Opinion.RANKED).values_list(
            "participation__person", flat=True
        )
    )
    mailing = begin_mailing(
        KIND,
        scope=round,
        subject=desk.texts.of["plaatsing"].name,
        to_whom=label_of(round, MailGroup.COMING),
        by=by,
        now=now,
    )
    links = desk.own_addresses(heard.reach.mails, heard.people, now=now)
    batch: list[Message] = []
    for to in heard.reach.everybody:
        person = heard.people[to.ref]
        with speaking_to(person, round):
            letter = programme_letter(
                desk,
                person,
                to,
                days.places.get(person.pk, ()),
                days.gives.get(person.pk, ()),
                link=links[to.ref],
                wished=person.pk in wished,
            )
            desk.send(KIND, letter, to, now=now, mailing=mailing, batch=batch)
    queue_all(batch)
    return heard.reach.number


def _going_on(run: AllocationRun) -> QuerySet[Meeting]:
    return Meeting.objects.chosen_from().filter(offer__round=run.round_id)


def told_already(round: Round) -> list[Message]:
    """The letters of the last publishing that have left, or may have."""
    waits = [Message.State.QUEUED, Message.State.WITHHELD, Message.State.REFUSED]
    mails = Message.objects.filter(
        kind=KIND, scope_ref=audit.ref(round), channel=Message.Channel.MAIL
    )
    return list(mails.exclude(state__in=waits).without_bodies().order_by("to_name", "pk"))


@write_transaction()
def undo(run: AllocationRun, *, by: Person, now: datetime) -> list[Signup]:
    """Take a publishing back. Returns the places that people changed since: those stay.

    Letters that still wait are held back. Who was told already gets a letter of the change.
    """
    round = Round.objects.lock(run.round_id)
    run = AllocationRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state != AllocationRun.State.PUBLISHED:
        return []
    if not round.allows(Deed.UNDO_PUBLISHING):
        raise Refused(_("Deze ronde is al bezig. Verander plekken per deelnemer."))
    told = {message.to_ref for message in told_already(round)}
    withhold(KIND, scope_ref=audit.ref(round), because=_("De verdeling is ongedaan gemaakt."))
    run.round = round
    kept = unseat_run(run, by=by, now=now)
    _restore(run, by=by, now=now)
    change_state(round, State.MATCHING, by=by, now=now)
    run.state = AllocationRun.State.UNDONE
    run.save(update_fields=["state"])
    desk, batch = desk_of(round), list[Message]()
    people = {
        audit.ref(who.person): who.person
        for who in round.participations.select_related("person")
    }
    everybody = [recipient(person) for ref, person in people.items() if ref in told]
    links = desk.own_addresses(everybody, people, now=now)
    for to in everybody:
        person = people[to.ref]
        with speaking_to(person, round):
            letter = undone_letter(desk, person, to, link=links[to.ref])
            desk.send(UNDONE_KIND, letter, to, now=now, batch=batch)
    queue_all(batch)
    new = {"kept": len(kept), "told": len(told)}
    audit.note(by, "undo_allocation", on=run, scope=round, now=now, new=new)
    return kept


def _restore(run: AllocationRun, *, by: Person, now: datetime) -> None:
    called_off = run.result.get("called_off", [])
    cancelled = Meeting.objects.filter(pk__in=called_off, state=Meeting.State.CANCELLED)
    for meeting in cancelled.order_by("pk"):
        restore_meeting(meeting, by=by, now=now)
