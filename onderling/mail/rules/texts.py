"""Filling in texts: a fixed list of placeholders, one pass, nobody's words become a link."""

import re
from collections.abc import Collection, Mapping

MARK = re.compile(r"\{([^{}\n]*)\}")
# What a mail program makes a link of by itself: an address with a scheme, or a bare domain.
SCHEME = re.compile(r"\b(\w+):/+")
DOMAIN = re.compile(r"(?<=\w{2})\.(?=[^\W\d_]{2})")
# A key in a personal address opens somebody's page: whoever reads the outbox must not have it.
KEY = re.compile(r"/(link|bevestig|vragen|niet-meer)/[^/\s]+")

# Every placeholder there is. The ones marked True are written by us: dates, numbers, our own
# addresses. The others were typed by people, and are cleaned before they are put in a text.
OURS = """
    aanmeldingen aantal aantal_deelnemers aantal_organisaties aantal_uitkomsten
    aantal_vrijwilligers afmeldlink antwoordtijd bedrag begintijd dag1 dag2 datum deadline
    eindtijd einddatum invuldatum link max min nde plekken ruildatum startdatum toewijsdatum
    vragenlink waarom_link wachtenden wachtplek wie_niet_kiest zin_over_wensen
    zin_over_veranderen
"""
TYPED = """
    adres afzender alternatieven coach contactnaam contacttelefoon dagprogramma functie
    goede_doel leervraag lijst_bezig lijst_gedaan lijst_niet locatie meenemen naam naam_ander
    naam_bezoeker organisatie organisatie_bezoeker plek programma programmalijst reden routezin
    titel voorbeeld voornaam voornaam_bezoeker voornemen vraag wensenlijst
"""
PLACEHOLDERS: Mapping[str, bool] = {
    **dict.fromkeys(OURS.split(), True),
    **dict.fromkeys(TYPED.split(), False),
}
# What every message about a round can say, whatever its kind.
EVERYBODY = """
    voornaam naam programma datum deadline contactnaam contacttelefoon afzender link
"""
COMMON = frozenset(EVERYBODY.split())


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fill in a text in one pass: what is filled in is never read again.

    A placeholder without a value stays empty; what is no placeholder of ours stays as it is.
    """

    def value(mark: re.Match[str]) -> str:
        name = mark[1]
        if name not in PLACEHOLDERS:
            return mark[0]
        found = values.get(name, "")
        return found if PLACEHOLDERS[name] else unlinked(found)

    lines = MARK.sub(value, text)
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def unknown_in(text: str, allowed: Collection[str]) -> list[str]:
    """Name the placeholders in a text that are not on the list, in order, each once."""
    return list(dict.fromkeys(name for name in MARK.findall(text) if name not in allowed))


def unlinked(typed: str) -> str:
    """Keep what somebody typed from becoming a link in a mail program (assurance S2, S23)."""
    return DOMAIN.sub(". ", SCHEME.sub(r"\1 ", typed))


def without_keys(body: str) -> str:
    """Cover the keys of personal addresses in a text that others read."""
    return KEY.sub(r"/\1/…", body)


def voices_for(locale: str, form: str) -> list[str]:
    """List which texts to look in, best first: nl_be_je, nl_je, and always nl_u at last."""
    language = locale.lower().replace("-", "_")
    wanted = [f"{language}_{form}", f"{language.split('_')[0]}_{form}", "nl_u"]
    return list(dict.fromkeys(wanted))
