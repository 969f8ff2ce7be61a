"""Writing a bulletin and publishing it."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.feedback.models import Bulletin
from onderling.feedback.queries import content_of
from onderling.people.models import Person
from onderling.rounds.models import Round


def begun(round: Round) -> Bulletin:
    """The bulletin of a round, or how a new one begins; nothing is kept."""
    found = Bulletin.objects.filter(round=round).first()
    title = _("Wat er kwam uit {round}").format(round=round.name)
    return found or Bulletin(round=round, title=title[:120])


@write_transaction()
def save_bulletin(  # noqa: PLR0913 -- what stands on it; all by keyword but one
    round: Round, *, title: str, intro: str, order: str, by: Person, now: datetime
) -> Bulletin:
    """Write what stands above it, and in which order it is told."""
    bulletin = begun(round)
    fresh = {"title": title, "intro": intro, "order": order}
    old = {name: getattr(bulletin, name) for name in fresh}
    for name, value in fresh.items():
        setattr(bulletin, name, value)
    bulletin.save()
    audit.note(by, "save_bulletin", on=bulletin, scope=round, now=now, old=old, new=fresh)
    return bulletin


@write_transaction()
def show_bulletin(round: Round, *, shown: bool, by: Person, now: datetime) -> Bulletin:
    """Publish it at its address, or take it back. Twice is once."""
    bulletin = begun(round)
    state = Bulletin.State.PUBLISHED if shown else Bulletin.State.DRAFT
    if bulletin.pk and bulletin.state == state:
        return bulletin
    if shown and not content_of(bulletin).sections:
        raise Refused(_("Er is nog niets om te vertellen: geen opbrengst en geen citaten."))
    if not shown and bulletin.mailing_id:
        raise Refused(_("De e-mails wijzen naar deze pagina. Daarom blijft zij staan."))
    bulletin.state = state
    if shown:
        bulletin.published = bulletin.published or now
    bulletin.save()
    deed = "publish_bulletin" if shown else "withdraw_bulletin"
    audit.note(by, deed, on=bulletin, scope=round, now=now)
    return bulletin
