"""What thousands of people choose: some workshops are wanted by many, most by a few."""

from datetime import datetime, timedelta
from random import Random

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.demo.actions.needs import share_needs
from onderling.demo.models import Example
from onderling.offers.models import Giving, Meeting
from onderling.rounds.models import Phase
from onderling.signups.models import Participation, Wish
from onderling.signups.queries import doors_of
from onderling.signups.rules import Opinion

BATCH = 500
CHOOSES = 0.8  # the share of people who pass on wishes
DECLINES = 0.05  # and of those who say that they will not come


@write_transaction()
def wish_by_the_thousand(example: Example, *, now: datetime) -> None:
    """Let most people choose three to six workshops, in a few large writes.

    As with a list that somebody brought in, the log has one line for all of them.
    """
    of = example.study_day
    chance = Random("wie wil wat")  # noqa: S311 -- the same wishes every time
    meetings = list(Meeting.objects.chosen_from().filter(offer__round=of).order_by("code"))
    liked = [chance.lognormvariate(0, 0.7) * meeting.seats for meeting in meetings]
    gives: dict[int, set[int]] = {}
    for row in Giving.objects.filter(meeting__in=meetings):
        gives.setdefault(row.person_id, set()).add(row.meeting_id)
    phase = of.phases.get(kind=Phase.Kind.WISHING)
    ends = min(now, phase.closes) - timedelta(minutes=1)
    people = list(of.participations.select_related("affiliation").order_by("pk"))
    doors = doors_of(of)
    wishes = []
    for rank, who in enumerate(people):
        drawn = chance.random()
        if drawn < CHOOSES:
            who.state = Participation.State.COMING
            who.chosen = phase.opens + (ends - phase.opens) * rank / len(people)
            wanted = dict.fromkeys(chance.choices(meetings, liked, k=chance.randint(3, 6)))
            own = gives.get(who.person_id, set())
            closed = own | doors.shut_to(who.organisation_id).keys()
            chosen = [meeting for meeting in wanted if meeting.pk not in closed]
            wishes += [
                Wish(participation=who, meeting=meeting, opinion=Opinion.RANKED, rank=place)
                for place, meeting in enumerate(chosen, 1)
            ]
        elif drawn > 1 - DECLINES:
            who.state = Participation.State.NOT_COMING
    Participation.objects.bulk_update(people, ["state", "chosen"], batch_size=BATCH)
    Wish.objects.bulk_create(wishes, batch_size=BATCH)
    share_needs(of, now=now)
    new = {"wishes": len(wishes)}
    audit.note(None, "make_crowd", on=example, scope=of, now=now, new=new)
