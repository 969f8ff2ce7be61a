"""Writing a comment or a post: by somebody we know, or by a guest after a button in a mail."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.language import language_now
from onderling.base.pictures import Drawn, drop_files, keep_files
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.discussion.actions.threads import held_thread, recount, scope_of
from onderling.discussion.models import Comment, Picture, Thread
from onderling.discussion.rules import QUARTER, State, Writers, first_state, too_many
from onderling.mail.actions import queue_sparingly
from onderling.mail.rules import Recipient, unlinked
from onderling.people.actions.links import signed
from onderling.people.actions.persons import come_in, find_person, make_person, spelled
from onderling.people.models import Person

# A copy of the database alone confirms nothing: the address in the mail is signed.
SIGNER = signing.Signer(sep=".", salt="discussion.confirm")
UNCONFIRMED_MOST = 15  # comments that wait for a button in one thread: robots fill no disk


@dataclass(frozen=True)
class WithPicture:
    """The picture of a post, drawn already, and what its sender says of it."""

    drawn: Drawn
    alt: str
    agreed: str


@write_transaction()
def write_comment(  # noqa: PLR0913 -- a whole form; all but two by keyword
    thread: Thread,
    text: str,
    *,
    by: Person,
    manages: bool = False,
    link: str = "",
    picture: WithPicture | None = None,
    now: datetime,
) -> Comment:
    """Write under a page or on a wall. Says by its state whether it is there at once."""
    thread = _writable(thread)
    earlier = Comment.objects.filter(person=by, said__gt=now - QUARTER)
    if too_many(list(earlier.values_list("said", flat=True)), now=now):
        raise Refused(_("U schreef net al veel. Wacht een kwartier en ga dan verder."))
    comment = Comment.objects.create(
        thread=thread,
        person=by,
        name=by.name[:120],
        text=text,
        link=link,
        state=first_state(thread.mode, text, by_manager=manages),
        said=now,
        confirmed=now,
    )
    if picture:
        kept = Picture.objects.create(
            comment=comment,
            alt=picture.alt,
            width=picture.drawn.width,
            height=picture.drawn.height,
            agreed=picture.agreed[:200],
            at=now,
        )
        keep_files(kept.key, picture.drawn)
    if thread.wall:
        _let_answer(comment, thread, now=now)
    recount(thread.pk)
    audit.note(by, "write_comment", on=comment, scope=scope_of(thread), now=now)
    return comment


def _let_answer(post: Comment, wall: Thread, *, now: datetime) -> None:
    post.replies = Thread.objects.create(
        title=post.text[:80],
        url=f"{wall.url}{post.pk}/",
        scope=wall.scope,
        scope_id=wall.scope_id,
        mode=wall.mode,
        writers=Writers.EVERYBODY,
        made=now,
    )
    post.save(update_fields=["replies"])


@write_transaction()
def write_as_guest(
    thread: Thread, text: str, *, name: str, email: str, now: datetime
) -> Comment:
    """Keep what a guest wrote, and mail a button. Until it is pressed nobody sees the text.

    Publishing first and checking later would put a stranger's name next to words they may
    never have written.
    """
    thread = _writable(thread)
    if thread.writers != Writers.EVERYBODY:
        raise Refused(_("Hier schrijven alleen mensen die zijn ingelogd."))
    if thread.comments.filter(confirmed=None).count() >= UNCONFIRMED_MOST:
        raise Refused(
            _("Er wachten hier te veel reacties op bevestiging. Probeer het morgen opnieuw.")
        )
    comment = Comment(
        thread=thread, name=name[:120], email=spelled(email) or "", text=text, said=now
    )
    comment.save(force_insert=True)
    token = SIGNER.sign(str(comment.pk))
    address = settings.BASE_ADDRESS + reverse("discussion:confirm", args=[token])
    body = _(
        "Dag {name},\n\n"
        "Met dit e-mailadres is een reactie geschreven bij ‘{title}’:\n\n{text}\n\n"
        "Was u dat? Open de link en druk op de knop ‘Ja, dit schreef ik’:\n\n{address}\n\n"
        "Uw e-mailadres komt nergens op de site. Met deze link haalt u uw reactie later ook"
        " weer weg.\n\n"
        "Was u dat niet? Dan hoeft u niets te doen. De reactie verdwijnt na {days} dagen."
    ).format(
        name=unlinked(name),
        title=unlinked(thread.title),
        text=unlinked(text),
        address=address,
        days=value_of("keep_unconfirmed_days"),
    )
    to = Recipient(name, comment.email)
    subject = _("Uw reactie")
    queue_sparingly("confirm_comment", to=to, subject=subject, body=signed(body), now=now)
    return comment


def _writable(thread: Thread) -> Thread:
    thread = held_thread(thread.pk)
    if not thread.is_open:
        raise Refused(_("Hier kan niemand meer iets schrijven. Lezen kan nog wel."))
    return thread


def comment_behind(token: str) -> Comment | None:
    """Find what a guest wrote, by the address in their mail."""
    try:
        pk = int(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Comment.objects.select_related("thread").filter(pk=pk).first()


@write_transaction()
def confirm_comment(comment: Comment, *, now: datetime) -> Comment:
    """Note that a guest pressed the button: now we know who wrote. Twice is once."""
    thread = held_thread(comment.thread_id)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.confirmed:
        return comment
    person = find_person(comment.email)
    if person is None:
        spoken = "" if language_now() == settings.SPOKEN else language_now()
        person = make_person(
            first_name=comment.name[:80], email=comment.email, language=spoken, now=now
        )
    come_in(person, Person.State.GUEST, now=now)
    comment.person, comment.email, comment.confirmed = person, "", now
    comment.state = first_state(thread.mode, comment.text)
    comment.save(update_fields=["person", "email", "confirmed", "state"])
    recount(thread.pk)
    audit.note(person, "confirm_comment", on=comment, scope=scope_of(thread), now=now)
    return comment


@write_transaction()
def take_away(comment: Comment, *, by: Person | None, now: datetime) -> Comment:
    """Let the writer take it away: text and picture go, the place in the thread stays."""
    thread = held_thread(comment.thread_id)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.state == State.DELETED:
        return comment
    drop_picture(comment, now=now)
    comment.state, comment.text, comment.name, comment.link = State.DELETED, "", "", ""
    comment.email, comment.pinned = "", False
    comment.save(update_fields=["state", "text", "name", "link", "email", "pinned"])
    recount(thread.pk)
    audit.note(by, "take_away_comment", on=comment, scope=scope_of(thread), now=now)
    return comment


def drop_picture(comment: Comment, *, now: datetime) -> bool:
    """Remove the picture of a post for good, inside a deed. Says whether there was one."""
    picture = Picture.objects.filter(comment=comment, gone=None).first()
    if picture is None:
        return False
    drop_files(picture.key)
    picture.gone, picture.alt, picture.covered = now, "", False
    picture.save(update_fields=["gone", "alt", "covered"])
    return True


@write_transaction()
def withdraw_picture(comment: Comment, *, by: Person, now: datetime) -> bool:
    """Take only the picture of a post away; its text stays."""
    if not drop_picture(comment, now=now):
        return False
    comment.reports.filter(settled=None, in_picture=True).update(settled=now)
    audit.note(by, "withdraw_picture", on=comment, scope=scope_of(comment.thread), now=now)
    return True
