"""Whether everybody heard by the day that was promised (X-85)."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.written import long_date
from onderling.feedback.models import Bulletin
from onderling.feedback.rules import is_overdue
from onderling.home.rules import Matter
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State, last_day_of

PROMISED = {State.CONFIRMED, State.RUNNING, State.WRAPPING_UP}  # and the day has been


def promises_broken(rounds: Sequence[Round], *, now: datetime) -> dict[int, list[Matter]]:
    """Per round: the day of feedback has passed and nothing is published. One query.

    Pass rounds with their phases prefetched.
    """
    told = Bulletin.objects.filter(round__in=rounds, state=Bulletin.State.PUBLISHED)
    done = set(told.order_by().values_list("round", flat=True))
    found: dict[int, list[Matter]] = {}
    for round in rounds:
        today = now.astimezone(ZoneInfo(round.zone)).date()
        days = [
            last_day_of(phase.closes, round.zone)
            for phase in round.phases.all()
            if phase.kind == Phase.Kind.ANSWERING and round.state in PROMISED
        ]
        late = [day for day in days if is_overdue(day, told=round.pk in done, today=today)]
        found[round.pk] = [_late(round, long_date(day)) for day in late]
    return found


def _late(round: Round, day: str) -> Matter:
    return Matter(
        kind="bad",
        word=_("Te laat"),
        title=_("Iedereen zou op {day} antwoord krijgen").format(day=day),
        text=_("Vertel nu wat eruit kwam, ook als nog niet alles is besloten."),
        url=reverse("feedback:manage", args=[round.slug]),
        link=_("Schrijf de terugkoppeling"),
    )
