"""A workshop goes on as a standing group: started, changed and ended by its maker (S3d-5)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.discussion.rules import names_a_number, names_an_address
from onderling.evaluation.models import StandingGroup
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.offers.models import Offer
from onderling.people.actions.links import signed
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.signups.actions.letters import speaking_to

KIND = "join_group"
ONCE = timedelta(days=1)  # within this, asking again tells the maker nothing new


@write_transaction()
def go_on(offer: Offer, how: str, *, by: Person, now: datetime) -> StandingGroup:
    """Say how it goes on: start the group, or change its text. Only its maker, once given.

    A text that a coordinator took off the page stays off until one looked at the new words.
    The text is not in the log: it stands on the page for as long as its maker wants it there.
    """
    how = " ".join(how.split())[:300]
    if not how:
        raise Refused(_("Schrijf eerst op hoe het verdergaat."))
    if names_an_address(how):
        raise Refused(
            _("Er staat een e-mailadres in uw tekst. Haal het weg: iedereen kan dit lezen.")
        )
    if names_a_number(how):
        raise Refused(
            _("Er staat een telefoonnummer in uw tekst. Haal het weg: iedereen kan dit lezen.")
        )
    held = Offer.objects.lock(offer.pk)
    known = StandingGroup.objects.select_for_update(of=("self",)).filter(offer=held).first()
    carrier = known.person_id if known else held.maker_id
    if carrier != by.pk:
        raise Refused(_("Alleen wie deze workshop aanbood, kan ermee doorgaan."))
    if known:
        if known.how == how and known.off and not known.waits:
            raise Refused(_("Dit is nog dezelfde tekst. Verander hem, of bel de coördinator."))
        if known.how != how:
            known.how, known.corrected = how, now if known.off else None
            known.save(update_fields=["how", "corrected"])
            audit.note(by, "change_group", on=known, scope=held.round, now=now)
        return known
    if not Offer.objects.filter(pk=held.pk).given_before(now).exists():
        raise Refused(_("Dit kan zodra de workshop geweest is."))
    made = StandingGroup.objects.create(
        offer=held, person=by, how=how, since=now.astimezone(ZoneInfo(held.round.zone)).date()
    )
    audit.note(by, "start_group", on=made, scope=held.round, now=now)
    return made


@write_transaction()
def end_group(group: StandingGroup, *, ends: bool, by: Person, now: datetime) -> None:
    """End it, or take it up again; only its maker. The same twice is nothing."""
    held = StandingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if held.person_id != by.pk:
        raise Refused(_("Alleen wie deze workshop aanbood, kan ermee doorgaan."))
    if ends == (held.until is not None):
        return
    round = held.offer.round
    held.until = now.astimezone(ZoneInfo(round.zone)).date() if ends else None
    held.save(update_fields=["until"])
    audit.note(by, "end_group" if ends else "resume_group", on=held, scope=round, now=now)


@write_transaction()
def ask_to_join(group: StandingGroup, *, by: Person, now: datetime) -> None:
    """Tell the maker who wants to join and how to answer: by mail, or a letter in the outbox.

    Who joins is kept nowhere else: the group is theirs. Asked twice on a day it is told once.
    A mail has its own scope and is secret: coordinators read the outbox of the round. A letter
    they must read, or nobody would tell the maker; who asks is told so.
    """
    held = StandingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if held.until is not None:
        raise Refused(_("Deze vaste groep is gestopt."))
    if held.off is not None:
        raise Refused(_("U kunt nu niet vragen of u mee kunt doen met deze vaste groep."))
    way = by.email or by.phone
    if not way:
        raise Refused(
            _("Wij weten niet hoe iemand u bereikt. Vul dat eerst in bij uw gegevens.")
        )
    maker, round = held.person, held.offer.round
    to = recipient(maker)
    with speaking_to(maker, round):
        subject = _("Iemand wil meedoen: {title}").format(title=held.offer.title)
        answer = _("Laat weten wanneer en waar. Bereikbaar: {way}").format(way=way)
        if by.email and to.by_mail:  # then no address stands in the words
            answer = _("Antwoord op deze mail. {name} leest het dan.").format(name=by.name)
        text = _(
            "Dag {maker},\n\n"
            "{name} wil meedoen met uw vaste groep ‘{title}’.\n\n"
            "{answer}\n\n"
            "Gaat de groep niet meer door? Stop die dan op uw eigen pagina:\n\n{link}"
        )
        # Not a personal link: who answers sends this text along, and a link lets anybody in.
        page = reverse("evaluation:standing_group", args=[held.offer_id])
        link = settings.BASE_ADDRESS + page
        body = text.format(
            maker=maker.first_name,
            name=by.name,
            title=held.offer.title,
            answer=answer,
            link=link,
        )
        answers = by.email or ""
        # Two people may have one name: how they are reached tells them apart.
        sent = Message.objects.filter(
            kind=KIND, to_ref=to.ref, body=signed(body), reply_address=answers
        )
        if sent.filter(queued__gt=now - ONCE).exists():
            return
        queue(
            KIND,
            to=to,
            subject=subject,
            body=signed(body),
            now=now,
            scope_ref=audit.ref(held if to.by_mail else round),
            secret=to.by_mail,
            reply_name=by.name,
            reply_address=answers,
        )
