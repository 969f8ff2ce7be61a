"""A bulletin on paper: the facts for its layout."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base.language import html_language
from onderling.base.pictures import picture_file
from onderling.base.qr import qr_picture
from onderling.base.shades import LOOKS
from onderling.base.written import capital, long_date
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.content import Content, Item, Section
from onderling.feedback.queries.reports import Report
from onderling.feedback.rules import Told
from onderling.outcomes.models import Photo

MOST_PHOTOS = 24  # on paper, of a workshop or apart; the page has them all


def paper_facts(bulletin: Bulletin, content: Content, coverage: Told | None) -> dict[str, Any]:
    """The same content as the page, with what stands around it on paper."""
    round = bulletin.round
    address = settings.BASE_ADDRESS + bulletin.get_absolute_url()
    when = long_date(localdate(bulletin.published)) if bulletin.published else _("concept")
    return {
        "title": content.title,
        "network": settings.INSTALL.network_name,
        "foot": round.name,
        "page": _("bladzijde"),
        "language": html_language(),
        "look": LOOKS[round.colour].facts(),
        "round": round.name,
        "when": when,
        "intro": [line for line in content.intro.splitlines() if line.strip()],
        "sections": [_section(section) for section in content.sections],
        "coverage": _coverage(coverage) if coverage else [],
        "heard": _("Wie dit hoorde"),
        "address": address,
        "read": _("Alles staat ook op deze pagina:"),
        "code": {
            "picture": qr_picture(address),
            "says": _("QR-code naar de pagina met deze terugkoppeling"),
        },
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "key": section.key,
        "numbers": [{"number": number, "what": what} for number, what in section.numbers],
        "items": [_item(item) for item in section.items],
        "reports": [_report(report) for report in section.reports],
        "photos": _photos(section.photos),
    }


def _item(item: Item) -> dict[str, Any]:
    reason = _("Reden: {reason}").format(reason=item.reason) if item.refused else item.reason
    return {
        "text": item.text,
        "word": capital(item.word) if item.reason else item.word,
        "reason": reason,
        "by": item.by,
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "opening": report.opening,
        "notes": report.notes,
        "quotes": [{"text": f"‘{text}’", "by": who} for text, who in report.quotes],
        "photos": _photos(report.photos[:2]),
    }


def _photos(photos: Sequence[Photo]) -> list[dict[str, str]]:
    """Photos inside a drawing: a layout gets words only, and no way to our files."""
    found = []
    for one in photos[:MOST_PHOTOS]:
        file = picture_file(one.key, "klein")
        if file is None:
            continue
        drawn = b64encode(file.read_bytes()).decode()
        size = f'width="{one.width}" height="{one.height}"'
        picture = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {one.width} {one.height}"'
            f' {size}><image {size} href="data:image/jpeg;base64,{drawn}"/></svg>'
        )
        found.append({"picture": picture, "alt": one.alt, "caption": one.caption})
    return found


def _coverage(coverage: Told) -> list[dict[str, str]]:
    shares = [
        (coverage.all, _("mensen die waren uitgenodigd")),
        (coverage.took_part, _("mensen die meededen")),
        (coverage.others, _("mensen die er niet bij waren")),
    ]
    return [
        {"number": _("{n} van {all}").format(n=share.reached, all=share.of), "what": what}
        for share, what in shares
        if share and share.of
    ]
