"""The weblog: short articles with a writer, a date and comments (S1b-1)."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onderling.base.models import WHO_DID_WHAT
from onderling.base.privacy import Classified, Personal
from onderling.discussion.models import Thread
from onderling.formats.weblog import rules
from onderling.people.models import Person
from onderling.people.rules import Role, Scope


class ArticleQuerySet(models.QuerySet["Article"]):
    def shown(self) -> "ArticleQuerySet":
        return self.filter(state=rules.State.PUBLISHED)

    def managed_by(self, person: Any) -> "ArticleQuerySet":
        """The own articles of a coordinator; all of them for who runs the network."""
        if not isinstance(person, Person) or not person.holds(Role.OWNER, Role.COORDINATOR):
            return self.none()
        if person.holds(Role.OWNER) or Scope.NETWORK in person.scopes(Role.COORDINATOR):
            return self
        return self.filter(by=person)


class Article(Classified):
    """One short article. Its address is made from its first title, and never changes.

    `words` are typed with a few signs of Markdown; `thread` holds its comments from the day
    that it is published.
    """

    title = models.CharField(_("titel"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    author = models.CharField(_("wie schrijft dit?"), max_length=120)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("tekst"), max_length=rules.LONGEST)
    link = models.URLField(_("Link naar elders"), max_length=300, blank=True)
    state = models.CharField(
        max_length=9,
        choices=[
            (rules.State.DRAFT, _("concept")),
            (rules.State.PUBLISHED, _("gepubliceerd")),
            (rules.State.WITHDRAWN, _("ingetrokken")),
        ],
        default=rules.State.DRAFT,
    )
    thread = models.OneToOneField(
        Thread, models.PROTECT, null=True, blank=True, related_name="article"
    )
    made = models.DateTimeField()
    published = models.DateTimeField(null=True, blank=True)
    changed = models.DateTimeField()

    personal = {
        "author": Personal("laten zien wie een stuk schreef", keep="altijd"),
        "by": WHO_DID_WHAT,
    }
    impersonal = "title slug words link state thread made published changed"

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("weblog:article", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == rules.State.PUBLISHED

    @property
    def beginning(self) -> str:
        return rules.beginning(self.words)

    @property
    def html(self) -> str:
        return rules.as_html(self.words)
