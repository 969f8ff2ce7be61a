"""The log book of one person, told to that person: what happened to them, and by whom (X-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.audit import ref
from onderling.base.models import AuditLine
from onderling.home.queries.history import Change, changes_of, names_in
from onderling.mail.models import Message
from onderling.offers.models import Meeting, Offer
from onderling.people.models import Membership, Merge, Person
from onderling.rounds.models import Round
from onderling.signups.models import AllocationRun, CalendarFeed, Lock, Participation, Signup

# What is told, and how. A deed that is not here is not shown: it is about others as well, or
# says nothing to people. `{who}` is “U”, a coordinator's name, or the system.
SAID = {
    "make_person": gettext_lazy("{who} zette u op de lijst."),
    "change_person": gettext_lazy("{who} veranderde uw gegevens."),
    "correct_person": gettext_lazy("{who} verbeterde uw gegevens."),
    "change_address": gettext_lazy("{who} veranderde uw e-mailadres."),
    "come_in": gettext_lazy("{who} bevestigde uw e-mailadres."),
    "take_part": gettext_lazy("{who} meldde u aan voor {what}."),
    "set_state": gettext_lazy("{who} gaf door of u komt bij {what}."),
    "accept_late": gettext_lazy("{who} nam uw late wensen voor {what} toch mee."),
    "save_wishes": gettext_lazy("{who} bewaarde uw wensen voor {what}."),
    "take_place": gettext_lazy("{who} koos voor u een plek bij {what}."),
    "seat_at_door": gettext_lazy("{who} gaf u aan de deur een plek bij {what}."),
    "exchange_place": gettext_lazy("{who} ruilde met u: u zit nu bij {what}."),
    "give_back": gettext_lazy("{who} gaf uw plek bij {what} terug."),
    "pass_on": gettext_lazy("Uw plek bij {what} ging door, want u kreeg een betere wens."),
    "move_up": gettext_lazy("U schoof door naar een plek bij {what}."),
    "leave_queue": gettext_lazy("{who} haalde u van de wachtlijst bij {what}."),
    "lock_person": gettext_lazy("{who} zette u vast bij {what}."),
    "publish_allocation": gettext_lazy("{who} publiceerde de verdeling van {what}."),
    "undo_allocation": gettext_lazy("{who} maakte de verdeling van {what} ongedaan."),
    "submit_offer": gettext_lazy("{who} bood uw workshop {what} aan."),
    "ask_changes_offer": gettext_lazy("{who} vroeg een aanpassing van uw workshop {what}."),
    "publish_offer": gettext_lazy("{who} publiceerde uw workshop {what}."),
    "take_back_offer": gettext_lazy("{who} haalde uw workshop {what} van de site."),
    "withdraw_offer": gettext_lazy("{who} trok uw workshop {what} in."),
    "change_offer": gettext_lazy("{who} veranderde de tekst van uw workshop {what}."),
    "cancel_meeting": gettext_lazy("{who} zei {what} af."),
    "restore_meeting": gettext_lazy("{who} liet {what} toch doorgaan."),
    "show_link": gettext_lazy("{who} bekeek uw eigen link, om die op papier te geven."),
    "revoke_links": gettext_lazy("{who} maakte uw oude links ongeldig."),
    "renew_calendar_feed": gettext_lazy("{who} maakte een nieuw agenda-adres voor u."),
    "stop_calendar_feed": gettext_lazy("{who} sloot uw agenda-adres."),
    "merge_people": gettext_lazy("{who} voegde twee kaarten van u samen."),
    "unmerge_people": gettext_lazy("{who} maakte daar weer twee kaarten van."),
    "grant_role": gettext_lazy("{who} gaf u een rol."),
    "end_role": gettext_lazy("{who} beëindigde uw rol."),
    "add_second_step": gettext_lazy("{who} zette de tweede stap bij het inloggen aan."),
    "drop_second_step": gettext_lazy("{who} zette de tweede stap bij het inloggen uit."),
    "renew_recovery_codes": gettext_lazy("{who} maakte nieuwe herstelcodes."),
    "note_bounce": gettext_lazy("{who} gaf door dat ons bericht aan u terugkwam."),
    "send_again": gettext_lazy("{who} stuurde u een bericht opnieuw."),
    "tick_there": gettext_lazy("{who} vinkte af dat u er was bij {what}."),
    "untick_there": gettext_lazy("{who} haalde het vinkje weg bij {what}."),
    "add_keeper": gettext_lazy("{who} vroeg u om aan de deur te staan."),
    "remove_keeper": gettext_lazy("{who} vroeg u niet meer om aan de deur te staan."),
    "tick_reached": gettext_lazy("{who} schreef op dat u bereikt bent."),
    "export_person": gettext_lazy("{who} haalde alles op wat wij van u bewaren."),
}
# Of these we also tell what it was and what it became: it is all about this person.
WITH_CHANGES = {"change_person", "correct_person", "change_address", "set_state", "save_wishes"}
# Of these we also tell the reason: it was written for this person to read.
WITH_REASON = {"take_place", "give_back", "ask_changes_offer", "cancel_meeting"}
# What people did themselves, where “U … u” would be odd; also when nobody stands there as doer.
BY_ONESELF = {
    "make_person": gettext_lazy("U kwam op onze lijst."),
    "stay": gettext_lazy("U wilde op onze lijst blijven."),
    "take_part": gettext_lazy("U meldde zich aan voor {what}."),
    "take_place": gettext_lazy("U koos een plek bij {what}."),
    "seat_at_door": gettext_lazy("U ging aan de deur zitten bij {what}."),
    "exchange_place": gettext_lazy("U ruilde naar een plek bij {what}."),
    "leave_queue": gettext_lazy("U ging van de wachtlijst bij {what}."),
    "renew_calendar_feed": gettext_lazy("U maakte een nieuw agenda-adres."),
}
OF_A_ROUND = ("publish_allocation", "undo_allocation")


@dataclass(frozen=True)
class MyEntry:
    """One line, ready to read by whom it is about."""

    at: datetime
    said: str
    changes: list[Change]
    because: str


def my_lines(person: Person) -> QuerySet[AuditLine]:
    """The lines about this person and about nobody else, newest first."""
    about = _refs_of(person)
    rounds = [
        f"{Round._meta.label_lower}:{pk}"
        for pk in person.participations.values_list("round", flat=True)
    ]
    mine = Q(object_ref__in=about, deed__in=set(SAID) - set(OF_A_ROUND))
    ours = Q(scope_ref__in=rounds, deed__in=OF_A_ROUND)
    return AuditLine.objects.filter(mine | ours).select_related("detail").order_by("-at", "-pk")


def told_to(person: Person, lines: Iterable[AuditLine]) -> list[MyEntry]:
    """Put lines in words for the person they are about."""
    lines = list(lines)
    names = names_in(lines)
    runs = _coordinators(lines)
    mine = {ref(person), *(f"{Person._meta.label_lower}:{pk}" for pk in _merged_into(person))}
    what = _things(lines)
    return [
        MyEntry(
            at=line.at,
            said=_text(line, mine).format(
                who=_who(line, mine, runs, names), what=what.get(line.object_ref, _("de dag"))
            ),
            changes=changes_of(line, names) if line.deed in WITH_CHANGES else [],
            because=_reason(line),
        )
        for line in lines
    ]


def _text(line: AuditLine, mine: set[str]) -> str:
    oneself = line.actor_ref in {*mine, ""}
    return str(BY_ONESELF.get(line.deed, SAID[line.deed]) if oneself else SAID[line.deed])


def _reason(line: AuditLine) -> str:
    told = line.deed in WITH_REASON and hasattr(line, "detail")
    return line.detail.because if told else ""


def _who(line: AuditLine, mine: set[str], runs: set[str], names: dict[str, str]) -> str:
    """Name a coordinator. Another participant, whose deed set it in motion, stays unnamed."""
    if line.actor_ref in mine:
        return _("U")
    if line.actor_ref in runs:
        return names.get(line.actor_ref, "") or _("Een coördinator")
    return _("Het systeem")


def _coordinators(lines: Iterable[AuditLine]) -> set[str]:
    label = Person._meta.label_lower
    keys = {int(line.actor_ref.rpartition(":")[2]) for line in lines if label in line.actor_ref}
    known = Membership.objects.filter(person__in=keys).values_list("person", flat=True)
    return {f"{label}:{pk}" for pk in known}


def _merged_into(person: Person) -> set[int]:
    found: set[int] = set()
    fresh = {person.pk}
    while fresh:
        gone = Merge.objects.filter(kept__in=fresh, undone=None).values_list("gone", flat=True)
        fresh = set(gone) - found
        found |= fresh
    return found


def _refs_of(person: Person) -> list[str]:
    people = {person.pk, *_merged_into(person)}
    merges = Merge.objects.filter(Q(kept__in=people) | Q(gone__in=people))
    seats = Signup.objects.filter(participation__person=person)
    meetings = Meeting.objects.filter(Q(givings__person=person) | Q(signups__in=seats))
    keys = {
        Person: people,
        Offer: person.offers.values_list("pk", flat=True),
        Meeting: meetings.distinct().order_by().values_list("pk", flat=True),
        Merge: merges.values_list("pk", flat=True),
        Participation: person.participations.values_list("pk", flat=True),
        Signup: seats.values_list("pk", flat=True),
        Lock: Lock.objects.filter(participation__person=person).values_list("pk", flat=True),
        Message: Message.objects.filter(to_ref=ref(person)).values_list("pk", flat=True),
        CalendarFeed: CalendarFeed.objects.filter(person=person).values_list("pk", flat=True),
    }
    return [f"{model._meta.label_lower}:{pk}" for model, some in keys.items() for pk in some]


def _things(lines: Iterable[AuditLine]) -> dict[str, str]:
    """Name what a line is about, without the person's own name in front."""
    keys: dict[str, set[str]] = {}
    for line in lines:
        label, _colon, key = line.object_ref.rpartition(":")
        keys.setdefault(label, set()).add(key)
    found: dict[str, str] = {}
    for kind in (Participation, AllocationRun):
        whole = kind.objects.filter(pk__in=keys.get(kind._meta.label_lower, ()))
        found |= {ref(one): str(one.round) for one in whole.select_related("round")}
    for model in (Signup, Lock):
        rows = model.objects.filter(pk__in=keys.get(model._meta.label_lower, ()))
        for row in rows.select_related("meeting__offer"):
            found[ref(row)] = _quoted(row.meeting.offer)
    meetings = Meeting.objects.filter(pk__in=keys.get("offers.meeting", ()))
    found |= {ref(one): _quoted(one.offer) for one in meetings.select_related("offer")}
    offers = Offer.objects.filter(pk__in=keys.get("offers.offer", ()))
    return found | {ref(one): _quoted(one) for one in offers}


def _quoted(offer: Offer) -> str:
    return _("‘{title}’").format(title=offer.title)
