"""What nobody asks for and must happen: what waited too long goes, and numbers are right."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.discussion.actions.threads import held_thread, recount
from onderling.discussion.actions.writing import drop_picture
from onderling.discussion.models import Comment, Thread
from onderling.discussion.rules import State


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
