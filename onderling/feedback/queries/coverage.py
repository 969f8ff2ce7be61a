"""Who heard it: how many of the invited, who took part and others apart (S0-10, X-79)."""

from django.db.models import Q

from onderling.base import audit
from onderling.base.terms import value_of
from onderling.feedback.models import Bulletin, Invited
from onderling.feedback.rules import Coverage, Told, coverage, told
from onderling.mail.models import Bounce, Message
from onderling.people.models import Person
from onderling.rounds.models import Round

KIND = "bulletin"


def coverage_of(round: Round) -> Coverage | None:
    """How many of the invited heard it: none counted before a bulletin left. Three queries.

    Refused or bounced mail did not reach anybody; a letter or a call when it was ticked off.
    """
    if not Bulletin.objects.filter(round=round).exclude(mailing=None).exists():
        return None
    invited = dict(Invited.objects.filter(round=round).values_list("person", "took_part"))
    if not invited:
        return None
    came_back = Bounce.objects.filter(kind__in=[Bounce.Kind.HARD, Bounce.Kind.COMPLAINT])
    by_mail = Q(channel=Message.Channel.MAIL, state=Message.State.SENT) & ~Q(
        pk__in=came_back.values("message")
    )
    by_hand = Q(channel=Message.Channel.LETTER, reached__isnull=False)
    heard = Message.objects.about(audit.ref(round)).filter(by_mail | by_hand, kind=KIND)
    prefix = f"{Person._meta.label_lower}:"
    refs = heard.order_by().values_list("to_ref", flat=True)
    return coverage(invited, {int(ref.removeprefix(prefix)) for ref in refs if ref})


def told_coverage(round: Round) -> Told | None:
    """The same for a page that anybody reads: nothing about a few people."""
    found = coverage_of(round)
    return told(found, least=value_of("least_people")) if found else None
