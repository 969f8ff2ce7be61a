"""A bulletin as plain text: for a mail, a letter, and whom we ring."""

from collections.abc import Iterator
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onderling.base.language import speaking
from onderling.base.written import capital
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.content import Content, Item, Section, content_of
from onderling.feedback.queries.reports import Report


def as_text(content: Content) -> str:
    """Write the same as the page tells."""
    parts = [content.intro] if content.intro else []
    for section in content.sections:
        parts.append("\n\n".join([section.title.upper(), *_blocks(section)]))
    return "\n\n".join(parts)


def digest_of(bulletin: Bulletin) -> str:
    """Name what a bulletin tells today, in the language of this install: it changes with it."""
    with speaking(""):
        return sha256(as_text(content_of(bulletin)).encode()).hexdigest()[:16]


def _blocks(section: Section) -> Iterator[str]:
    if section.numbers:
        yield "\n".join(f"- {number} {what}" for number, what in section.numbers)
    if section.photos:
        yield _photos(len(section.photos))
    yield from map(_report, section.reports)
    yield from map(_line, section.items)


def _report(report: Report) -> str:
    lines = [report.title, *([report.opening] if report.opening else [])]
    lines += [f"- {note}" for note in report.notes]
    lines += [f"- ‘{text}’\n  {who}" if who else f"- ‘{text}’" for text, who in report.quotes]
    lines += [f"- {_photos(len(report.photos))}"] if report.photos else []
    return "\n".join(lines)


def _photos(number: int) -> str:
    """A mail or a letter has no photos: they could not be taken back."""
    said = ngettext("{n} foto staat op de pagina.", "{n} foto’s staan op de pagina.", number)
    return said.format(n=number)


def _line(item: Item) -> str:
    if not item.reason:
        return "\n  ".join(part for part in (f"- {item.text}", item.word) if part)
    said = _("Reden: {reason}").format(reason=item.reason) if item.refused else item.reason
    lines = (f"- {item.text}", f"{capital(item.word)}. {said}", item.by)
    return "\n  ".join(part for part in lines if part)
