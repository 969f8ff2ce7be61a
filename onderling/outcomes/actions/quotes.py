"""What somebody said is shown as far as they allow, and is gone everywhere at once (X-83)."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.outcomes.models import Disposition, Quote
from onderling.people.models import Person
from onderling.people.rules import CONSENT_VERSION
from onderling.rounds.models import Round


@write_transaction()
def add_quote(  # noqa: PLR0913 -- words, permission and whose; all but three by keyword
    round: Round, text: str, level: str, *, person: Person | None, by: Person, now: datetime
) -> Quote:
    """Keep a quote with what may stand beside it. An anonymous one keeps nobody at all."""
    quote = Quote(round=round, text=" ".join(text.split()), level=level, agreed=now)
    quote.text_version = CONSENT_VERSION
    if level == Quote.Level.ANONYMOUS:
        person = None
    elif person is None:
        raise Refused(_("Typ wie dit zei. Wil die dat niet, kies dan ‘anoniem’."))
    if person:
        bond = person.affiliations.current().select_related("organisation").first()
        quote.person = person
        quote.name = person.name if level == Quote.Level.NAME else ""
        if bond:
            quote.function, quote.group = bond.function, bond.group
            quote.organisation = bond.organisation
    quote.save()
    audit.note(by, "add_quote", on=quote, scope=round, now=now, new={"level": str(level)})
    return quote


@write_transaction()
def withdraw_quote(quote: Quote, *, by: Person, now: datetime) -> None:
    """Take a quote back: all that says something goes, the yes and the no stay."""
    held = Quote.objects.select_for_update(of=("self",)).get(pk=quote.pk)
    if held.withdrawn:
        return
    empty = {"text": "", "name": "", "function": "", "group": "", "person": None}
    Quote.objects.filter(pk=held.pk).update(**empty, organisation=None, withdrawn=now)
    Disposition.objects.filter(source_ref=audit.ref(held)).update(text="")
    audit.note(by, "withdraw_quote", on=held, scope=held.round, now=now)
