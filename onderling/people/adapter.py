"""How allauth meets this house: nobody signs up through it, codes go to the outbox."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.cryptokit import generate_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from onderling.people.actions.persons import come_in
from onderling.people.actions.second_step import must_have_second_factor
from onderling.people.actions.sign_in import mail_code
from onderling.people.http import know_browser, note_entry, who_was_here
from onderling.people.middleware import SESSION_KEY
from onderling.people.models import Person
from onderling.people.rules import Entry

WRONG_CODE = _("Deze code klopt niet. Kijk of u de nieuwste e-mail gebruikt.")
TOO_OFTEN = _("U probeerde dit te vaak. Wacht een paar minuten en begin dan opnieuw.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing in only; people come in through a round, a link or a coordinator."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Leave out what allauth says by itself: our pages say it, in our words."""
        if message_template is None:
            super().add_message(request, level, None, *args, **kwargs)

    def generate_login_code(self) -> str:
        """Eight figures in two halves: short enough to type over, too many to guess."""
        return str(generate_user_code(length=8, numeric=True))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail to the outbox instead of sending it from inside the request."""
        code = str(context.get("code", ""))
        mail_code(email, code, known_here=who_was_here(self.request), now=now())

    def login(self, request: HttpRequest, user: Person) -> None:
        """Open a session with full rights. The second time we ask for a second step."""
        again = user.last_login is not None
        super().login(request, user)
        request.session[SESSION_KEY] = str(Entry.CODE)
        note_entry(request)
        come_in(user, Person.State.ACCOUNT, now=now())
        self.asks_second_step = again and must_have_second_factor(user)

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if getattr(self, "asks_second_step", False):
            where = urlencode({"naar": response["Location"]})
            response = HttpResponseRedirect(f"{reverse('people:second_factor')}?{where}")
        know_browser(response, user)
        return response


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The app with codes: our words, and secrets that a copy of the database does not tell."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = hashlib.sha256(b"people.second_step" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
