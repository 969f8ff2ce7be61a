"""Django's settings, in one place. What an administrator may change is in config/install.py."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from onderling.config.install import database, read_install, secret_key
from onderling.config.menu import MENU, OUTBOX_WAYS, ROUND_MENU, ROUND_MENU_ABOVE

# What stands in menus is in a file of its own; Django reads these by name.
__all__ = ["MENU", "OUTBOX_WAYS", "ROUND_MENU", "ROUND_MENU_ABOVE"]

INSTALL = read_install()
HTTPS = INSTALL.address.startswith("https://")

SECRET_KEY = secret_key(INSTALL)
DEBUG = INSTALL.debug
BASE_ADDRESS = INSTALL.address.rstrip("/")
ALLOWED_HOSTS = (
    ["*"] if not HTTPS else [INSTALL.address.split("//", 1)[1].split("/", 1)[0].split(":")[0]]
)
DEMO = INSTALL.demo
DATA = INSTALL.data
DATABASES = {"default": database(INSTALL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The rooms, from the top of the house to the cellar.
ROOMS = [
    "onderling.demo",
    "onderling.home",
    "onderling.formats.workshops",
    "onderling.formats.library",
    "onderling.formats.weblog",
    "onderling.evaluation",
    "onderling.outcomes",
    "onderling.feedback",
    "onderling.signups",
    "onderling.offers",
    "onderling.rounds",
    "onderling.surveys",
    "onderling.discussion",
    "onderling.people",
    "onderling.mail",
    "onderling.base",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "onderling.base.middleware.AwayMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "onderling.people.middleware.EntryMiddleware",
    "onderling.base.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "onderling.base.policy.PolicyMiddleware",
]
ROOT_URLCONF = "onderling.config.urls"
WSGI_APPLICATION = "onderling.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "onderling.base.templatetags.ond"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "onderling.base.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "onderling.base.look.Renderer"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/mijn/"
ACCOUNT_ADAPTER = "onderling.people.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the typed code is the proof; accounts are not made here
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900  # municipal mail is greylisted; 3 minutes is too short
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {  # a town hall sits behind one address: loose per address, tight per key
    "login": "600/m/ip",
    "request_login_code": "600/m/ip,3/m/key",
    "login_failed": "60/m/ip,5/300s/key",
    "guest_comment": "15/h/ip",  # each costs a mail to an address that a stranger typed
    "report_comment": "15/h/ip",
    "contribution": "15/h/ip",  # a form that anybody may send, and that makes a mail
}
ALLAUTH_TRUSTED_PROXY_COUNT = INSTALL.trusted_proxies
MFA_ADAPTER = "onderling.people.adapter.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = INSTALL.network_name

SESSION_ENGINE = "onderling.base.sessions"
SESSION_COOKIE_NAME = "__Host-sessie" if HTTPS else "sessie"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "onderling.base.views.stale"
CSRF_TRUSTED_ORIGINS = [BASE_ADDRESS] if HTTPS else []
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if INSTALL.trusted_proxies else None
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# The largest list we take in, and the number of fields of the largest wish form.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_HANDLERS = ["onderling.base.receiving.Receiver"]

# The language of the source, on which all others fall back; what visitors meet is SPOKEN. The
# names are not translated: people look for their own language in their own language.
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("nl-be", "Vlaams"), ("en", "English")]
SPOKEN = INSTALL.language
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "uploads"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nobody asks for the others: half the work at a start
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
# How long a drawn programme is kept when the log knows of no change. A name that changed
# elsewhere shows after this at the latest.
KEEP_PROGRAMME_SECONDS = 60
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
# What the worker does by itself: dotted name of a function without arguments, every N seconds.
# It is two processes. One has the long work, so that mail never waits for an allocation.
LONG_QUEUE = "long"
LONG_WORK: list[tuple[str, int]] = [
    ("onderling.signups.tasks.pick_up_waiting_runs", 2),
    ("onderling.demo.tasks.pick_up_example", 5),
    ("onderling.base.tasks.look_at_uploads", 3),
]
PERIODIC: list[tuple[str, int]] = [
    ("onderling.signups.tasks.pick_up_asked_publishing", 5),
    ("onderling.signups.tasks.let_queues_move_up", 30),
    ("onderling.formats.workshops.tasks.pick_up_waiting_lists", 5),
    ("onderling.formats.library.tasks.tell_senders_about_files", 10),
    ("onderling.formats.library.tasks.tell_senders_what_became", 300),
    ("onderling.formats.weblog.tasks.fill_search", 3600),
    ("onderling.formats.library.tasks.forget_what_nobody_confirmed", 3600),
    ("onderling.feedback.tasks.renew_what_waits", 5),  # before mail leaves
    ("onderling.people.tasks.send_mail", 5),
    ("onderling.surveys.tasks.mark_who_answered", 60),
    ("onderling.surveys.tasks.forget_old_answers", 3600),
    ("onderling.evaluation.tasks.close_ended", 600),
    ("onderling.evaluation.tasks.show_intentions_back", 3600),
    ("onderling.evaluation.tasks.pair_for_coffee", 3600),
    ("onderling.mail.tasks.forget_bodies", 3600),
    ("onderling.discussion.tasks.sweep_threads", 3600),
    ("onderling.outcomes.tasks.remind_of_answers", 3600),
    ("onderling.feedback.tasks.keep_audiences", 60),
    ("onderling.outcomes.tasks.look_after_photos", 3600),
    ("onderling.feedback.tasks.renew_letters", 600),
    ("onderling.feedback.tasks.tell_who_asked", 60),
    ("onderling.feedback.tasks.tell_later_answers", 3600),
    ("onderling.feedback.tasks.remind_who_gave", 3600),
    ("onderling.base.tasks.clean_up", 3600),
    ("onderling.base.tasks.remove_loose_files", 3600),
    ("onderling.people.tasks.keep_list_of_erased", 3600),
    ("onderling.people.tasks.tell_whose_term_ends", 3600),
    ("onderling.people.tasks.clear_what_is_past_its_term", 600),
]
# What a restored install goes through before anybody sees it: dotted name of a function that
# takes `now=` and returns what to tell, or nothing. Doubt about mail comes last: who is erased
# once more gives places back, and the letters about that may have left before.
AFTER_RESTORE: list[str] = [
    "onderling.people.actions.after_restore.end_visits",
    "onderling.people.actions.erasing.erase_again",
    "onderling.mail.actions.after_restore.doubt_what_waited",
]

EMAIL_HOST = "" if INSTALL.demo else INSTALL.smtp_host  # a demo mails nobody
EMAIL_PORT = INSTALL.smtp_port
EMAIL_HOST_USER = INSTALL.smtp_user
EMAIL_HOST_PASSWORD = INSTALL.smtp_password
EMAIL_USE_TLS = INSTALL.smtp_security == "starttls"
EMAIL_USE_SSL = INSTALL.smtp_security == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = INSTALL.mail_from

# What people coordinate, for the lower rooms that must name it: a model with pk, slug and name,
# and `objects.managed_by(person)`.
MANAGED = "onderling.rounds.models.Round"

# Who may write on the wall of what they take part in: a function of a person and the key of
# what MANAGED names.
TAKES_PART = "onderling.signups.queries.people.takes_part"

# Who reads what is sent to an opaque name, for mail, which knows addresses and not people: a
# function that gives who that is now, or nobody.
READER = "onderling.people.queries.reader_now"

# Parts of a bulletin that a higher room fills: dotted names of a function of a round that gives
# lines with what became of each, and why.
TOLD_FROM_ABOVE = {
    "verbeterpunten": "onderling.evaluation.queries.told.improvements_told",
}

# What each room keeps of people, for when two records turn out to be one: dotted names of
# `people.actions.moving.Belongings`, from the cellar upwards.
BELONGINGS = [
    "onderling.people.belongings.BELONGINGS",
    "onderling.surveys.belongings.BELONGINGS",
    "onderling.discussion.belongings.BELONGINGS",
    "onderling.rounds.belongings.BELONGINGS",
    "onderling.offers.belongings.BELONGINGS",
    "onderling.signups.belongings.BELONGINGS",
    "onderling.outcomes.belongings.BELONGINGS",
    "onderling.feedback.belongings.BELONGINGS",
    "onderling.evaluation.belongings.BELONGINGS",
    "onderling.formats.library.belongings.BELONGINGS",
    "onderling.formats.weblog.belongings.BELONGINGS",
    "onderling.demo.belongings.BELONGINGS",
]

# Which round somebody comes for, so that the pages of a personal link name its coordinator:
# a function of a person or nobody, and a moment.
ROUND_TO_ASK = "onderling.home.queries.contact.round_to_ask"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"keys": {"()": "onderling.people.middleware.KeysMasked"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["keys"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
