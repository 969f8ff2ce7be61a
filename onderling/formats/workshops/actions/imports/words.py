"""What we say about lists: one short name and one sentence per kind of remark."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.formats.workshops.actions.imports.words_of_rows import SENTENCES
from onderling.formats.workshops.rules.remarks import Choice, Remark, Status

KIND_NAMES: dict[str, Promise] = {
    "organisations": gettext_lazy("organisaties"),
    "people": gettext_lazy("mensen"),
    "workshops": gettext_lazy("workshops"),
    "sessions": gettext_lazy("programma van de dag"),
    "wishes": gettext_lazy("wensen"),
    "special": gettext_lazy("samen, apart en vaste plekken"),
    "schedule": gettext_lazy("programma van een ander"),
}
KIND_HINTS: dict[str, Promise] = {
    "organisations": gettext_lazy("met hun nummer, plaats en sector"),
    "people": gettext_lazy(
        "naam, e-mail, organisatie, beroepskracht of vrijwilliger, ook met wensen"
    ),
    "workshops": gettext_lazy("titel, thema, werkvorm, minimum en maximum"),
    "sessions": gettext_lazy("welke workshop in welke ronde en zaal, en wie hem geeft"),
    "wishes": gettext_lazy("wie wil waarheen; ook de uitvoer van een online formulier"),
    "special": gettext_lazy("graag samen, niet samen, vast in een workshop"),
    "schedule": gettext_lazy(
        "schedule.json of schedule.xml: dagen, zalen, tijden, teksten en gevers"
    ),
}
STATUS_NAMES: dict[Status, Promise] = {
    Status.NEW: gettext_lazy("nieuw"),
    Status.KNOWN: gettext_lazy("bekend"),
    Status.CHANGED: gettext_lazy("verandert"),
    Status.SAME: gettext_lazy("blijft gelijk"),
    Status.SKIPPED: gettext_lazy("slaan wij over"),
    Status.REFUSED: gettext_lazy("kan niet"),
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
    "code": gettext_lazy("nummer"),
    "name": gettext_lazy("naam"),
    "first_name": gettext_lazy("voornaam"),
    "infix": gettext_lazy("tussenvoegsel"),
    "last_name": gettext_lazy("achternaam"),
    "email": gettext_lazy("e-mailadres"),
    "phone": gettext_lazy("telefoon"),
    "post_address": gettext_lazy("postadres"),
    "contact_by": gettext_lazy("bereikbaar via"),
    "organisation": gettext_lazy("organisatie"),
    "organisation_code": gettext_lazy("nummer van de organisatie"),
    "function": gettext_lazy("functie"),
    "group": gettext_lazy("beroepskracht of vrijwilliger"),
    "place": gettext_lazy("plaats"),
    "access_needs": gettext_lazy("toegankelijkheid"),
    "diet": gettext_lazy("dieet"),
    "title": gettext_lazy("titel"),
    "theme": gettext_lazy("thema"),
    "working_form": gettext_lazy("werkvorm"),
    "minimum": gettext_lazy("gaat door vanaf"),
    "maximum": gettext_lazy("plekken"),
    "minutes": gettext_lazy("duur in minuten"),
    "needs": gettext_lazy("wat er nodig is"),
    "about": gettext_lazy("omschrijving"),
    "afterwards": gettext_lazy("na afloop"),
    "preparation": gettext_lazy("voorbereiding"),
    "audience": gettext_lazy("voor wie"),
    "slot": gettext_lazy("ronde"),
    "time": gettext_lazy("tijd"),
    "room": gettext_lazy("zaal"),
    "offer_code": gettext_lazy("nummer van de workshop"),
    "giver": gettext_lazy("wie de workshop geeft"),
    "mixed": gettext_lazy("gemengde groep"),
    "present": gettext_lazy("aanwezig"),
    "also_good": gettext_lazy("ook goed"),
    "rather_not": gettext_lazy("liever niet"),
    "cannot": gettext_lazy("kan niet"),
    "sort": gettext_lazy("soort"),
    "one": gettext_lazy("eerste persoon"),
    "other": gettext_lazy("tweede persoon of workshop"),
    "because": gettext_lazy("reden"),
    "sector": gettext_lazy("sector"),
    "country": gettext_lazy("land"),
    "kind": gettext_lazy("soort"),
    "paid_count": gettext_lazy("aantal beroepskrachten"),
    "volunteer_count": gettext_lazy("aantal vrijwilligers"),
    "does": gettext_lazy("wat zij doen"),
    "reach": gettext_lazy("hoe u hen bereikt"),
    "state": gettext_lazy("doet mee"),
    "added": gettext_lazy("door Onderling toegevoegd"),
    "begins": gettext_lazy("begin"),
    "ends": gettext_lazy("einde"),
    "holds": gettext_lazy("plekken in de zaal"),
    "language": gettext_lazy("taal"),
    "givers": gettext_lazy("gevers"),
    "untaken": gettext_lazy("niet overgenomen"),
    "untaken_all": gettext_lazy("niet overgenomen van het geheel"),
}
VALUES: dict[str, Promise] = {
    "invited": gettext_lazy("uitgenodigd"),
    "coming": gettext_lazy("doet mee"),
    "not_coming": gettext_lazy("doet niet mee"),
    "like": gettext_lazy("graag samen"),
    "together": gettext_lazy("altijd samen"),
    "apart": gettext_lazy("niet samen"),
    "everyone": gettext_lazy("iedereen"),
    "partners": gettext_lazy("partners"),
    "own": gettext_lazy("eigen organisatie"),
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
