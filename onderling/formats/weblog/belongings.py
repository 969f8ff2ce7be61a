"""What this room keeps of people, and what becomes of it: who wrote an article."""

from django.utils.translation import gettext as _

from onderling.formats.weblog.models import Article
from onderling.people.actions.moving import Belongings, Moving
from onderling.people.actions.trails import Trail, in_


def move(moving: Moving) -> None:
    written = Article.objects.filter(by=moving.gone)
    moving.hand(list(written), "by", _("een stuk in de weblog"), loose=True)


BELONGINGS = Belongings(
    moves=frozenset({"weblog.Article.by"}),
    move=move,
    # The article is of the network; its writer’s name goes.
    trails=(Trail(Article, in_("by"), beside="title published", blank="author"),),
)
