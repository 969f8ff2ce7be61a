"""Who is on a photo is asked whether it may be shown; once more after a week (X-35, X-86)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue_all
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.actions.texts import Letter
from onderling.mail.models import Mailing, Message
from onderling.mail.queries import dead_addresses
from onderling.mail.rules import Reach, sorted_out
from onderling.outcomes.models import Recognisable
from onderling.outcomes.queries.photos import silent_on
from onderling.outcomes.rules.photos import reminds_of_photo
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.letters import desk_of, speaking_to

ASKED, REMINDED = "photos_asked", "photos_reminded"


@dataclass(frozen=True)
class OnPhotos:
    """Who is asked, and about which photos."""

    reach: Reach
    people: Mapping[str, Person]
    rows: Mapping[str, list[Recognisable]]


def to_ask(round: Round) -> OnPhotos:
    """Who does not know yet that a photo waits for their yes."""
    return _sorted(silent_on([round]).filter(asked=None))


def _sorted(rows: "QuerySet[Recognisable]") -> OnPhotos:
    people: dict[str, Person] = {}
    by_person: dict[str, list[Recognisable]] = defaultdict(list)
    for row in rows.select_related("person"):
        if row.person:
            people[audit.ref(row.person)] = row.person
            by_person[audit.ref(row.person)].append(row)
    reach = sorted_out(
        [(recipient(person), "") for person in people.values()],
        dead=dead_addresses(),
        no_mail=_("heeft geen e-mail"),
        rather_not=_("wil liever geen e-mail"),
        refused=_("het adres weigerde een eerder bericht"),
    )
    return OnPhotos(reach, people, by_person)


@write_transaction()
def ask_about_photos(round: Round, *, digest: str, by: Person, now: datetime) -> Mailing | None:
    """Ask exactly who stood on the page; None when that changed meanwhile."""
    Round.objects.lock(round.pk)
    asked = to_ask(round)
    if not asked.reach.number or asked.reach.digest != digest:
        return None
    mailing = begin_mailing(
        ASKED,
        scope=round,
        subject=_subject(1),
        to_whom=_("wie op een foto staat"),
        by=by,
        now=now,
    )
    rows = _send(ASKED, round, asked, list(asked.rows), now=now, mailing=mailing)
    Recognisable.objects.filter(pk__in=rows).update(asked=now)
    audit.note(by, "ask_photos", on=mailing, scope=round, now=now, new={"rows": len(rows)})
    return mailing


@write_transaction()
def remind_about_photos(round: Round, *, now: datetime) -> int:
    """Remind who did not answer within a week, once; return how many letters."""
    Round.objects.lock(round.pk)
    waiting = _sorted(silent_on([round]).filter(asked__isnull=False, reminded=None))
    due = [
        ref
        for ref, rows in waiting.rows.items()
        if any(reminds_of_photo(row.asked, row.reminded, now=now) for row in rows)
    ]
    if not due:
        return 0
    rows = _send(REMINDED, round, waiting, due, now=now)
    Recognisable.objects.filter(pk__in=rows).update(reminded=now)
    audit.note(None, "remind_photos", on=round, now=now, new={"letters": len(due)})
    return len(due)


def _send(  # noqa: PLR0913 -- a batch: of what kind, about which photos, to whom
    kind: str,
    round: Round,
    asked: OnPhotos,
    refs: Sequence[str],
    *,
    now: datetime,
    mailing: Mailing | None = None,
) -> list[int]:
    """Write to each of these; return about which rows."""
    desk = desk_of(round)
    links = desk.own_addresses(asked.reach.mails, asked.people, now=now)
    batch: list[Message] = []
    rows: list[int] = []
    for to in asked.reach.everybody:
        if to.ref not in refs:
            continue
        person, number = asked.people[to.ref], len(asked.rows[to.ref])
        rows += [row.pk for row in asked.rows[to.ref]]
        with speaking_to(person, round):
            foot = desk.texts.foot(desk.values(person, link=links[to.ref]), by_mail=False)
            lines = [*_lines(round, person, number, links[to.ref]), *foot]
            letter = Letter(_subject(number), "\n\n".join(lines))
            desk.send(kind, letter, to, now=now, mailing=mailing, batch=batch)
    queue_all(batch)
    return rows


def _subject(number: int) -> str:
    return ngettext(
        "Mag deze foto van u getoond worden?", "Mogen deze foto’s van u getoond worden?", number
    )


def _lines(round: Round, person: Person, number: int, link: str) -> list[str]:
    said = ngettext(
        "U staat herkenbaar op een foto van {round}. Mag iedereen die zien?",
        "U staat herkenbaar op {n} foto’s van {round}. Mag iedereen die zien?",
        number,
    )
    lines = [
        _("Beste {name},").format(name=person.first_name),
        said.format(n=number, round=round),
        _(
            "Zegt u ja? Dan komt de foto op de pagina van {round} en in de terugkoppeling."
            " Zegt u nee of niets? Dan ziet niemand hem. U kunt uw ja altijd terugnemen."
        ).format(round=round),
    ]
    if link:
        page = f"{link}?naar={reverse('outcomes:my_photos')}"
        lines.append(_("Bekijk de foto’s en kies:\n{link}").format(link=page))
    return lines
