"""What nobody asks for and must happen: what waited too long goes, and numbers are right."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q

from onderling.base.pictures import drop_files
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.discussion.actions.threads import held_thread, recount
from onderling.discussion.actions.writing import drop_picture
from onderling.discussion.models import Comment, Picture, Thread
from onderling.discussion.rules import State
from onderling.people.rules import Scope


@write_transaction()
def sweep(*, now: datetime) -> int:
    """Forget what no guest vouched for in time (X-48), and what was left of erased people."""
    for comment in Comment.objects.filter(state=State.DELETED, picture__gone=None).exclude(
        picture=None
    ):
        drop_picture(comment, now=now)
    visible = Count("comments", filter=Q(comments__state=State.VISIBLE))
    counted = Thread.objects.annotate(number=visible).exclude(number=F("count")).order_by("pk")
    for thread in counted:
        held_thread(thread.pk)
        recount(thread.pk)
    until = now - timedelta(days=value_of("keep_unconfirmed_days"))
    return Comment.objects.filter(confirmed=None, said__lt=until).delete()[0]


@write_transaction()
def drop_threads(about: Any) -> None:
    """Remove all that was said in a round, for the deed that removes the round itself."""
    threads = Thread.objects.filter(scope=Scope.ROUND, scope_id=about.pk)
    comments = Comment.objects.filter(thread__in=threads)
    for picture in Picture.objects.filter(comment__in=comments, gone=None):
        drop_files(picture.key)
    comments.delete()
    threads.delete()
