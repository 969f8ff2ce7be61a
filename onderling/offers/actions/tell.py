"""Letters about workshops, to makers and askers: they go to the outbox with the deed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.language import speaking
from onderling.base.written import clock, full_date
from onderling.mail.actions import queue
from onderling.offers.models import Giving, Offer, Question
from onderling.people.actions.links import personal_address
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.rounds.queries import whom_to_answer


def tell_changes_asked(offer: Offer, *, by: Person | None, because: str, now: datetime) -> None:
    """Write to the maker what the coordinator asks. Nobody writes to themselves."""
    maker, home = offer.maker, offer.round
    if maker is None or maker == by:
        return
    with speaking(maker.language, home.programme.form_of_address):
        body = [
            _("Beste {name},").format(name=maker.first_name),
            _("Dank u wel voor uw workshop ‘{title}’. Wij hebben een vraag:").format(
                title=offer.title
            ),
            because,
            _("Kies op uw eigen pagina deze workshop. Pas hem aan en bied hem opnieuw aan."),
        ]
        if maker.email:
            address = personal_address(maker, now=now)
            body.append(
                _("Uw eigen pagina, zonder wachtwoord:\n{address}").format(address=address)
            )
        body += [
            _("Komt u er niet uit? Bel {name}: {phone}.").format(
                name=home.contact_name, phone=home.contact_phone
            ),
            _("Met vriendelijke groet,\n{name}").format(name=home.contact_name),
        ]
        reply = whom_to_answer(home)
        queue(
            "offer_changes_asked",
            to=recipient(maker),
            subject=_("Een vraag over uw workshop"),
            body="\n\n".join(body),
            now=now,
            scope_ref=audit.ref(home),
            reply_name=reply.name,
            reply_address=reply.address,
        )


def tell_answered(question: Question, offer: Offer, to: Person, *, now: datetime) -> None:
    """Write to somebody who asked for a workshop that there is one now."""
    home = offer.round
    with speaking(to.language, home.programme.form_of_address):
        where = settings.BASE_ADDRESS + reverse("offers:offer", args=[offer.pk])
        body = [
            _("Beste {name},").format(name=to.first_name),
            _("U vroeg wie een workshop geeft over ‘{topic}’. Die is er nu: ‘{title}’.").format(
                topic=question.topic, title=offer.title
            ),
            _("Lees erover: {address}").format(address=where),
            _("Komt u er niet uit? Bel {name}: {phone}.").format(
                name=home.contact_name, phone=home.contact_phone
            ),
            _("Met vriendelijke groet,\n{name}").format(name=home.contact_name),
        ]
        reply = whom_to_answer(home)
        queue(
            "question_answered",
            to=recipient(to),
            subject=_("De workshop waar u om vroeg"),
            body="\n\n".join(body),
            now=now,
            scope_ref=audit.ref(home),
            reply_name=reply.name,
            reply_address=reply.address,
        )


def tell_to_confirm(giving: Giving, *, now: datetime) -> None:
    """Ask a giver to say yes, with the page of one button; on paper whom to ring."""
    meeting, to = giving.meeting, giving.person
    home = meeting.offer.round
    with speaking(to.language, home.programme.form_of_address):
        begins = meeting.starts.astimezone(ZoneInfo(home.zone)) if meeting.starts else None
        when = f"{full_date(begins)}, {clock(begins)}" if begins else ""
        body = [
            _("Beste {name},").format(name=to.first_name),
            _("U geeft ‘{title}’: {when} uur. Klopt dat? Wij horen het graag van u.").format(
                title=meeting.offer.title, when=when
            ),
        ]
        if to.email:
            page = reverse("offers:confirm", args=[meeting.pk])
            address = f"{personal_address(to, now=now)}?naar={page}"
            body.append(_("Zeg ja met één knop: {address}").format(address=address))
        body += [
            _("Kan het niet op deze tijd? Bel {name}: {phone}.").format(
                name=home.contact_name, phone=home.contact_phone
            ),
            _("Met vriendelijke groet,\n{name}").format(name=home.contact_name),
        ]
        reply = whom_to_answer(home)
        queue(
            "confirm_giving",
            to=recipient(to),
            subject=_("Geeft u deze workshop?"),
            body="\n\n".join(body),
            now=now,
            scope_ref=audit.ref(home),
            reply_name=reply.name,
            reply_address=reply.address,
        )
