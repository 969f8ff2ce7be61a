"""The outbox: messages that wait, leave, are refused, or whose fate nobody knows."""

from onderling.mail.models.mailings import Mailing, MailingQuerySet
from onderling.mail.models.messages import Bounce, Message, MessageQuerySet
from onderling.mail.models.subscriptions import Subscription
from onderling.mail.models.texts import OwnText

__all__ = [
    "Bounce",
    "Mailing",
    "MailingQuerySet",
    "Message",
    "MessageQuerySet",
    "OwnText",
    "Subscription",
]
