"""Why a file is refused, and what was taken out of it, in words for who sent it."""

from django.utils.translation import gettext_lazy

AS_PDF = gettext_lazy("Sla het op als PDF, of stuur uw tekst zonder bestand.")
FAULTS = {
    "large": gettext_lazy("Dit bestand is te groot. Het mag hoogstens 64 MB zijn."),
    "empty": gettext_lazy("Dit bestand is leeg. Kies het bestand opnieuw."),
    "program": gettext_lazy("Dit is een programma, geen PDF. Programma’s nemen wij niet aan."),
    "zip": gettext_lazy("Dit is een ingepakt bestand, of een bestand van Word of Excel."),
    "office": gettext_lazy("Dit is een bestand van Word of Excel, geen PDF."),
    "html": gettext_lazy("Dit is een webpagina, geen PDF. Druk haar af als PDF."),
    "picture": gettext_lazy("Dit is een foto of plaatje, geen PDF."),
    "other": gettext_lazy("Dit is geen PDF, ook al heet het misschien zo."),
    "truncated": gettext_lazy("Het einde van deze PDF ontbreekt. Sla hem opnieuw op."),
    "encrypted": gettext_lazy("Op deze PDF zit een wachtwoord of slot. Haal dat er eerst af."),
    "broken": gettext_lazy("Deze PDF is kapot: wij kunnen hem niet lezen. Sla hem opnieuw op."),
    "pages": gettext_lazy("Deze PDF heeft te veel pagina’s. Het mogen er hoogstens 5000 zijn."),
    "slow": gettext_lazy("Deze PDF is te ingewikkeld om na te kijken. Maak hem eenvoudiger."),
    "virus": gettext_lazy("In dit bestand zit een virus. Wij hebben het weggegooid."),
}
REMOVED = {
    "script": gettext_lazy("scripts"),
    "action": gettext_lazy("knoppen en links die zelf iets doen"),
    "file": gettext_lazy("bestanden in het bestand"),
    "form": gettext_lazy("een formulier met scripts"),
    "media": gettext_lazy("geluid en film"),
}


def fault_said(fault: str) -> str:
    """Say in a sentence why a file is refused, and what to do."""
    said = str(FAULTS[fault])
    return f"{said} {AS_PDF}" if fault in {"zip", "office", "picture", "other"} else said
