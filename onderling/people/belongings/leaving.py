"""What the cellar tells and does when somebody is erased: roles end, letters stop."""

from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.mail.models import Message
from onderling.people.actions.leaving import Farewell, Leaving
from onderling.people.actions.roles import end_role
from onderling.people.models import Membership
from onderling.people.rules import Role


def why_not_leave(leaving: Leaving) -> list[str]:
    owners = Membership.objects.current().filter(role=Role.OWNER)
    mine = owners.filter(person__in=leaving.who.ids)
    if mine.exists() and not owners.exclude(person__in=leaving.who.ids).exists():
        return [_("Dit is de laatste beheerder. Geef eerst iemand anders die rol.")]
    return []


def tell_leaving(leaving: Leaving) -> Farewell:
    who = leaving.who
    mine = Message.objects.filter(to_ref__in=who.refs)
    waiting = mine.waiting().count()
    roles = Membership.objects.current().filter(person__in=who.ids).count()
    first = [_("Alle apparaten worden uitgelogd. De persoonlijke link werkt niet meer.")]
    if roles:
        ends = plural(roles, _("rol stopt"), _("rollen stoppen"))
        first.append(_("{roles}, als coördinator, beheerder of lid.").format(roles=ends))
    if waiting:
        first.append(
            _("Niet meer verstuurd: {messages}.").format(
                messages=plural(waiting, _("bericht dat nog wacht"), _("berichten die wachten"))
            )
        )
    goes = [
        _("Naam, e-mailadres, telefoon, postadres, plaats en functie."),
        _("Wat iemand nodig heeft of niet eet, en wat getypt en nog niet bewaard was."),
        _("Van alle berichten: naam, adres, onderwerp en tekst."),
        _("In het logboek en in ingelezen lijsten: wat er over deze persoon stond."),
        _("De naam en de adressen in teksten van anderen."),
    ]
    stays = [
        _("Het antwoord ja of nee op vragen om toestemming, zonder naam."),
        _("In het logboek: dat er iets gebeurde en wanneer, zonder naam."),
        _("Wat in oude back-ups staat, tot die na dertig dagen worden weggegooid."),
    ]
    if len(who.records) > 1:
        goes.append(_("Ook de kaarten die met deze zijn samengevoegd."))
    return Farewell(first, goes, stays)


def leave(leaving: Leaving) -> None:
    for role in Membership.objects.current().filter(person__in=leaving.who.ids):
        if leaving.by:
            end_role(role, by=None, now=leaving.now)  # the last owner is refused under the lock
        else:
            role.until = leaving.now
            role.save(update_fields=["until"])
