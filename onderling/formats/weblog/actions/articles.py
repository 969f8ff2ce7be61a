"""Write, change, publish and withdraw an article."""

from datetime import datetime

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.finding import forget, remember
from onderling.base.models import SearchDocument
from onderling.base.transactions import write_transaction
from onderling.discussion.actions.threads import open_thread
from onderling.discussion.models import Thread
from onderling.discussion.rules import Mode
from onderling.formats.weblog.models import Article
from onderling.formats.weblog.rules import STEPS, State, Step, as_blocks
from onderling.people.models import Person
from onderling.people.rules import Scope

TAKEN = {"nieuw"}  # addresses of this room itself


@write_transaction()
def write_article(  # noqa: PLR0913 -- an article has this many sides; all by keyword
    *, title: str, author: str, words: str, link: str = "", by: Person, now: datetime
) -> Article:
    """Begin an article; until it is published only its writers see it."""
    made = Article.objects.create(
        title=title,
        slug=_free_slug(title),
        author=author,
        words=words,
        link=link,
        by=by,
        made=now,
        changed=now,
    )
    audit.note(by, "write_article", on=made, now=now)
    return made


def _free_slug(title: str) -> str:
    first = slugify(title)[:50].strip("-") or "stuk"
    taken = TAKEN | set(Article.objects.values_list("slug", flat=True))
    return next(
        slug
        for slug in (first, *(f"{first}-{number}" for number in range(2, 10_000)))
        if slug not in taken
    )


@write_transaction()
def change_article(  # noqa: PLR0913 -- as above
    article: Article,
    *,
    title: str,
    author: str,
    words: str,
    link: str,
    by: Person,
    now: datetime,
) -> Article:
    """Change an article, its address apart. What it said stays in the log."""
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    fresh = {"title": title, "author": author, "words": words, "link": link}
    old = {name: getattr(article, name) for name in fresh}
    if old == fresh:
        return article
    for name, value in fresh.items():
        setattr(article, name, value)
    article.changed = now
    article.save(update_fields=[*fresh, "changed"])
    Thread.objects.filter(article=article).update(title=title)
    if article.is_published:
        _let_find(article)
    audit.note(by, "change_article", on=article, now=now, old=old, new=fresh)
    return article


@write_transaction()
def take_step(article: Article, step: str, *, by: Person, now: datetime) -> Article:
    """Publish, or withdraw: its address stays, and its comments go and come with it."""
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    after = STEPS.get((State(article.state), Step(step)))
    if after is None:
        raise Refused(_("Dit kan nu niet met dit stuk."))
    article.state = after
    article.published = article.published or now
    article.changed = now
    if article.thread is None:
        url = reverse("weblog:article", args=[article.slug])
        article.thread = open_thread(
            article.title, url, scope=Scope.NETWORK, mode=Mode.BEFORE, now=now
        )
    article.save(update_fields=["state", "published", "changed", "thread"])
    shown = Thread.State.OPEN if after == State.PUBLISHED else Thread.State.HIDDEN
    Thread.objects.filter(article=article).update(state=shown)
    if article.is_published:
        _let_find(article)
    else:
        forget(article)
    deed = "publish_article" if after == State.PUBLISHED else "withdraw_article"
    audit.note(by, deed, on=article, now=now)
    return article


@write_transaction()
def let_find_older() -> int:
    """Put in the search what is published and not in it yet; return how many."""
    shown = Article.objects.shown()
    known = set(SearchDocument.objects.filter(kind="article").values_list("ref", flat=True))
    missing = [article for article in shown if audit.ref(article) not in known]
    for article in missing:
        _let_find(article)
    return len(missing)


def _let_find(article: Article) -> None:
    """Put it in the search, as the text that people read, without the signs of Markdown."""
    blocks = as_blocks(article.words)
    lines = ["".join(run.text for run in block.runs) for block in blocks]
    remember(
        article,
        kind="article",
        title=article.title,
        words="\n".join([*lines, article.author]),
        url=article.get_absolute_url(),
    )
