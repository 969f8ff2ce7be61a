"""Which language a page or a letter is in, and whether it says u or je (X-8).

Dutch with “je” is a language of its own to gettext: nl-x-je, where x marks a private part. Its
catalogue holds only the texts that differ; all others come from the source, which says “u”.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

JE = "-x-je"


def tongue(language: str = "", form: str = "u") -> str:
    """Name what to speak: one of our languages, with “je” where the language has it."""
    known = language if language in dict(settings.LANGUAGES) else settings.SPOKEN
    return f"{known}{JE}" if form == "je" and known.startswith("nl") else known


def language_now() -> str:
    """Name the language of this moment as it stands in LANGUAGES: nl, nl-be, en."""
    return (translation.get_language() or settings.LANGUAGE_CODE).removesuffix(JE)


def form_now() -> str:
    """Say whether this moment is one of u or of je."""
    return "je" if (translation.get_language() or "").endswith(JE) else "u"


def html_language() -> str:
    """Write the language of this moment as browsers and mail programs want it: nl-BE."""
    language, _hyphen, country = language_now().partition("-")
    return f"{language}-{country.upper()}" if country else language


def speaking(language: str, form: str = "u") -> translation.override:
    """Speak to one reader for as long as the block lasts."""
    return translation.override(tongue(language, form))


def speak_as(form: str) -> None:
    """Go on in the same language with this form of address; the request ends it."""
    translation.activate(tongue(language_now(), form))


def speak_to_all(form: str) -> None:
    """Go on as this install speaks: paper is read by many, whoever prints it."""
    translation.activate(tongue("", form))


class LanguageMiddleware:
    """Speaks what the visitor chose: in this browser, or else as the person they are.

    Not what the browser asks for: many people who want Dutch have a browser that says English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen not in dict(settings.LANGUAGES):
            chosen = getattr(request.user, "language", "")
        with translation.override(tongue(chosen)):
            return self.get_response(request)
