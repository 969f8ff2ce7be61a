"""What a sender does: give, confirm by a button behind a mail, correct, withdraw."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import Q
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.language import language_now
from onderling.base.models import Upload
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.base.uploads import Stowed, drop_upload, keep_upload, set_open
from onderling.formats.library.actions.becoming import let_go
from onderling.formats.library.actions.letters import mail_about_file, mail_received
from onderling.formats.library.actions.showing import drop_practice, show_or_hide
from onderling.formats.library.models import Contribution
from onderling.formats.library.rules import MOST_A_DAY, Deed, State, Who, next_state
from onderling.people.actions.persons import come_in, find_person, make_person, spelled
from onderling.people.models import Person
from onderling.rounds.models import Round

# A copy of the database alone opens nothing: the address in the mail is signed.
SIGNER = signing.Signer(sep=".", salt="library.contribution")
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Given:
    """What somebody typed: the same when giving and when correcting."""

    kind: str
    title: str
    words: str
    shown_name: str


@write_transaction()
def give(
    given: Given, *, email: str, about: str = "", file: Stowed | None = None, now: datetime
) -> Contribution:
    """Keep what somebody gave and mail them. Nobody sees it before the button and an editor."""
    address = spelled(email) or ""
    own = Q(email=address) | Q(sender__email=address)
    if Contribution.objects.filter(own, submitted__gt=now - A_DAY).count() >= MOST_A_DAY:
        raise Refused(
            _(
                "Van dit e-mailadres kwamen vandaag al {most} bijdragen. Probeer het morgen."
            ).format(most=MOST_A_DAY)
        )
    contribution = Contribution.objects.create(
        email=address,
        about=_path(about),
        round=_round_of(about),
        submitted=now,
        **vars(given),
    )
    _put_file(contribution, file, now=now)
    mail_received(contribution, address_of(contribution), now=now)
    audit.note(None, "give_contribution", on=contribution, now=now)
    return contribution


def address_of(contribution: Contribution) -> str:
    """The absolute address where its sender sees how it goes, corrects it and withdraws it."""
    token = SIGNER.sign(str(contribution.pk))
    return settings.BASE_ADDRESS + reverse("library:mine", args=[token])


def behind(token: str) -> Contribution | None:
    """Find a contribution by the address in the mail to its sender."""
    try:
        pk = int(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Contribution.objects.select_related("upload", "round").filter(pk=pk).first()


@write_transaction()
def confirm(contribution: Contribution, *, now: datetime) -> Contribution:
    """Note that the sender pressed the button: now an editor may look. Twice is once."""
    contribution = held(contribution)
    if contribution.confirmed:
        return contribution
    _step(contribution, Deed.CONFIRM)
    person = find_person(contribution.email)
    if person is None:
        spoken = "" if language_now() == settings.SPOKEN else language_now()
        name = contribution.shown_name or _("Gast")
        person = make_person(
            first_name=name, email=contribution.email, language=spoken, now=now
        )
    come_in(person, Person.State.GUEST, now=now)
    contribution.sender, contribution.email, contribution.confirmed = person, "", now
    contribution.save()
    audit.note(person, "confirm_contribution", on=contribution, now=now)
    return contribution


@write_transaction()
def correct(
    contribution: Contribution,
    given: Given,
    *,
    file: Stowed | None = None,
    without_file: bool = False,
    now: datetime,
) -> Contribution:
    """Take other words. What was placed is looked at again before anybody sees it."""
    contribution = held(contribution)
    _step(contribution, Deed.CORRECT)
    for name, value in vars(given).items():
        setattr(contribution, name, value)
    contribution.corrected, contribution.decided = now, None
    contribution.reason = contribution.because = contribution.desk = ""
    if (file or without_file) and contribution.upload:
        old, contribution.upload = contribution.upload, None
        contribution.save()
        drop_upload(old)
    contribution.save()
    _put_file(contribution, file, now=now)
    set_open(contribution.upload, False)
    show_or_hide(contribution)
    let_go(contribution, by=contribution.sender, now=now)
    audit.note(contribution.sender, "correct_contribution", on=contribution, now=now)
    return contribution


@write_transaction()
def withdraw(contribution: Contribution, *, now: datetime) -> Contribution:
    """Take it from every page at once, with its file. The words themselves go too."""
    contribution = held(contribution)
    if contribution.state == State.WITHDRAWN:
        return contribution
    _step(contribution, Deed.WITHDRAW)
    upload, contribution.upload = contribution.upload, None
    contribution.title = contribution.words = contribution.shown_name = ""
    contribution.email = contribution.because = ""
    contribution.save()
    if upload:
        drop_upload(upload)
    drop_practice(contribution)
    show_or_hide(contribution)
    let_go(contribution, by=contribution.sender, now=now)
    audit.note(contribution.sender, "withdraw_contribution", on=contribution, now=now)
    return contribution


@write_transaction()
def forget_unconfirmed(*, now: datetime) -> int:
    """Forget what nobody vouched for in time, as comments of guests are forgotten (X-48)."""
    until = now - timedelta(days=value_of("keep_unconfirmed_days"))
    old = Contribution.objects.filter(confirmed=None, submitted__lt=until)
    for contribution in old.select_related("upload"):
        if contribution.upload:
            drop_upload(contribution.upload)
    return old.delete()[1].get(Contribution._meta.label, 0)


def held(contribution: Contribution) -> Contribution:
    """Lock it: two deeds on one contribution wait for each other."""
    rows = Contribution.objects.select_for_update(of=("self",))
    return rows.select_related("upload", "sender").get(pk=contribution.pk)


def _step(contribution: Contribution, deed: Deed) -> None:
    after = next_state(contribution.state, deed, Who.SENDER)
    if after is None:
        raise Refused(_("Dat kan nu niet meer met deze bijdrage."))
    contribution.state = after


def _put_file(contribution: Contribution, file: Stowed | None, *, now: datetime) -> None:
    if file:
        contribution.upload = keep_upload(file, of=contribution, now=now)
        contribution.told_of_file = None
        contribution.save(update_fields=["upload", "told_of_file"])


def _path(about: str) -> str:
    path = urlsplit(about).path
    return path[:300] if path.startswith("/") else ""


def _round_of(about: str) -> Round | None:
    try:
        slug = resolve(_path(about)).kwargs.get("slug", "")
    except Resolver404:
        return None
    return Round.objects.visible_to(AnonymousUser()).filter(slug=slug).first() if slug else None


@write_transaction()
def tell_about_files(*, now: datetime) -> int:
    """Tell senders what happened to their file, once it was looked into; nothing is no news."""
    looked = Contribution.objects.filter(
        upload__state__in=[Upload.State.SAFE, Upload.State.REFUSED], told_of_file=None
    ).exclude(state=State.WITHDRAWN)
    told = 0
    for contribution in looked.select_related("upload", "sender"):
        upload = contribution.upload
        if upload and (upload.fault or upload.removed):
            mail_about_file(contribution, address=address_of(contribution), now=now)
            told += 1
    looked.update(told_of_file=now)
    return told
