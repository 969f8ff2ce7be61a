"""A festival whose doors open, who stands there, and what they got. Django has started."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module
from itertools import accumulate
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.middleware.csrf import _get_new_csrf_string
from django.utils.timezone import now

from benchmarks.rush.visitors import Visitor
from benchmarks.seeded import seeded
from onderling.base.models import AuditLine
from onderling.base.once import new_key
from onderling.config.commands.prepare import prepare
from onderling.mail.models import Message
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.rules import State
from onderling.signups.checks import broken_invariants
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SEATED
from tests.makers import make_meeting, make_study_day

SLOTS = 10
BACKEND = "django.contrib.auth.backends.ModelBackend"


def open_doors(people: int, workshops: int, seats: int, seed: int) -> tuple[str, list[Visitor]]:
    """Make the festival and its visitors; return the address of the form, and who is there.

    What people want is skewed: the n-th workshop is wanted 1/n as often as the first (Zipf).
    """
    prepare()
    chance = seeded(seed)
    round_ = make_study_day(slots=SLOTS, state=State.CONFIRMED, slug="festival")
    meetings = [
        make_meeting(round_, f"Workshop {n}", slot=1 + n % SLOTS, seats=seats)
        for n in range(workshops)
    ]
    weights = list(accumulate(1 / n for n in range(1, workshops + 1)))
    Person.objects.bulk_create(
        Person(
            first_name="Mens",
            last_name=f"Nummer {n}",
            email=f"mens{n}@proef.example",
            last_login=now() - timedelta(days=1),
            state=Person.State.ACCOUNT,
        )
        for n in range(people)
    )
    everybody = list(Person.objects.filter(email__endswith="@proef.example").order_by("pk"))
    Participation.objects.bulk_create(
        Participation(round=round_, person=person, group="volunteer") for person in everybody
    )
    own = dict(Participation.objects.values_list("person", "pk"))
    wanted = [chance.choices(meetings, cum_weights=weights)[0] for _person in everybody]
    visitors = [
        Visitor(
            participation=own[person.pk],
            meeting=meeting.pk,
            session=_session_of(person),
            csrf=_get_new_csrf_string(),
            key=new_key(person),
            page=f"/ronde/festival/programma/{meeting.offer_id}/",
        )
        for person, meeting in zip(everybody, wanted, strict=True)
    ]
    connection.close()
    return "/ronde/festival/vrije-plekken/", visitors


def _session_of(person: Person) -> str:
    # The rows that signing in leaves; through the page it would take minutes for so many.
    session: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["entry"] = str(Entry.CODE)
    session.create()
    return str(session.session_key)


def broken(answered: Iterable[Visitor]) -> list[str]:
    """Say which promises are broken, to whom; nothing if all is well."""
    found = broken_invariants()
    rows = Counter(Signup.objects.values_list("participation", "meeting"))
    for visitor in answered:
        number = rows[visitor.participation, visitor.meeting]
        if number != 1:
            found.append(f"deelname {visitor.participation} heeft {number} keer antwoord")
    for participation, number in Counter(pair[0] for pair in rows.elements()).items():
        if number > 1:
            found.append(f"deelname {participation} staat {number} keer ingeschreven")
    idle = Meeting.objects.filter(taken=0).values_list("pk", flat=True)
    wanted = {meeting for _who, meeting in rows}
    found += [f"bijeenkomst {pk} bleef leeg" for pk in idle if pk in wanted]
    audited = AuditLine.objects.filter(deed="take_place").count()
    if audited != len(rows):
        found.append(f"{len(rows)} inschrijvingen, {audited} regels in het logboek")
    mailed = Message.objects.count()
    if mailed != len(rows):
        found.append(f"{len(rows)} inschrijvingen, {mailed} berichten")
    return found


def seated() -> tuple[int, int]:
    """Count who has a place, and who waits."""
    rows = Signup.objects.all()
    places = rows.filter(state__in=SEATED).count()
    return places, rows.count() - places
