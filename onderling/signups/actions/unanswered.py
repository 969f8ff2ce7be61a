"""What happens with who never chooses: the coordinator's choice, made beforehand (X-133)."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import ChoiceRule

BEFORE = {State.DRAFT, State.ANNOUNCED, State.OPEN}


def may_choose(round: Round) -> bool:
    """Not once the places are being divided: people chose, or did not, knowing the rule."""
    return round.state in BEFORE


def rule_of(round: Round) -> str:
    return ChoiceRule.objects.get(round=round).unanswered


@write_transaction()
def choose_unanswered(round: Round, choice: str, *, by: Person, now: datetime) -> ChoiceRule:
    """Set the rule. It stands in the reminder and on the page of wishes from now on."""
    round = Round.objects.lock(round.pk)
    rule = ChoiceRule.objects.get(round=round)
    if rule.unanswered == choice:
        return rule
    if not may_choose(round):
        raise Refused(_("Het verdelen is begonnen. Deze regel ligt nu vast."))
    old, rule.unanswered = rule.unanswered, ChoiceRule.Unanswered(choice)
    rule.save(update_fields=["unanswered"])
    audit.note(
        by,
        "set_unanswered",
        on=round,
        scope=round,
        now=now,
        old={"unanswered": old},
        new={"unanswered": choice},
    )
    return rule
