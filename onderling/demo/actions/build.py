"""Build the example step by step. What is done stays done: after a kill it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base import audit
from onderling.base.dutch import DUTCH
from onderling.base.errors import Refused
from onderling.base.holds import hold
from onderling.base.transactions import write_transaction
from onderling.demo.actions.choices import fill_in_wishes
from onderling.demo.actions.crowd import make_crowd
from onderling.demo.actions.day import invite_everyone, offer_workshops, start_study_day
from onderling.demo.actions.festival import invite_region, offer_festival, start_festival
from onderling.demo.actions.festival_choices import wish_by_the_thousand
from onderling.demo.actions.last_year import look_back
from onderling.demo.actions.last_year_answers import ask_and_intend
from onderling.demo.actions.last_year_told import tell_everybody
from onderling.demo.actions.library import fill_library
from onderling.demo.actions.network import give_roles, make_network
from onderling.demo.actions.places import close_wishing, publish_places
from onderling.demo.actions.wall import fill_earlier_wall, fill_wall
from onderling.demo.actions.weblog import write_weblog
from onderling.demo.models import Example
from onderling.demo.rules import PEOPLE, WORKSHOPS, Size, Stage
from onderling.offers.models import Meeting
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from onderling.signups.actions.allocation import perform
from onderling.signups.models import AllocationRun, Wish

WORK = "demo.example"  # what one process at a time holds


@dataclass(frozen=True)
class Step:
    """One step of building: a deed, from which stage on, and what the page says meanwhile."""

    says: Any
    stage: Stage
    do: Callable[..., object]


def allocate(example: Example, *, now: datetime) -> None:
    """Close the wishes, allocate, and leave the preview for the coordinator."""
    run = AllocationRun.objects.filter(round=example.round).first()
    run = run or close_wishing(example, now=now)
    perform(run.pk, now=now)
    run.refresh_from_db()
    if run.state != AllocationRun.State.PREVIEW:
        raise Refused(_("De verdeling van het voorbeeld lukte niet."))


def roles(example: Example, *, now: datetime) -> None:
    """Give roles. Only in a demo does somebody of the example own the install."""
    give_roles(example, demo=settings.DEMO, now=now)


STEPS = [
    Step(gettext_lazy("Organisaties en mensen worden gemaakt."), Stage.OFFERS, make_network),
    Step(gettext_lazy("De rollen worden verdeeld."), Stage.OFFERS, roles),
    Step(gettext_lazy("De studiedag krijgt zijn kalender."), Stage.OFFERS, start_study_day),
    Step(
        gettext_lazy("De workshops krijgen een ronde en een zaal."),
        Stage.OFFERS,
        offer_workshops,
    ),
    Step(gettext_lazy("Iedereen wordt uitgenodigd."), Stage.OFFERS, invite_everyone),
    Step(gettext_lazy("Mensen geven hun wensen door."), Stage.WISHES, fill_in_wishes),
    Step(gettext_lazy("De plekken worden verdeeld."), Stage.MATCHED, allocate),
    Step(gettext_lazy("De verdeling wordt gepubliceerd."), Stage.PUBLISHED, publish_places),
    Step(gettext_lazy("Mensen hangen iets op."), Stage.PUBLISHED, fill_wall),
    Step(gettext_lazy("De weblog krijgt een paar stukken."), Stage.OFFERS, write_weblog),
    Step(gettext_lazy("Mensen geven tips en voorbeelden."), Stage.OFFERS, fill_library),
    Step(
        gettext_lazy("De studiedag van vorig jaar krijgt antwoorden."),
        Stage.PUBLISHED,
        look_back,
    ),
    Step(gettext_lazy("Wie er vorig jaar was, kijkt terug."), Stage.PUBLISHED, ask_and_intend),
    Step(
        gettext_lazy("Iedereen hoort wat er vorig jaar uitkwam."),
        Stage.PUBLISHED,
        tell_everybody,
    ),
    Step(
        gettext_lazy("Het prikbord van vorig jaar wordt gevuld."),
        Stage.PUBLISHED,
        fill_earlier_wall,
    ),
]


# The festival goes the same way, with its own round and a whole region of people.
FESTIVAL = [
    *STEPS[:2],
    Step(gettext_lazy("De hele regio wordt bevolkt."), Stage.OFFERS, make_crowd),
    Step(gettext_lazy("Het festival krijgt zijn kalender."), Stage.OFFERS, start_festival),
    Step(
        gettext_lazy("De workshops krijgen een dag en een plek."), Stage.OFFERS, offer_festival
    ),
    Step(gettext_lazy("Iedereen wordt uitgenodigd."), Stage.OFFERS, invite_region),
    Step(gettext_lazy("Mensen geven hun wensen door."), Stage.WISHES, wish_by_the_thousand),
    *STEPS[6:11],
]


def steps_of(stage: str, size: str = Size.STUDY_DAY) -> list[Step]:
    """List the steps that lead to a stage."""
    whole = FESTIVAL if size == Size.FESTIVAL else STEPS
    return [step for step in whole if Stage(stage).reaches(step.stage)]


def build(stage: str, *, size: str = Size.STUDY_DAY, now: datetime) -> Example:
    """Build the example in an empty install, or go on where it was broken off."""
    with hold(WORK) as mine:
        if not mine:
            raise Refused(
                _("Het voorbeeld wordt op dit moment al gemaakt. Wacht tot het af is.")
            )
        return _build(stage, size=size, now=now)


def _build(stage: str, *, size: str, now: datetime) -> Example:
    example = Example.objects.filter(state=Example.State.DONE).first()
    if example and (example.stage, example.size) == (stage, size):
        return example
    if example:
        raise Refused(
            _(
                "Er staat al een voorbeeld: {stage}. Kies een lege map met ONDERLING_DATA."
            ).format(stage=example.get_stage_display())
        )
    example = Example.objects.first() or queue_example(stage, size=size, by=None, now=now)
    return go_on(example, now=now)


@write_transaction()
def queue_example(
    stage: str, *, size: str = Size.STUDY_DAY, by: Person | None, now: datetime
) -> Example:
    """Ask for the example. Refused when real rounds, or people besides the owner, are here."""
    earlier = Example.objects.first()
    if earlier:
        return earlier
    others = Person.objects.exclude(pk=by.pk) if by else Person.objects.all()
    if Round.objects.exists() or others.exists():
        raise Refused(
            _(
                "Deze database is niet leeg. Het voorbeeld komt alleen in een lege database."
                " Kies een lege map met ONDERLING_DATA."
            )
        )
    made = Example.objects.create(
        stage=stage,
        size=size,
        people=PEOPLE[Size(size)],
        workshops=WORKSHOPS[Size(size)],
        by=by,
        queued=now,
    )
    audit.note(by, "queue_example", on=made, now=now, new={"stage": str(stage)})
    return made


def go_on(example: Example, *, now: datetime) -> Example:
    """Do the steps that are still to be done. Each is one transaction, with its own mark."""
    for number, step in enumerate(steps_of(example.stage, example.size), 1):
        if number > example.steps_done:
            _do(example, step, number, now=now)
    example.refresh_from_db()
    return example


def _do(example: Example, step: Step, number: int, *, now: datetime) -> None:
    if step.do is allocate:  # solving takes a while, so not inside a transaction
        step.do(example, now=now)
        _mark(example, number)
        return
    with write_transaction():
        # Under the lock: two workers may have picked up the same job.
        locked = Example.objects.select_for_update().get(pk=example.pk)
        if locked.steps_done >= number:
            example.refresh_from_db()
            return
        step.do(example, now=now)
        _mark(example, number)


@write_transaction()
def _mark(example: Example, number: int) -> None:
    last = number == len(steps_of(example.stage, example.size))
    example.steps_done = number
    example.state = Example.State.DONE if last else Example.State.BUILDING
    example.save(update_fields=["steps_done", "state"])


def lines_about(example: Example, *, seconds: float) -> list[str]:
    """Tell in five lines what is here and where to begin."""
    of = example.study_day
    people = of.participations.aggregate(invited=Count("pk"), chose=Count("chosen"))
    meetings = Meeting.objects.filter(offer__round=of).count()
    return [
        _("1. De database staat klaar in {folder} ({seconds} seconden).").format(
            folder=settings.DATA, seconds=round(seconds)
        ),
        _("2. Het netwerk Waterlinde: {organisations} organisaties en {people} mensen.").format(
            organisations=Organisation.objects.count(), people=people["invited"]
        ),
        _("3. {name} op {day}: {workshops} workshops, {chose} mensen kozen.").format(
            name=of.name,
            day=DUTCH.dates(of.starts_on, of.ends_on),
            workshops=meetings,
            chose=people["chose"],
        ),
        _("4. Zo ver is het: {stage}. Er zijn {wishes} wensen.").format(
            stage=example.get_stage_display(),
            wishes=Wish.objects.filter(participation__round=of).count(),
        ),
        _("5. Begin hier: {address}").format(
            address=settings.BASE_ADDRESS + reverse("demo:step_in")
        ),
    ]
