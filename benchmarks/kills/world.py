"""A study day whose wishes are in, and what is in its database. Django must have started."""

from collections import Counter
from typing import Any

from django.utils.timezone import now

from benchmarks.web.visitor import session_of
from onderling.base.models import AuditLine, Import, ImportRow
from onderling.config.commands.prepare import prepare
from onderling.demo.actions.build import go_on, queue_example
from onderling.demo.rules import Stage
from onderling.formats.workshops.actions.imports.undo import undo
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.matching.reading import read_rows
from onderling.matching.run import allocate
from onderling.people.actions.persons import make_person
from onderling.people.actions.roles import grant
from onderling.people.models import Person
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Round
from onderling.signups.checks import broken_invariants
from onderling.signups.models import AllocationRun, Match, Participation, Reason, Signup

alone: dict[tuple[str, str], dict[str, Any]] = {}  # what an undisturbed run gives


def make() -> tuple[str, str]:
    """Make the example in an install of real people; return its slug and Karin's session."""
    prepare()
    karin = make_person(first_name="Karin", email="karin@proef.example", now=now())
    Person.objects.filter(pk=karin.pk).update(state=Person.State.ACCOUNT)
    grant(karin, Role.OWNER, scope=Scope.NETWORK, by=None, now=now())
    go_on(queue_example(Stage.WISHES, by=karin, now=now()), now=now())
    session = session_of(karin)
    Person.objects.filter(pk=karin.pk).update(last_login=None)  # so that no mail is held
    return Round.objects.get().slug, session


def people() -> tuple[int, int]:
    return Person.objects.count(), Participation.objects.count()


def newest_list() -> tuple[int, str, int]:
    """The list that came in last: its number, its state, how many rows it has."""
    source = Import.objects.order_by("-pk").first()
    return (source.pk, source.state, source.rows.count()) if source else (0, "", 0)


def rows_that_did_something(number: int) -> int:
    return ImportRow.objects.filter(source=number).exclude(object_ref="").count()


def undo_list(number: int) -> None:
    undo(
        Import.objects.get(pk=number),
        by=Person.objects.get(email="karin@proef.example"),
        now=now(),
    )


def deeds(deed: str) -> int:
    return AuditLine.objects.filter(deed=deed).count()


def newest_run() -> tuple[int, str]:
    run = AllocationRun.objects.order_by("-pk").first()
    return (run.pk, run.state) if run else (0, "")


def rows_of_run(number: int) -> tuple[int, int]:
    matches, reasons = Match.objects.filter(run=number), Reason.objects.filter(run=number)
    return matches.count(), reasons.count()


def differs_from_one_left_alone(number: int) -> list[str]:
    """Hold a run against one that nobody disturbed, on the same problem with the same seed."""
    run = AllocationRun.objects.get(pk=number)
    key = (run.digest, run.seed)
    if key not in alone:
        problem = read_rows(run.problem).problem
        if problem is None:
            return ["problem"]
        alone[key] = allocate(problem, seed=run.seed).to_json()
    expected = {name: found for name, found in alone[key].items() if name != "seconds"}
    locked = run.problem.get("locked", [])
    own = sum(not lock.get("counts", True) for lock in locked)  # a giver takes no seat
    whole = run.matches.count() == len(expected["seats"]) - own
    differing = [name for name, found in expected.items() if run.result[name] != found]
    return differing if whole else [*differing, "matches"]


def places_and_letters() -> tuple[int, int]:
    return Signup.objects.count(), Message.objects.filter(kind="allocation").count()


def queue_mails(addresses: list[str]) -> None:
    for address in addresses:
        queue(
            "wishes_saved",
            to=Recipient("Ria Terpstra", address),
            subject="Uw wensen zijn binnen",
            body="Dag Ria,\n\nWij hebben uw wensen.\n",
            now=now(),
        )


def mail_states() -> Counter[str]:
    return Counter(Message.objects.filter(channel="mail").values_list("state", flat=True))


def mail_ids(*states: str) -> set[str]:
    found = Message.objects.filter(channel="mail", state__in=states)
    return set(found.values_list("message_id", flat=True))


def broken() -> list[str]:
    return broken_invariants()
