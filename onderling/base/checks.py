"""What Django checks before it starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def sqlite_takes_the_lock_first(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to start when SQLite would let two people read before one of them writes."""
    database: dict[str, Any] = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    if database.get("OPTIONS", {}).get("transaction_mode") == "IMMEDIATE":
        return []
    hint = 'Set DATABASES["default"]["OPTIONS"]["transaction_mode"] = "IMMEDIATE".'
    return [Error("SQLite must open transactions IMMEDIATE.", hint=hint, id="onderling.E001")]
