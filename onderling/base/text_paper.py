"""One text as a paper, and as something to mail: the same for every page that people read."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from onderling.base.blocks import Block
from onderling.base.language import html_language
from onderling.base.paper import A_WHILE, kept_paper

TEMPLATE = "base/papers/text.typ"


@dataclass(frozen=True)
class TextPaper:
    """What stands on it; `over` stands above the title, `known` is what to know first."""

    title: str
    over: str
    by: str
    blocks: Sequence[Block]
    known: Sequence[tuple[str, str]] = ()
    link: str = ""


def text_pdf(of: TextPaper, *, path: str) -> bytes:
    """Draw it; the foot says where it stands on the site."""
    facts = {
        **asdict(of),
        "network": settings.INSTALL.network_name,
        "language": html_language(),
        "page": _("bladzijde"),
        "foot": settings.BASE_ADDRESS + path,
    }
    return kept_paper(TEMPLATE, facts, seconds=A_WHILE)


def text_answer(of: TextPaper, *, path: str, name: str) -> HttpResponse:
    """The paper, to keep under this name."""
    answer = HttpResponse(text_pdf(of, path=path), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"  # what is withdrawn must not come back from a cache
    return answer


def mail_this_page(title: str, path: str) -> str:
    """A mail of the reader's own with a link to a page; we send nothing and hear of nobody."""
    return f"mailto:?subject={quote(title)}&body={quote(settings.BASE_ADDRESS + path)}"
