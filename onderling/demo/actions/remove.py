"""Take the example away again, and nothing else."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.models import Import
from onderling.base.transactions import write_transaction
from onderling.demo.actions.last_year import EARLIER
from onderling.demo.actions.library import remove_library
from onderling.demo.models import Example
from onderling.demo.rules import OWNER
from onderling.discussion.actions.sweeping import drop_threads
from onderling.discussion.models import Thread
from onderling.evaluation.models import Evaluation
from onderling.formats.weblog.models import Article
from onderling.mail.models import Message
from onderling.offers.models import Meeting, Offer
from onderling.outcomes.actions.photos import drop_album
from onderling.people.models import Membership, Organisation, Person
from onderling.people.rules import Scope
from onderling.rounds.models import Programme, Round
from onderling.surveys.models import Survey


@write_transaction()
def remove_example(*, by: Person, now: datetime) -> int:
    """Remove the example; return how many people went.

    Whoever of the example meanwhile takes part in a real round, gives a workshop there or has
    a role stays, with the organisation they belong to.
    """
    example = Example.objects.select_for_update().filter(only=True).first()
    if example is None:
        return 0
    if settings.DEMO:
        raise Refused(_("Dit is een demo. Wie haar beheert, maakt de map met gegevens leeg."))
    if example.state == Example.State.BUILDING:
        raise Refused(_("Het voorbeeld wordt nog gemaakt. Wacht tot dat klaar is."))
    audit.note(by, "remove_example", on=example, now=now, old={"stage": example.stage})
    for earlier in Round.objects.filter(pk=example.rows.get(EARLIER)):
        _remove_round(earlier)
    if example.round:
        _remove_round(example.round)
    _remove_articles(example)
    remove_library(example)
    gone = _remove_people(example)
    _remove_organisations(example)
    example.delete()
    return gone


def _remove_round(round: Round) -> None:
    scope = audit.ref(round)
    Message.objects.filter(scope_ref=scope).delete()
    Import.objects.filter(scope_ref=scope).delete()
    Membership.objects.filter(scope=Scope.ROUND, scope_id=round.pk).delete()
    drop_threads(round)
    drop_album(round)
    # In this order: a meeting keeps its slot and room from being removed under it.
    round.runs.all().delete()
    round.participations.all().delete()
    Meeting.objects.filter(offer__round=round).delete()
    Offer.objects.filter(round=round).delete()
    programme = round.programme
    asked = list(Evaluation.objects.filter(round=round).values_list("after", "pulse"))
    round.delete()
    Survey.objects.filter(pk__in=[pk for both in asked for pk in both if pk]).delete()
    if not programme.rounds.exists():
        Programme.objects.filter(pk=programme.pk).delete()


def _remove_articles(example: Example) -> None:
    """What people of the example wrote in the weblog, with its comments."""
    keys = [key for code, key in example.rows.items() if code.startswith("p-")]
    written = Article.objects.filter(by__in=keys)
    threads = list(written.exclude(thread=None).values_list("thread", flat=True))
    written.delete()
    Thread.objects.filter(pk__in=threads).delete()


def _remove_people(example: Example) -> int:
    keys = [key for code, key in example.rows.items() if code.startswith("p-")]
    keys += [example.rows[OWNER]] if OWNER in example.rows else []
    gone = Person.objects.filter(
        pk__in=keys, participations=None, givings=None, offers=None, memberships=None
    )
    _all, per_kind = gone.delete()
    return per_kind.get(Person._meta.label, 0)


def _remove_organisations(example: Example) -> None:
    keys = [key for code, key in example.rows.items() if code.startswith("org-")]
    Organisation.objects.filter(
        pk__in=keys, affiliations=None, programmes=None, offer=None
    ).delete()
