"""What somebody said is shown as far as they allow, and is gone everywhere at once (X-83)."""

from datetime import datetime

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.outcomes.actions.rows import open_row, silence_row
from onderling.outcomes.models import Quote
from onderling.outcomes.rules.ledger import Kind
from onderling.people.models import Person
from onderling.people.rules import CONSENT_VERSION
from onderling.rounds.models import Round

SIGNER = signing.Signer(sep=".", salt="outcomes.quote")


@write_transaction()
def add_quote(  # noqa: PLR0913 -- words, permission and whose; all but three by keyword
    round: Round,
    text: str,
    level: str,
    *,
    person: Person | None,
    asks: bool = False,
    by: Person,
    now: datetime,
) -> Quote:
    """Keep a quote with what may stand beside it. An anonymous one keeps nobody at all.

    One that `asks` something gets its row in the ledger; who said it hears the answer, unless
    nobody may know who that is (X-77).
    """
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
    if asks:
        open_row(
            round,
            kind=Kind.QUOTE,
            text=quote.text,
            source_ref=audit.ref(quote),
            link=reverse("outcomes:harvest", args=[round.slug]),
            contributors=[person] if person else [],
            by=by,
            now=now,
        )
    return quote


def quote_key(quote: Quote) -> str:
    """The end of the address with which who said it takes it back, also without a name.

    Signed, and nowhere kept: nothing leads from it to anybody.
    """
    return SIGNER.sign(str(quote.pk))


def quote_behind(key: str) -> Quote | None:
    """Find the quote of such an address; one that was taken back is still found."""
    try:
        pk = int(SIGNER.unsign(key))
    except (signing.BadSignature, ValueError):
        return None
    return Quote.objects.select_related("round__programme__organisation").filter(pk=pk).first()


@write_transaction()
def withdraw_quote(quote: Quote, *, by: Person | None, now: datetime) -> None:
    """Take a quote back: all that says something goes, the yes and the no stay."""
    held = Quote.objects.select_for_update(of=("self",)).get(pk=quote.pk)
    if held.withdrawn:
        return
    empty = {"text": "", "name": "", "function": "", "group": "", "person": None}
    Quote.objects.filter(pk=held.pk).update(**empty, organisation=None, withdrawn=now)
    silence_row(audit.ref(held), by=by, now=now)
    audit.note(by, "withdraw_quote", on=held, scope=held.round, now=now)
