"""Who a message to many goes to: the groups of a round, and why the others get nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.mail.queries import dead_addresses
from onderling.mail.rules import Reach, Recipient, sorted_out
from onderling.offers.models import Giving, Meeting
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.signups.models import Participation, Signup


class MailGroup(StrEnum):
    """A group that a coordinator writes to. One workshop is `workshop:<pk>`."""

    COMING = "iedereen"
    THERE = "erbij"
    NOT_CHOSEN = "niet-gekozen"
    NO_PLACE = "geen-plek"
    WITH_PLACE = "met-plek"
    GIVERS = "gevers"
    INVITED = "uitgenodigd"
    PAID = "beroepskrachten"
    VOLUNTEERS = "vrijwilligers"


LABELS = {
    MailGroup.COMING: gettext_lazy("iedereen die meedoet"),
    MailGroup.THERE: gettext_lazy("iedereen die meedoet of een workshop geeft"),
    MailGroup.NOT_CHOSEN: gettext_lazy("wie nog niet koos"),
    MailGroup.NO_PLACE: gettext_lazy("wie geen plek heeft"),
    MailGroup.WITH_PLACE: gettext_lazy("wie een plek heeft"),
    MailGroup.GIVERS: gettext_lazy("wie een workshop geeft"),
    MailGroup.INVITED: gettext_lazy("wie is uitgenodigd en nog niet antwoordde"),
    MailGroup.PAID: gettext_lazy("beroepskrachten die meedoen"),
    MailGroup.VOLUNTEERS: gettext_lazy("vrijwilligers die meedoen"),
}
WORKSHOP = "workshop:"


@dataclass(frozen=True)
class Called:
    """Who hears it and who does not, and the person behind each recipient."""

    reach: Reach
    people: Mapping[str, Person]


def reach_of(round: Round, group: str = MailGroup.COMING) -> Reach:
    return called(round, group).reach


def called(round: Round, group: str = MailGroup.COMING) -> Called:
    """Sort everybody in a round: by mail, by letter or telephone, or not and why."""
    inside = _inside(round, group)
    rows: list[tuple[Recipient, str]] = []
    people: dict[str, Person] = {}
    for who in round.participations.select_related("person"):
        to = recipient(who.person)
        people[to.ref] = who.person
        rows.append((to, _why_not(who, inside)))
    for person in Person.objects.filter(pk__in=inside).exclude(participations__round=round):
        to = recipient(person)  # who gives need not take part
        people[to.ref] = person
        rows.append((to, ""))
    reach = sorted_out(
        rows,
        dead=dead_addresses(),
        no_mail=_("heeft geen e-mail"),
        rather_not=_("wil liever geen e-mail"),
        refused=_("het adres weigerde een eerder bericht"),
    )
    return Called(reach, people)


def label_of(round: Round, group: str) -> str:
    """Say in words who is meant; a group we do not know is nobody."""
    if group.startswith(WORKSHOP):
        meeting = _meeting(round, group)
        return _("wie bij ‘{title}’ is").format(title=meeting.offer.title) if meeting else ""
    return str(LABELS[MailGroup(group)]) if group in set(MailGroup) else ""


def _why_not(who: Participation, inside: set[int]) -> str:
    if not who.person.is_active:
        return _("Is er niet meer.")
    if who.state == Participation.State.NOT_COMING:
        return _("Doet niet mee.")
    if who.person_id in inside:
        unconfirmed = who.person.state == Person.State.UNCONFIRMED
        return _("Bevestigde het e-mailadres nog niet.") if unconfirmed else ""
    if who.state == Participation.State.INVITED:
        return _("Is uitgenodigd, maar heeft zich niet aangemeld.")
    return _("Hoort niet bij deze groep.")


def _inside(round: Round, group: str) -> set[int]:
    """The people of a group, by key of the person."""
    if group.startswith(WORKSHOP):
        meeting = _meeting(round, group)
        return _at(meeting) if meeting else set()
    return GROUPS[MailGroup(group)](round) if group in set(MailGroup) else set()


def _meeting(round: Round, group: str) -> Meeting | None:
    number = group.removeprefix(WORKSHOP)
    if not number.isdecimal():
        return None
    here = Meeting.objects.on().filter(offer__round=round).select_related("offer")
    return here.filter(pk=int(number[:18])).first()


def _at(meeting: Meeting) -> set[int]:
    seated = Signup.objects.seated().filter(meeting=meeting)
    givers = Giving.objects.filter(meeting=meeting).values_list("person", flat=True)
    return {*seated.values_list("participation__person", flat=True), *givers}


def _coming(round: Round, **more: object) -> set[int]:
    return set(round.participations.coming().filter(**more).values_list("person", flat=True))


def _seated(round: Round) -> set[int]:
    seated = Signup.objects.seated().filter(participation__round=round)
    return set(seated.values_list("participation__person", flat=True))


def _givers(round: Round) -> set[int]:
    going_on = Meeting.objects.on().filter(offer__round=round)
    return set(Giving.objects.filter(meeting__in=going_on).values_list("person", flat=True))


def _invited(round: Round) -> set[int]:
    invited = round.participations.filter(state=Participation.State.INVITED)
    return set(invited.values_list("person", flat=True))


GROUPS: Mapping[MailGroup, Callable[[Round], set[int]]] = {
    MailGroup.COMING: _coming,
    MailGroup.THERE: lambda round: _coming(round) | _givers(round),
    MailGroup.NOT_CHOSEN: lambda round: _coming(round, chosen=None),
    MailGroup.NO_PLACE: lambda round: _coming(round) - _seated(round) - _givers(round),
    MailGroup.WITH_PLACE: _seated,
    MailGroup.GIVERS: _givers,
    MailGroup.INVITED: _invited,
    MailGroup.PAID: lambda round: _coming(round, group=Group.PAID),
    MailGroup.VOLUNTEERS: lambda round: _coming(round, group=Group.VOLUNTEER),
}
