"""Writing a bulletin, publishing it, and following it up with a newer one."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.bulletins import at_work_on
from onderling.feedback.queries.content import content_of
from onderling.feedback.rules import Part, kept_parts
from onderling.people.models import Person
from onderling.rounds.models import Round

DRAFT, PUBLISHED, SUPERSEDED = (
    Bulletin.State.DRAFT,
    Bulletin.State.PUBLISHED,
    Bulletin.State.SUPERSEDED,
)


def begun(round: Round) -> Bulletin:
    """The bulletin that is written in, or how the first one begins; nothing is kept."""
    title = _("Wat er kwam uit {round}").format(round=round.name)
    return at_work_on(round) or Bulletin(round=round, title=title[:120])


@write_transaction()
def save_bulletin(  # noqa: PLR0913 -- what stands on it; all by keyword but one
    round: Round,
    *,
    title: str,
    intro: str,
    parts: Sequence[Part],
    by: Person,
    now: datetime,
) -> Bulletin:
    """Write what stands above it, which parts go in, and in which order."""
    bulletin = begun(round)
    fresh = {"title": title, "intro": intro, "parts": kept_parts(parts)}
    old = {name: getattr(bulletin, name) for name in fresh}
    for name, value in fresh.items():
        setattr(bulletin, name, value)
    bulletin.save()
    audit.note(by, "save_bulletin", on=bulletin, scope=round, now=now, old=old, new=fresh)
    return bulletin


@write_transaction()
def show_bulletin(round: Round, *, shown: bool, by: Person, now: datetime) -> Bulletin:
    """Publish it at its address, or take it back. Twice is once.

    The one before it then points to it; when it is taken back, that one counts again.
    """
    round = Round.objects.lock(round.pk)
    bulletin = begun(round)
    state = PUBLISHED if shown else DRAFT
    if bulletin.pk and bulletin.state == state:
        return bulletin
    if shown and not content_of(bulletin).tells:
        raise Refused(_("Er is nog niets om te vertellen: geen opbrengst en geen citaten."))
    if not shown and bulletin.mailing_id:
        raise Refused(_("De e-mails wijzen naar deze pagina. Daarom blijft zij staan."))
    before = round.bulletins.filter(number=bulletin.number - 1)
    if shown:
        before.update(state=SUPERSEDED, superseded=now)
        bulletin.published = bulletin.published or now
    bulletin.state = state
    bulletin.save()
    if not shown:
        before.update(state=PUBLISHED, superseded=None)
    deed = "publish_bulletin" if shown else "withdraw_bulletin"
    audit.note(by, deed, on=bulletin, scope=round, now=now)
    return bulletin


@write_transaction()
def begin_newer(round: Round, *, by: Person, now: datetime) -> Bulletin:
    """Begin the bulletin that will follow the published one. Twice is once."""
    round = Round.objects.lock(round.pk)
    last = at_work_on(round)
    if last is None or last.state == DRAFT:
        return last or begun(round)
    newer = Bulletin.objects.create(
        round=round, number=last.number + 1, title=last.title, parts=last.parts
    )
    audit.note(by, "begin_bulletin", on=newer, scope=round, now=now)
    return newer


@write_transaction()
def drop_draft(round: Round, *, by: Person, now: datetime) -> None:
    """Throw away a draft that would follow another: the published one stays. Twice is once."""
    draft = round.bulletins.filter(state=DRAFT, number__gt=1).first()
    if draft is None:
        return
    old = {"title": draft.title, "intro": draft.intro}
    audit.note(by, "drop_bulletin", on=draft, scope=round, now=now, old=old)
    draft.delete()
