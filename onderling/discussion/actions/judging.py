"""Moderating: place, refuse with a reason, refer to a desk, take a decision back."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.language import speaking
from onderling.base.transactions import write_transaction
from onderling.discussion.actions.desks import telephone_of
from onderling.discussion.actions.threads import held_thread, recount, scope_of
from onderling.discussion.models import Comment, Picture, Report, Thread
from onderling.discussion.rules import (
    HOLD,
    Reason,
    State,
    may_be_judged,
)
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import unlinked
from onderling.people.actions.links import signed
from onderling.people.actions.persons import recipient
from onderling.people.models import Person


@write_transaction()
def place(comment: Comment, *, by: Person, now: datetime) -> Comment:
    """Put a comment on the page, or let a reported one stand."""
    comment, thread = _held(comment)
    comment.state, comment.reason, comment.desk = State.VISIBLE, "", ""
    comment.judged = now
    comment.save(update_fields=["state", "reason", "desk", "judged"])
    _uncover(comment)
    _settle(comment, thread, by=by, deed="place_comment", now=now)
    return comment


@write_transaction()
def reject(comment: Comment, reason: str, *, by: Person, now: datetime) -> Comment:
    """Do not place a comment, or take it off. Its writer hears why, five minutes later."""
    if reason == Reason.REFERRED:
        raise Refused(_("Kies bij doorverwijzen ook een loket."))
    comment, thread = _held(comment)
    comment.state, comment.reason, comment.desk = State.REJECTED, reason, ""
    comment.pinned, comment.judged = False, now
    comment.save(update_fields=["state", "reason", "desk", "pinned", "judged"])
    _settle(comment, thread, by=by, deed="reject_comment", now=now)
    said = gettext_noop(
        "Uw reactie bij ‘{title}’ is niet geplaatst. Reden: {reason}.\n\n"
        "Dit schreef u:\n\n{text}\n\nU mag het anders opschrijven en opnieuw sturen."
    )
    _tell(comment, thread, said, now=now)
    return comment


@write_transaction()
def refer(comment: Comment, desk: str, *, by: Person, now: datetime) -> Comment:
    """Do not place a text about harm to somebody; tell its writer who can really help.

    The mail does not repeat the text: somebody else may read along in that mailbox.
    """
    comment, thread = _held(comment)
    comment.state, comment.reason, comment.desk = State.REJECTED, Reason.REFERRED, desk
    comment.pinned, comment.judged = False, now
    comment.save(update_fields=["state", "reason", "desk", "pinned", "judged"])
    _settle(comment, thread, by=by, deed="refer_comment", now=now)
    said = gettext_noop(
        "Dank u wel voor uw bericht. Wij zetten het niet op de site: iemand zou te herkennen"
        " kunnen zijn. Wij kunnen ook niet zelf helpen, maar zij wel:\n\n"
        "{desk}: bel {number}, of kijk op {site}\n\n"
        "Bellen mag ook als u twijfelt, en u hoeft uw naam niet te zeggen.\n"
        "Is er nu gevaar? Bel 112."
    )
    _tell(comment, thread, said, now=now)
    return comment


@write_transaction()
def put_back(comment: Comment, *, by: Person, now: datetime) -> Comment:
    """Take a decision back: it waits again, and a mail that did not leave stays here."""
    comment, thread = _held(comment)
    comment.state, comment.reason, comment.desk = State.HELD, "", ""
    comment.pinned, comment.judged = False, None
    comment.save(update_fields=["state", "reason", "desk", "pinned", "judged"])
    Message.objects.waiting().filter(pk=comment.letter_id or 0).update(
        state=Message.State.WITHHELD, error=_("Reden: het besluit is teruggenomen.")
    )
    recount(thread.pk)
    audit.note(by, "put_back_comment", on=comment, scope=scope_of(thread), now=now)
    return comment


@write_transaction()
def pin(comment: Comment, *, pinned: bool, by: Person, now: datetime) -> Comment:
    """Show a post on the page of the round itself, or no longer."""
    comment, thread = _held(comment)
    if not (comment.is_visible and thread.wall):
        raise Refused(_("Alleen een geplaatst bericht van het prikbord kan daar staan."))
    if comment.pinned != pinned:
        comment.pinned = pinned
        comment.save(update_fields=["pinned"])
        deed = "pin_comment" if pinned else "unpin_comment"
        audit.note(by, deed, on=comment, scope=scope_of(thread), now=now)
    return comment


@write_transaction()
def report(
    comment: Comment, because: str, *, in_picture: bool, by: Person | None, now: datetime
) -> Report | None:
    """Tell who moderates that something is wrong; None when this person told so already.

    Who is in a picture and objects, need not wait: it is covered until somebody decided.
    """
    thread = held_thread(comment.thread_id)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if by and comment.reports.filter(person=by, settled=None, in_picture=in_picture).exists():
        return None
    made = Report.objects.create(
        comment=comment, because=because[:300], in_picture=in_picture, person=by, at=now
    )
    if in_picture:
        Picture.objects.filter(comment=comment, gone=None).update(covered=True)
    audit.note(by, "report_comment", on=comment, scope=scope_of(thread), now=now)
    return made


def _uncover(comment: Comment) -> None:
    Picture.objects.filter(comment=comment, gone=None).update(covered=False)


def _held(comment: Comment) -> tuple[Comment, Thread]:
    thread = held_thread(comment.thread_id)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if not may_be_judged(comment.state, confirmed=comment.confirmed is not None):
        raise Refused(_("Over deze reactie valt niets te beslissen."))
    return comment, thread


def _settle(comment: Comment, thread: Thread, *, by: Person, deed: str, now: datetime) -> None:
    comment.reports.filter(settled=None).update(settled=now)
    recount(thread.pk)
    why = comment.desk or comment.reason
    new = {"reason": str(why)} if why else {}
    audit.note(by, deed, on=comment, scope=scope_of(thread), now=now, new=new)


def _tell(comment: Comment, thread: Thread, said: str, *, now: datetime) -> None:
    """Write to who wrote it, when there is an address; a telephone call makes nobody wiser."""
    person = comment.person
    if person is None or not person.is_active or not person.email:
        return
    with speaking(person.language):
        values = {
            "title": unlinked(thread.title),
            "text": unlinked(comment.text),
            "reason": comment.get_reason_display(),
        }
        if comment.desk:
            desk = telephone_of(comment.desk)
            values |= {"desk": desk.name, "number": desk.number, "site": desk.site}
        hello = _("Dag {name},").format(name=person.first_name)
        body = f"{hello}\n\n{_(said).format(**values)}"
        comment.letter = queue(
            "comment_judged",
            to=recipient(person),
            subject=_("Uw reactie"),
            body=signed(body),
            now=now,
            scope_ref=audit.ref(scope_of(thread)),
            not_before=now + HOLD,
        )
    comment.save(update_fields=["letter"])
