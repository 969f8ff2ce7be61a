"""A story of change: told by its writer, placed or not by a coordinator, taken back (X-95)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.evaluation.models import Story
from onderling.evaluation.rules.stories import one_text
from onderling.outcomes.actions.quotes import add_quote, withdraw_quote
from onderling.outcomes.models import Quote
from onderling.people.models import Person
from onderling.rounds.models import Round


@write_transaction()
def tell_story(  # noqa: PLR0913 -- whose, what, why and with which permission
    round: Round, person: Person, change: str, because: str, level: str, *, today: date
) -> Story:
    """Keep somebody’s story, in place of what they told before; an anonymous one has nobody.

    No line in the log: a moment would tell who was here when.
    """
    text = one_text(change, because)
    if not text:
        raise Refused(_("Schrijf eerst op wat er veranderde."))
    anonymous = level == Quote.Level.ANONYMOUS
    known = Story.objects.select_for_update().filter(round=round, person=person).first()
    if known and known.placed:
        raise Refused(_("Uw verhaal staat al op de pagina. Haal het daar eerst weg."))
    if known:
        known.delete()
    return Story.objects.create(
        round=round,
        person=None if anonymous else person,
        text=text,
        level=level,
        written_on=today,
    )


@write_transaction()
def take_story_back(story: Story, *, by: Person, now: datetime) -> None:
    """Forget it; when it stands on a page it is gone there too."""
    if story.quote and story.placed:
        withdraw_quote(story.quote, by=by, now=now)
    story.delete()


@write_transaction()
def place_story(story: Story, *, by: Person, now: datetime) -> Quote:
    """Show it on the page of the round, as far as its writer allows: as a quote."""
    held = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if held.quote_id or held.refused:
        raise Refused(_("Over dit verhaal is al besloten."))
    person = held.person
    quote = add_quote(held.round, held.text, held.level, person=person, by=by, now=now)
    held.quote, held.text = quote, ""  # the words stand in one place
    held.save(update_fields=["quote", "text"])
    return quote


@write_transaction()
def refuse_story(story: Story, *, because: str, by: Person, now: datetime) -> None:
    """Do not show it, with the reason that its writer reads."""
    held = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if held.quote_id:
        raise Refused(_("Over dit verhaal is al besloten."))
    if not because.strip():
        raise Refused(_("Schrijf op waarom u dit niet plaatst."))
    held.refused = " ".join(because.split())[:300]
    held.save(update_fields=["refused"])
    audit.note(by, "refuse_story", on=held, scope=held.round, now=now)
