"""A coordinator takes the text of a standing group off the page, or puts it back (S3d-5)."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.discussion.rules import HOLD
from onderling.evaluation.models import StandingGroup
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import unlinked
from onderling.people.actions.links import signed
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.signups.actions.letters import speaking_to

KIND = "group_judged"
OFF = gettext_noop(
    "Uw tekst over de vaste groep ‘{title}’ staat niet op de pagina. Reden: {reason}\n\n"
    "Dit schreef u:\n\n{text}\n\n"
    "U mag de tekst verbeteren. Daarna kijkt de coördinator opnieuw. Verbeteren doet u hier:"
    "\n\n{page}"
)
BACK = gettext_noop(
    "Uw tekst over de vaste groep ‘{title}’ staat weer op de pagina:\n\n{text}\n\n"
    "Veranderen of stoppen kan hier:\n\n{page}"
)


@write_transaction()
def take_off_group(
    group: StandingGroup, because: str, *, seen: str, by: Person, now: datetime
) -> StandingGroup:
    """Take its text off every page at once; its maker hears why, five minutes later.

    `seen` is the text that was judged. The reason is not in the log: it goes with the text.
    """
    held = _held(group, seen)
    if held.off and not held.waits:
        raise Refused(_("Deze tekst is al van de pagina gehaald."))
    because = " ".join(because.split())[:300]
    if not because:
        raise Refused(_("Schrijf op waarom. Wie de tekst schreef, leest dit."))
    _withhold(held)
    held.off, held.because, held.corrected = now, because, None
    _tell(held, OFF, deed="take_off_group", by=by, now=now)
    return held


@write_transaction()
def put_back_group(
    group: StandingGroup, *, seen: str, by: Person, now: datetime
) -> StandingGroup:
    """Show its text again. Its maker hears it, unless they never heard that it was gone."""
    held = _held(group, seen)
    if not held.off:
        raise Refused(_("Deze tekst staat al op de pagina."))
    silent = _withhold(held) and not held.waits
    held.off, held.because, held.corrected = None, "", None
    _tell(held, "" if silent else BACK, deed="put_back_group", by=by, now=now)
    return held


def _held(group: StandingGroup, seen: str) -> StandingGroup:
    """Hold it; refused when it is not any more what was looked at."""
    held = StandingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if held.until is not None:
        raise Refused(_("Deze vaste groep is gestopt."))
    if seen != held.how:
        raise Refused(
            _("De tekst is intussen veranderd. Er is niets gedaan. Lees hem opnieuw.")
        )
    return held


def _withhold(held: StandingGroup) -> bool:
    """Keep back a letter about an earlier decision that did not leave; say whether it was."""
    waiting = Message.objects.waiting().filter(pk=held.letter_id or 0)
    because = _("Reden: het besluit is teruggenomen.")
    return bool(waiting.update(state=Message.State.WITHHELD, error=because))


def _tell(held: StandingGroup, said: str, *, deed: str, by: Person, now: datetime) -> None:
    """Save it, write to its maker what was decided, and note it."""
    maker, round = held.person, held.offer.round
    held.letter = None
    if said:
        page = settings.BASE_ADDRESS + reverse(
            "evaluation:standing_group", args=[held.offer_id]
        )
        with speaking_to(maker, round):
            hello = _("Dag {name},").format(name=maker.first_name)
            text = _(said).format(
                title=unlinked(held.offer.title),
                reason=unlinked(held.because),
                text=unlinked(held.how),
                page=page,
            )
            held.letter = queue(
                KIND,
                to=recipient(maker),
                subject=_("Uw vaste groep"),
                body=signed(f"{hello}\n\n{text}"),
                now=now,
                scope_ref=audit.ref(round),
                not_before=now + HOLD,
            )
    held.save(update_fields=["off", "because", "corrected", "letter"])
    audit.note(by, deed, on=held, scope=round, now=now)
