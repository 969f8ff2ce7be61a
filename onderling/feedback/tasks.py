"""What the worker does in this room."""

from django.utils.timezone import now

from onderling.feedback.actions import audience, reminding, telling, waiting
from onderling.feedback.models import Bulletin
from onderling.mail.models import Mailing, Message
from onderling.outcomes.models import Disposition
from onderling.rounds.models import Round


def keep_audiences() -> None:
    """Write down who announced rounds are for, and who joined since."""
    for round in audience.rounds_to_keep():
        audience.keep_audience(round, now=now())


def renew_what_waits() -> None:
    """Before mail leaves: what was withdrawn meanwhile is not in it, nor in its letters."""
    for bulletin in waiting.bulletins_that_wait(Message.Channel.MAIL):
        waiting.write_anew(bulletin, now=now())


def renew_letters() -> None:
    """The same for letters alone: they may wait for weeks."""
    for bulletin in waiting.bulletins_that_wait(Message.Channel.LETTER):
        waiting.write_anew(bulletin, now=now())


def tell_who_asked() -> None:
    """Tell who asked what became of it, of each bulletin that left and did not do so yet."""
    moment = now()
    sent = Bulletin.objects.filter(
        told=None, mailing__state=Mailing.State.WAITING, mailing__not_before__lte=moment
    )
    for bulletin in sent:
        telling.tell_who_asked(bulletin, now=moment)


def tell_later_answers() -> None:
    """Tell what was answered after a bulletin left."""
    untold = Disposition.objects.to_tell().values("round")
    told = Bulletin.objects.exclude(told=None).values("round")
    for round in Round.objects.filter(pk__in=untold).filter(pk__in=told):
        telling.tell_later_answers(round, now=now())


def remind_who_gave() -> None:
    """Remind who gave a workshop of which nothing was written, once."""
    for round in reminding.rounds_to_look_at():
        reminding.remind_who_gave(round, now=now())
