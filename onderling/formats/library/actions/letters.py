"""What a sender is mailed: at once what came in, and later what was decided."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onderling.base import audit
from onderling.base.faults import REMOVED, fault_said
from onderling.base.language import speaking
from onderling.base.written import capital, name_list
from onderling.discussion.actions.desks import telephone_of
from onderling.discussion.rules import HOLD
from onderling.formats.library.models import Contribution
from onderling.mail.actions import queue, queue_sparingly
from onderling.mail.models import Message
from onderling.mail.rules import Recipient, unlinked
from onderling.outcomes.models import Disposition
from onderling.outcomes.rules.ledger import Decision
from onderling.people.actions.links import signed
from onderling.people.actions.persons import recipient


def mail_received(contribution: Contribution, address: str, *, now: datetime) -> None:
    """Within a minute: the text, how far it is, and the way back (S0b-4)."""
    body = _(
        "Dag {name},\n\n"
        "Met dit e-mailadres kwam een bijdrage binnen: ‘{title}’.\n\n{words}\n\n"
        "Stand: nog niet bevestigd.\n\n"
        "Was u dat? Open de link en druk op ‘Ja, dit stuurde ik’. Daarna kijkt een redacteur"
        " ernaar. Met dezelfde link verbetert u uw bijdrage, of trekt u haar in:\n\n{address}"
        "\n\nUw e-mailadres komt nergens op de site.\n\n"
        "Was u dat niet? Dan hoeft u niets te doen. De tekst verdwijnt vanzelf."
    ).format(
        name=unlinked(contribution.shown_name) or _("inzender"),
        title=unlinked(contribution.title),
        words=unlinked(contribution.words),
        address=address,
    )
    queue_sparingly(
        "contribution_received",
        to=Recipient(contribution.shown_name, contribution.email),
        subject=_("Uw bijdrage"),
        body=signed(body),
        now=now,
        most=5,
    )


PLACED = gettext_noop(
    "Uw bijdrage ‘{title}’ is geplaatst. Dank u wel. Stand: geplaatst.\n\n"
    "U leest haar hier:\n\n{page}\n\nVerbeteren of intrekken kan altijd:\n\n{address}"
)
PROMOTED = gettext_noop(
    "Uw bijdrage ‘{title}’ is nu een praktijkvoorbeeld. Anderen kunnen het zo overnemen."
    " Stand: praktijkvoorbeeld.\n\nU leest het hier:\n\n{page}\n\n"
    "Intrekken kan altijd:\n\n{address}"
)
REJECTED = gettext_noop(
    "Uw bijdrage ‘{title}’ is niet geplaatst. Reden: {reason}.\n\n{because}"
    "U mag haar verbeteren en opnieuw sturen:\n\n{address}"
)
# The text is not repeated: somebody else may read along in that mailbox.
REFERRED = gettext_noop(
    "Dank u wel voor uw bericht. Wij zetten het niet op de site: iemand zou te herkennen"
    " kunnen zijn. Wij kunnen ook niet zelf helpen, maar zij wel:\n\n"
    "{desk}: bel {number}, of kijk op {site}\n\n"
    "Bellen mag ook als u twijfelt, en u hoeft uw naam niet te zeggen.\n"
    "Is er nu gevaar? Bel 112."
)


def mail_decision(
    contribution: Contribution, said: str, *, address: str, page: str = "", now: datetime
) -> Message | None:
    """Tell the sender what was decided; it waits five minutes, so that it can be taken back."""
    with speaking(contribution.sender.language if contribution.sender else ""):
        because = unlinked(contribution.because)
        values = {
            "title": unlinked(contribution.title),
            "reason": contribution.reason_said,
            "because": f"{because}\n\n" if because else "",
            "page": page,
            "address": address,
        }
        if contribution.desk:
            desk = telephone_of(contribution.desk)
            values |= {"desk": desk.name, "number": desk.number, "site": desk.site}
        return _mail(
            contribution, "contribution_judged", _(said).format(**values), HOLD, now=now
        )


def mail_about_file(contribution: Contribution, *, address: str, now: datetime) -> None:
    """Tell what was taken out of a file, or why it cannot be placed."""
    upload = contribution.upload
    if upload is None:
        return
    with speaking(contribution.sender.language if contribution.sender else ""):
        if upload.fault:
            said = _(
                "Uw tekst kwam aan, maar het bestand {file} kunnen wij niet plaatsen."
                " Reden: {reason}\n\nU kunt een ander bestand sturen:\n\n{address}"
            ).format(
                file=unlinked(upload.file_name),
                reason=fault_said(upload.fault),
                address=address,
            )
        else:
            removed = name_list([str(REMOVED[kind]) for kind in upload.removed])
            said = _(
                "Wij keken uw bestand {file} na. Dit haalden wij eruit, want het kan anderen"
                " schaden: {removed}. De tekst en de beelden zijn gebleven.\n\n"
                "Wilt u een ander bestand sturen? Dat kan hier:\n\n{address}"
            ).format(file=unlinked(upload.file_name), removed=removed, address=address)
        _mail(contribution, "contribution_file", said, None, now=now)


def mail_what_became(
    contribution: Contribution, row: Disposition, *, address: str, now: datetime
) -> Message | None:
    """Tell what was decided about it, why, and who says so."""
    with speaking(contribution.sender.language if contribution.sender else ""):
        refused = row.decision == Decision.NOT
        said = _(
            "U gaf ons iets mee: ‘{title}’. Dit is ermee gedaan:\n\n{decision}. {reason}\n"
            "Antwoord van: {role}\n\nU leest het ook hier:\n\n{address}"
        ).format(
            title=unlinked(contribution.title),
            decision=capital(_("gedaan") if row.finished else row.get_decision_display()),
            reason=_("Reden: {reason}").format(reason=row.reason) if refused else row.reason,
            role=row.addressee,
            address=address,
        )
        return _mail(contribution, "contribution_became", said, None, now=now)


def _mail(
    contribution: Contribution, kind: str, said: str, hold: object, *, now: datetime
) -> Message | None:
    sender = contribution.sender
    if sender is not None and not (sender.is_active and sender.email):
        return None
    to = recipient(sender) if sender else Recipient("", contribution.email)
    if not to.address and not sender:
        return None
    hello = _("Dag {name},").format(name=unlinked(contribution.shown_name) or _("inzender"))
    return queue(
        kind,
        to=to,
        subject=_("Uw bijdrage"),
        body=signed(f"{hello}\n\n{said}"),
        now=now,
        # Its own scope: the outbox of a round shows addresses, and this one nobody sees.
        scope_ref=audit.ref(contribution),
        not_before=now + HOLD if hold else None,
        secret=True,
    )
