"""What we say about lists: one short name and one sentence per kind of remark."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from onderling.formats.workshops.actions.imports.words_of_rows import SENTENCES
from onderling.formats.workshops.rules.remarks import Choice, Remark, Status

KIND_NAMES: dict[str, Promise] = {
    "organisations": lazy("organisaties"),
    "people": lazy("mensen"),
    "workshops": lazy("workshops"),
    "sessions": lazy("programma van de dag"),
    "wishes": lazy("wensen"),
    "special": lazy("samen, apart en vaste plekken"),
    "schedule": lazy("programma van een ander"),
}
KIND_HINTS: dict[str, Promise] = {
    "organisations": lazy("met hun nummer, plaats en sector"),
    "people": lazy("naam, e-mail, organisatie, beroepskracht of vrijwilliger, ook met wensen"),
    "workshops": lazy("titel, thema, werkvorm, minimum en maximum"),
    "sessions": lazy("welke workshop in welke ronde en zaal, en wie hem geeft"),
    "wishes": lazy("wie wil waarheen; ook de uitvoer van een online formulier"),
    "special": lazy("graag samen, niet samen, vast in een workshop"),
    "schedule": lazy("schedule.json of schedule.xml: dagen, zalen, tijden, teksten en gevers"),
}
STATUS_NAMES: dict[Status, Promise] = {
    Status.NEW: lazy("nieuw"),
    Status.KNOWN: lazy("bekend"),
    Status.CHANGED: lazy("verandert"),
    Status.SAME: lazy("blijft gelijk"),
    Status.SKIPPED: lazy("slaan wij over"),
    Status.REFUSED: lazy("kan niet"),
}
STATUS_CHIPS = {
    Status.NEW: "free",
    Status.KNOWN: "free",
    Status.CHANGED: "few",
    Status.SAME: "plain",
    Status.SKIPPED: "wait",
    Status.REFUSED: "bad",
}
# "wish-1-2" and "wishes-1" are put together below.
COLUMN_NAMES: dict[str, Promise] = {
    "code": lazy("nummer"),
    "name": lazy("naam"),
    "first_name": lazy("voornaam"),
    "infix": lazy("tussenvoegsel"),
    "last_name": lazy("achternaam"),
    "email": lazy("e-mailadres"),
    "phone": lazy("telefoon"),
    "post_address": lazy("postadres"),
    "contact_by": lazy("bereikbaar via"),
    "organisation": lazy("organisatie"),
    "organisation_code": lazy("nummer van de organisatie"),
    "function": lazy("functie"),
    "group": lazy("beroepskracht of vrijwilliger"),
    "place": lazy("plaats"),
    "access_needs": lazy("toegankelijkheid"),
    "diet": lazy("dieet"),
    "title": lazy("titel"),
    "theme": lazy("thema"),
    "working_form": lazy("werkvorm"),
    "minimum": lazy("gaat door vanaf"),
    "maximum": lazy("plekken"),
    "minutes": lazy("duur in minuten"),
    "needs": lazy("wat er nodig is"),
    "about": lazy("omschrijving"),
    "afterwards": lazy("na afloop"),
    "preparation": lazy("voorbereiding"),
    "audience": lazy("voor wie"),
    "slot": lazy("ronde"),
    "time": lazy("tijd"),
    "room": lazy("zaal"),
    "offer_code": lazy("nummer van de workshop"),
    "giver": lazy("wie de workshop geeft"),
    "mixed": lazy("gemengde groep"),
    "present": lazy("aanwezig"),
    "also_good": lazy("ook goed"),
    "rather_not": lazy("liever niet"),
    "cannot": lazy("kan niet"),
    "sort": lazy("soort"),
    "one": lazy("eerste persoon"),
    "other": lazy("tweede persoon of workshop"),
    "because": lazy("reden"),
    "sector": lazy("sector"),
    "country": lazy("land"),
    "kind": lazy("soort"),
    "paid_count": lazy("aantal beroepskrachten"),
    "volunteer_count": lazy("aantal vrijwilligers"),
    "does": lazy("wat zij doen"),
    "reach": lazy("hoe u hen bereikt"),
    "state": lazy("doet mee"),
    "added": lazy("door Onderling toegevoegd"),
    "begins": lazy("begin"),
    "ends": lazy("einde"),
    "holds": lazy("plekken in de zaal"),
    "language": lazy("taal"),
    "givers": lazy("gevers"),
    "untaken": lazy("niet overgenomen"),
    "untaken_all": lazy("niet overgenomen van het geheel"),
}
VALUES: dict[str, Promise] = {
    "invited": lazy("uitgenodigd"),
    "coming": lazy("doet mee"),
    "not_coming": lazy("doet niet mee"),
    "like": lazy("graag samen"),
    "together": lazy("altijd samen"),
    "apart": lazy("niet samen"),
    "everyone": lazy("iedereen"),
    "partners": lazy("partners"),
    "own": lazy("eigen organisatie"),
}


def said(remark: Remark) -> str:
    """Say a remark in one Dutch sentence."""
    _short, sentence = SENTENCES[remark.kind]
    values = {"value": remark.value, "proposed": remark.proposed, **remark.more}
    return str(sentence).format(**values)


def names_in(remark: Remark) -> list[str]:
    """List the names that a remark about the whole list is about."""
    names = remark.more.get("names", "")
    return names.split("\n") if names else []


def in_short(kind: str) -> str:
    """Name a kind of remark, for counting."""
    return str(SENTENCES[kind][0])


def column_name(key: str) -> str:
    """Name a column for a person: "wens 2 in ronde 1"."""
    if key.startswith("wish-"):
        _wish, slot, rank = key.split("-")
        if slot == "0":
            return _("wens {rank}").format(rank=rank)
        return _("wens {rank} in ronde {slot}").format(rank=rank, slot=slot)
    if key.startswith("wishes-"):
        return _("wensen in ronde {slot}").format(slot=key.partition("-")[2])
    return str(COLUMN_NAMES[key])


def value_name(value: str) -> str:
    """Say a stored value in Dutch, where it is not text of a person."""
    return str(VALUES[value]) if value in VALUES else value


def choice_name(choice: Choice, same_as: str) -> str:
    """Say what a person may choose for a row."""
    if choice == Choice.SKIP:
        return _("sla deze rij over")
    if choice == Choice.TAKE:
        return _("neem over als iemand anders")
    if same_as:
        return _("is dezelfde als {name}").format(name=same_as)
    return _("is dezelfde, die al in Onderling staat")
