"""The texts of the source and their translations: gather, renew, compile (X-8).

`python -m tests.catalogues` brings every catalogue up to the source: new texts are added empty,
texts that are gone are dropped, and the .mo files are written again.
"""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent / "onderling"
LOCALE = SOURCE / "locale"
# A text as gettext knows it: one string, or singular and plural.
Text = str | tuple[str, str]
# The last two: the purpose of a personal field, and a text where there is no Django.
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop", "Personal", "Sentence"}
TWO = {"ngettext", "ngettext_lazy"}
# What Django makes of a template: calls, between signs that mean nothing.
STRING = r"u?(?:\"\"\"[\s\S]*?\"\"\"|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
CALL = re.compile(rf"\b(ngettext|gettext|_)\(\s*({STRING})(?:\s*,\s*({STRING}))?")
# The form of address “je” is a catalogue of its own; English has one “you”.
ENGLISH, FLEMISH, JE, FLEMISH_JE = "en", "nl_BE", "nl_X-je", "nl_BE-x-je"
BABEL_NAMES = {ENGLISH: "en", FLEMISH: "nl_BE", JE: "nl", FLEMISH_JE: "nl_BE"}
BEGAN = datetime(2026, 11, 1, tzinfo=UTC)
YOU = re.compile(r"\b(?:u|uw|uzelf|uwe)\b", re.IGNORECASE)


@cache
def texts() -> dict[Text, list[str]]:
    """Map every text for people to the files where it stands."""
    found: dict[Text, list[str]] = {}
    for path in sorted(SOURCE.rglob("*")):
        where = str(path.relative_to(SOURCE.parent))
        if "/tests/" in where or path.suffix not in {".py", ".html", ".txt"}:
            continue
        written = path.read_text()
        in_file = _in_python(written) if path.suffix == ".py" else _in_template(written, where)
        if path.suffix != ".py" and "/templates/" not in where:
            continue
        for text in in_file:
            places = found.setdefault(text, [])
            if where not in places:
                places.append(where)
    return found


def _in_python(written: str) -> Iterator[Text]:
    for call in ast.walk(ast.parse(written)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", "")
        strings = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
        if name in ONE and strings:
            yield str(strings[0])
        elif name in TWO and len(strings) >= 2:
            yield str(strings[0]), str(strings[1])


def _in_template(written: str, where: str) -> Iterator[Text]:
    for call in CALL.finditer(templatize(written, origin=where)):
        one = ast.literal_eval(call[2])
        yield (one, ast.literal_eval(call[3])) if call[1] == "ngettext" else one


def path_of(name: str, suffix: str = "po") -> Path:
    return LOCALE / name / "LC_MESSAGES" / f"django.{suffix}"


def read(name: str) -> Catalog:
    """Read a catalogue as people wrote it."""
    if not path_of(name).exists():
        return Catalog(locale=BABEL_NAMES[name])
    with path_of(name).open("rb") as file:
        return read_po(file, locale=BABEL_NAMES[name])


def translated(name: str) -> dict[Text, Text]:
    """Map each text to its translation, as far as there is one."""
    return {
        _text(message): _text_in(message)
        for message in read(name)
        if message.id and _is_done(message)
    }


def says_you(text: Text) -> bool:
    """Whether a text addresses the reader with “u”, so that “je” needs one of its own."""
    return text != "u" and any(YOU.search(part) for part in _parts(text))


def wanted(name: str, all_texts: dict[Text, list[str]]) -> list[Text]:
    """List the texts that a catalogue should hold: all, what differs, or what says u."""
    if name == ENGLISH:
        return list(all_texts)
    if name == JE:
        return [text for text in all_texts if says_you(text)]
    if name == FLEMISH_JE:
        both = translated(FLEMISH).keys() & translated(JE).keys()
        return [text for text in all_texts if text in both]
    here = translated(FLEMISH)
    return [text for text in all_texts if text in here]


def written(name: str, all_texts: dict[Text, list[str]]) -> Catalog:
    """Write a catalogue anew, in the order of the source."""
    known = translated(name)
    fresh = _empty(name)
    for text in sorted(wanted(name, all_texts), key=lambda one: (all_texts[one][0], str(one))):
        fresh.add(
            text,
            known.get(text, ("", "") if isinstance(text, tuple) else ""),
            locations=[(where, 0) for where in all_texts[text]],
            flags=[],
        )
    return fresh


def _empty(name: str) -> Catalog:
    # A fixed date: the same texts give the same bytes.
    catalogue = Catalog(
        locale=BABEL_NAMES[name],
        project="Onderling",
        version="0.1",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=BEGAN,
        revision_date=BEGAN,
        fuzzy=False,
    )
    catalogue.header_comment = HEADINGS[name]
    return catalogue


def compiled(name: str) -> dict[Text, Text]:
    """What goes into the .mo: Flemish with je also holds what only one of the two changes."""
    if name != FLEMISH_JE:
        return translated(name)
    return {**translated(FLEMISH), **translated(JE), **translated(FLEMISH_JE)}


HEADINGS = {
    ENGLISH: "# English: plain words, British spelling.",
    FLEMISH: "# Dutch of Belgium: only the texts that differ.",
    JE: "# Dutch with je: only the texts that say u.",
    FLEMISH_JE: "# Dutch of Belgium with je: only where both differ; the rest is merged in.",
}


def _parts(text: Text) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def _text(message: Message) -> Text:
    return tuple(message.id) if isinstance(message.id, list | tuple) else message.id  # type: ignore[return-value]  # two strings


def _text_in(message: Message) -> Text:
    said = message.string
    return tuple(said) if isinstance(said, list | tuple) else said  # type: ignore[return-value]  # two strings


def _is_done(message: Message) -> bool:
    return all(_parts(_text_in(message))) if message.string else False


def renew() -> None:
    """Bring all catalogues up to the source."""
    all_texts = texts()
    for name in BABEL_NAMES:
        path_of(name).parent.mkdir(parents=True, exist_ok=True)
        fresh = written(name, all_texts)
        with path_of(name).open("wb") as file:
            write_po(file, fresh, width=96, include_lineno=False)
        machine = _empty(name)
        for text, said in compiled(name).items():
            machine.add(text, said)
        with path_of(name, "mo").open("wb") as file:
            write_mo(file, machine)
        empty = len(wanted(name, all_texts)) - len(translated(name))
        print(f"{name}: {len(wanted(name, all_texts))} texts, {empty} to translate")  # noqa: T201 -- a command


if __name__ == "__main__":
    if not settings.configured:
        django.setup()
    renew()
