"""What the worker does in this room."""

from django.utils.timezone import now

from onderling.feedback.actions import telling
from onderling.feedback.models import Bulletin
from onderling.mail.models import Mailing


def tell_who_asked() -> None:
    """Tell who asked what became of it, of each bulletin that left and did not do so yet."""
    moment = now()
    sent = Bulletin.objects.filter(
        told=None, mailing__state=Mailing.State.WAITING, mailing__not_before__lte=moment
    )
    for bulletin in sent:
        telling.tell_who_asked(bulletin, now=moment)
