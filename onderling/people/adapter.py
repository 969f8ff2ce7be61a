"""How allauth meets this house: nobody signs up through it, codes go to the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Signing in only; people come in through a round, a link or a coordinator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
