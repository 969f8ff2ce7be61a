"""The lists that we can read: which columns each has, and how people call them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onderling.tables.columns import NUMBER, Column, Found, find_columns

# What our own export adds at the end says so, and is not read back.
ADDED = Column("added", repeated=True, patterns=(r".* onderling",))
EMAIL = Column("email", ("E-mailadres", "E-mail", "Mailadres", "Mail", "email"))
NAME = Column("name", ("Naam", "Volledige naam", "Naam deelnemer", "Deelnemer", "Name"))
GROUP = Column(
    "group",
    (
        "groep",
        "Beroepskracht/vrijwilliger",
        "Vrijwilliger/beroepskracht",
        "Beroepskracht of vrijwilliger",
        "Vrijwilliger of beroepskracht",
        "Ik ben",
        "Rol",
    ),
)
ORGANISATION = Column("organisation", ("Organisatie", "Instelling", "Naam organisatie"))
ORGANISATION_CODE = Column("organisation_code", ("organisatie_id", "organisatiecode", "org_id"))
WISH = Column(
    "wish",
    patterns=(
        rf".*\bronde (?P<slot>{NUMBER})\b.*?\b(?P<rank>{NUMBER}) (?:keuze|wens|voorkeur)",
        rf"(?:keuze|wens|voorkeur) ?(?P<rank>{NUMBER}) (?:in )?ronde (?P<slot>{NUMBER})",
        rf"(?:(?P<rank>{NUMBER}) )?(?:keuze|wens|voorkeur|workshop)"
        rf" (?:voor |in )?ronde (?P<slot>{NUMBER})",
        rf"ronde (?P<slot>{NUMBER}) (?:keuze|wens|voorkeur) (?P<rank>{NUMBER})",
    ),
)
ROW_WISH = Column(
    "wish",
    patterns=(
        *WISH.patterns,
        rf"(?:keuze|wens|voorkeur) ?(?P<rank>{NUMBER})",
        rf"(?P<rank>{NUMBER}) (?:keuze|wens|voorkeur)",
    ),
)
PERSON_CODE = ("persoon_id", "persoonsnummer", "deelnemer_id", "deelnemersnummer")


@dataclass(frozen=True)
class Kind:
    """One kind of list. Each group in `needs` must be met by at least one column."""

    key: str
    columns: tuple[Column, ...]
    needs: tuple[frozenset[str], ...]


def _needs(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in groups)


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "organisations",
            (
                Column("code", ("id", "code", "organisatie_id")),
                Column("name", ("naam", "organisatie", "naam organisatie")),
                Column("sector", ("sector",)),
                Column("place", ("plaats", "vestigingsplaats")),
                Column("country", ("land",)),
                Column("kind", ("type", "soort")),
                Column("paid_count", ("medewerkers", "aantal beroepskrachten")),
                Column("volunteer_count", ("vrijwilligers", "aantal vrijwilligers")),
                Column("does", ("wat_doen_we", "wat doen wij")),
                Column("reach", ("hoe_bereik_je_ons", "hoe bereikt u ons")),
            ),
            _needs("name", "sector kind does paid_count"),
        ),
        Kind(
            "people",
            (
                Column("code", ("id", *PERSON_CODE, "nummer", "nr")),
                NAME,
                Column("first_name", ("voornaam", "roepnaam")),
                Column("infix", ("tussenvoegsel", "tussenvoegsels", "tv")),
                Column("last_name", ("achternaam", "familienaam")),
                EMAIL,
                Column("phone", ("telefoon", "telefoonnummer", "mobiel", "tel")),
                Column("post_address", ("postadres", "adres")),
                Column("contact_by", ("contact_voorkeur", "bereikbaar via", "contact via")),
                ORGANISATION,
                ORGANISATION_CODE,
                Column("function", ("functie", "beroep")),
                GROUP,
                Column("place", ("plaats", "woonplaats")),
                Column("access_needs", ("toegankelijkheid", "wat u nodig hebt om mee te doen")),
                Column("diet", ("eten", "dieet", "dieetwensen", "wat u niet eet")),
                WISH,
                ADDED,
            ),
            _needs("name first_name"),
        ),
        Kind(
            "workshops",
            (
                Column("code", ("id", "workshop_id", "code")),
                Column("title", ("titel", "workshop", "naam workshop")),
                Column("theme", ("thema",)),
                Column("working_form", ("werkvorm",)),
                Column("organisation_code", ("gever_org", "organisatie_id")),
                ORGANISATION,
                Column("minimum", ("min", "minimum", "gaat door vanaf")),
                Column("maximum", ("max", "maximum", "hoogstens")),
                Column("minutes", ("duur", "duur in minuten", "minuten")),
                Column("needs", ("ruimte", "wat is er nodig", "benodigdheden")),
                Column("about", ("omschrijving", "waar gaat het over", "beschrijving")),
                Column("afterwards", ("na_afloop",)),
                Column("preparation", ("voorbereiding",)),
                Column("audience", ("voor_wie", "voor wie", "doelgroep", "open voor")),
                ADDED,
            ),
            _needs("title", "theme working_form minutes about afterwards"),
        ),
        Kind(
            "sessions",
            (
                Column("code", ("id", "sessie_id", "code")),
                Column("slot", ("ronde", "rondes")),
                Column("time", ("tijd", "tijdstip")),
                Column("room", ("zaal", "ruimte", "lokaal")),
                Column("offer_code", ("workshop_id", "workshopnummer")),
                Column("title", ("titel", "workshop", "naam workshop")),
                Column("giver", ("gever_id", "gever", "workshopgever")),
                Column("minimum", ("min", "minimum", "gaat door vanaf")),
                Column("maximum", ("max", "maximum", "plekken")),
                Column("mixed", ("gemengd", "gemengde groep")),
                ADDED,
            ),
            _needs("slot", "offer_code title", "room giver time"),
        ),
        Kind(
            "wishes",
            (
                Column("code", PERSON_CODE),
                NAME,
                EMAIL,
                GROUP,
                Column("slot", ("ronde",)),
                Column("present", ("aanwezig", "aanwezig in deze ronde")),
                ROW_WISH,
                Column("also_good", ("ook_goed",)),
                Column("rather_not", ("liever_niet",)),
                Column("cannot", ("kan_niet",)),
                ADDED,
            ),
            _needs("code name email", "wish"),
        ),
        Kind(
            "special",
            (
                Column("sort", ("soort",)),
                Column("one", ("persoon_a", "persoon", "persoon 1")),
                Column("other", ("persoon_b", "met", "persoon 2", "sessie")),
                Column("because", ("toelichting", "reden")),
                ADDED,
            ),
            _needs("sort", "one", "other"),
        ),
        Kind(
            "schedule",  # made by tables/schedule.py of the file of another program
            (
                Column("sort", ("soort onderdeel",)),
                Column("title", ("titel",)),
                Column("begins", ("begint",)),
                Column("ends", ("eindigt",)),
                Column("room", ("zaal",)),
                Column("holds", ("plekken in de zaal",)),
                Column("theme", ("thema",)),
                Column("working_form", ("werkvorm",)),
                Column("language", ("taal",)),
                Column("givers", ("gevers",)),
                Column("afterwards", ("na afloop",)),
                Column("about", ("omschrijving",)),
                Column("untaken", ("niet overgenomen",)),
                Column("untaken_all", ("niet overgenomen van het geheel",)),
            ),
            _needs("title", "begins", "ends"),
        ),
    )
}
# A list of people has one of these; an online form with wishes has not.
MARKS_OF_PEOPLE = {"organisation", "organisation_code", "function", "first_name"}


def kind_of(header: Sequence[str]) -> str:
    """Say which kind of list this is, by its header; empty when it is none that we know."""
    scores = {}
    for kind in KINDS.values():
        keys = [found.key for found in find_columns(header, kind.columns)]
        if all(needed & set(keys) for needed in kind.needs):
            scores[kind.key] = (len(keys), keys)
    if "wishes" in scores and not MARKS_OF_PEOPLE & set(scores.get("people", (0, []))[1]):
        scores.pop("people", None)
    return max(scores, key=lambda key: scores[key][0], default="")


def columns_of(kind: str, header: Sequence[str]) -> dict[int, str]:
    """Say what each column of the list is: {0: "name", 5: "wish-1-2"}."""
    return {found.index: key_of(found) for found in find_columns(header, KINDS[kind].columns)}


def key_of(found: Found) -> str:
    """Write a column of wishes with its round and its rank: "wish-1-2"; 0 when it has none."""
    if found.key != "wish":
        return found.key
    return f"wish-{found.numbers.get('slot', 0)}-{found.numbers.get('rank', 1)}"


def missing_in(kind: str, columns: Mapping[int, str]) -> list[frozenset[str]]:
    """List what this kind of list cannot do without: groups of keys, one of each."""
    keys = {key.partition("-")[0] for key in columns.values()}
    return [needed for needed in KINDS[kind].needs if not needed & keys]
