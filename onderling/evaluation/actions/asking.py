"""Asking everybody who was there: who hears it, who gets paper, the letters (S0-15, X-30)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.base.written import deadline
from onderling.evaluation.models import Evaluation
from onderling.evaluation.rules.asking import QUESTIONS, Wave, may_ask, weeks_after
from onderling.evaluation.rules.contact import many_enough
from onderling.mail.actions import queue_all
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.models import Bounce, Mailing, Message
from onderling.mail.rules import Reach, Recipient
from onderling.offers.models import Giving, Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import end_of
from onderling.signups.actions.letters import desk_of, speaking_to
from onderling.signups.actions.mail_groups import Called, MailGroup, called
from onderling.surveys.actions.answering import address_of
from onderling.surveys.actions.questions import roles_of
from onderling.surveys.actions.surveys import (
    Asked,
    close_survey,
    make_survey,
    note_reminded,
    open_survey,
)
from onderling.surveys.models import Invitation, Survey
from onderling.surveys.queries import EVERYONE
from onderling.surveys.rules import SurveyState

TEXTS = {Wave.AFTER: "evaluatie", Wave.PULSE: "evaluatie_nameting"}
REMINDER = "evaluatie_herinnering"
KIND, KIND_AGAIN = "survey", "survey_reminder"
PARTICIPANT, GIVER = "participant", "giver"


@dataclass(frozen=True)
class Plan:
    """Who would be asked now: everybody who takes part or gives, with their role and group."""

    round: Round
    wave: Wave

    @cached_property
    def called(self) -> Called:
        return called(self.round, MailGroup.THERE)

    @property
    def reach(self) -> Reach:
        return self.called.reach

    def asked(self) -> list[Asked]:
        """One line for each of them, in which role and by what they are told apart."""
        groups = dict(self.round.participations.values_list("person", "group"))
        held = Meeting.objects.on().filter(offer__round=self.round)
        givers = set(Giving.objects.filter(meeting__in=held).values_list("person", flat=True))
        on_paper = {who.ref for who, _why in self.reach.letters}
        one_role = roles_of(QUESTIONS[self.wave]) == [EVERYONE]
        return [
            Asked(
                person=(person := self.called.people[who.ref]).pk,
                role=EVERYONE if one_role else GIVER if person.pk in givers else PARTICIPANT,
                group=groups.get(person.pk, ""),
                on_paper=who.ref in on_paper,
            )
            for who in self.reach.everybody
        ]


def evaluation_of(round: Round) -> Evaluation | None:
    return Evaluation.objects.filter(round=round).select_related("after", "pulse").first()


def survey_of(evaluation: Evaluation | None, wave: Wave) -> Survey | None:
    if evaluation is None:
        return None
    return evaluation.after if wave is Wave.AFTER else evaluation.pulse


def organisations_there(round: Round) -> list[list[str]]:
    """The organisations of which enough people take part to be named in a question (X-91)."""
    rows: list[tuple[int, str]] = list(
        round.participations.coming()
        .exclude(affiliation=None)
        .values_list("affiliation__organisation", "affiliation__organisation__name")
    )
    sizes = Counter(key for key, _name in rows)
    named = set(many_enough(sizes, least=value_of("least_people")))
    found = {(key, name) for key, name in rows if key in named}
    return sorted(([str(key), name] for key, name in found), key=lambda one: one[1])


def may_open(round: Round, evaluation: Evaluation | None, wave: Wave, today: date) -> bool:
    """Once each; the second time only after the first, and some weeks after the round."""
    if not may_ask(round.state, round.ends_on, today):
        return False
    if wave is Wave.AFTER:
        return evaluation is None
    ended = evaluation is not None and evaluation.after.state != SurveyState.FIELDING
    fresh = ended and survey_of(evaluation, wave) is None
    return fresh and pulse_day(round) <= today


def pulse_day(round: Round) -> date:
    """From which day on we may ask what the round changed (S0-4)."""
    return weeks_after(round.ends_on, value_of("pulse_weeks"))


@write_transaction()
def open_questions(  # noqa: PLR0913 -- which questions, until when, for whom; all by keyword
    round: Round, wave: Wave, *, last_day: date, digest: str, by: Person, now: datetime
) -> Mailing | None:
    """Open the questions and write to everybody; None when the group changed meanwhile."""
    round = Round.objects.lock(round.pk)
    today, known = _today(round, now), evaluation_of(round)
    if not may_open(round, known, wave, today):
        raise Refused(_("Dit kan nu niet, of het is al gedaan."))
    plan = Plan(round, wave)
    if plan.reach.digest != digest:
        return None
    survey = make_questions(round, wave)
    invitations = open_survey(
        survey, plan.asked(), last_day=last_day, today=today, scope=round, by=by, now=now
    )
    if known is None:
        Evaluation.objects.create(round=round, after=survey)
    else:
        known.pulse, known.pulse_on = survey, today
        known.save(update_fields=["pulse", "pulse_on"])
    readers = plan.reach.everybody
    return _write(plan, invitations, readers, key=TEXTS[wave], kind=KIND, by=by, now=now)


@write_transaction()
def make_questions(round: Round, wave: Wave) -> Survey:
    """Make one of the two surveys; the second asks whom people are still in touch with."""
    return make_survey(
        QUESTIONS[wave],
        about=round.name,
        form=round.programme.form_of_address,
        choices=organisations_there(round) if wave is Wave.PULSE else (),
    )


def to_remind(plan: Plan, survey: Survey) -> list[Recipient]:
    """Who has mail and is not marked yet. A few of them answered: marks come by ten."""
    waiting = set(survey.invitations.filter(completed=False).values_list("person", flat=True))
    people = plan.called.people
    return [who for who in plan.reach.mails if people[who.ref].pk in waiting]


def may_remind(survey: Survey, today: date) -> bool:
    """At most once a day, and not on the day of the invitation."""
    return survey.state == SurveyState.FIELDING and today not in (
        survey.opened_on,
        survey.reminded_on,
    )


@write_transaction()
def remind(
    round: Round, wave: Wave, survey: Survey, *, by: Person, now: datetime
) -> Mailing | None:
    """Write once more to who is not marked as having answered; None when that is nobody."""
    round = Round.objects.lock(round.pk)
    today = _today(round, now)
    if not may_remind(survey, today):
        raise Refused(_("Vandaag is er al geschreven, of de vragenlijst is gesloten."))
    plan = Plan(round, wave)
    readers = to_remind(plan, survey)
    if not readers:
        return None
    note_reminded(survey, today=today)
    invitations = list(survey.invitations.filter(completed=False).select_related("survey"))
    return _write(plan, invitations, readers, key=REMINDER, kind=KIND_AGAIN, by=by, now=now)


def _write(  # noqa: PLR0913 -- a batch has this many sides; all but three are by keyword
    plan: Plan,
    invitations: Sequence[Invitation],
    readers: Sequence[Recipient],
    *,
    key: str,
    kind: str,
    by: Person,
    now: datetime,
) -> Mailing:
    desk, people = desk_of(plan.round), plan.called.people
    by_person = {one.person_id: one for one in invitations}
    zone = ZoneInfo(plan.round.zone)
    last_day = invitations[0].survey.last_day or plan.round.ends_on
    mailing = begin_mailing(
        kind, scope=plan.round, subject=desk.texts.of[key].name, by=by, now=now
    )
    links = desk.own_addresses(readers, people, now=now)
    batch: list[Message] = []
    for to in readers:
        person = people[to.ref]
        with speaking_to(person, plan.round):
            on_paper = _("de vragenlijst op papier bij deze brief")
            values = desk.values(
                person,
                link=links[to.ref],
                vragenlink=address_of(by_person[person.pk]) if to.by_mail else on_paper,
                invuldatum=deadline(end_of(last_day, plan.round.zone), zone),
            )
            letter = desk.texts.letter(key, values, by_mail=to.by_mail)
            desk.send(kind, letter, to, now=now, mailing=mailing, batch=batch)
    queue_all(batch)
    new = {"letters": len(batch)}
    audit.note(by, "send_mailing", on=mailing, scope=plan.round, now=now, new=new)
    return mailing


@write_transaction()
def close_questions(
    round: Round, survey: Survey, *, by: Person | None, now: datetime
) -> Survey:
    """Close one of the two surveys; from then on there are results."""
    closed = close_survey(survey, today=_today(round, now), scope=round, by=by, now=now)
    if "bounced" not in closed.result:
        closed.result["bounced"] = _bounced(round, closed)
        closed.save(update_fields=["result"])
    return closed


def _bounced(round: Round, survey: Survey) -> int:
    """How many people never got the questions: their mail came back (S1-3)."""
    sent = Message.objects.filter(
        scope_ref=audit.ref(round),
        kind__in=[KIND, KIND_AGAIN],
        queued__date__gte=survey.opened_on,
    )
    failed = Bounce.objects.filter(message__in=sent).exclude(kind=Bounce.Kind.COMPLAINT)
    return failed.values("message__to_ref").distinct().count()


def _today(round: Round, now: datetime) -> date:
    return now.astimezone(ZoneInfo(round.zone)).date()
