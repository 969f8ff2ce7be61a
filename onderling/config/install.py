"""What an administrator may set: in the environment, or in onderling.toml beside the data."""

import os
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

DATA = Path(os.environ.get("ONDERLING_DATA", "data")).resolve()


class Install(BaseSettings):
    """The settings of one install. Every name is documented in docs/operations.md."""

    model_config = SettingsConfigDict(env_prefix="ONDERLING_", extra="forbid")

    data: Path = DATA
    address: str = "http://127.0.0.1:8000"
    database_url: Annotated[str, Field(validation_alias="DATABASE_URL")] = ""
    sqlite_synchronous: Annotated[str, Field(pattern="^(FULL|NORMAL)$")] = "FULL"
    demo: bool = False
    debug: bool = False
    secret_key: str = ""
    network_name: str = "Onderling"
    language: Annotated[str, Field(pattern="^(nl|nl-be|en)$")] = "nl"
    contact_name: str = "de coördinator"
    contact_phone: str = ""
    contact_hours: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_security: Annotated[str, Field(pattern="^(starttls|tls|none)$")] = "starttls"
    mail_from: str = "onderling@localhost"
    trusted_proxies: int = 0
    virus_scan: str = ""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        toml = TomlConfigSettingsSource(settings_cls, DATA / "onderling.toml")
        return init_settings, env_settings, toml


def read_install() -> Install:
    """Read the settings; stop with a sentence per wrong value."""
    try:
        return Install()
    except ValidationError as error:
        lines = [
            f"Instelling ONDERLING_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise SystemExit("\n".join(lines)) from None


def secret_key(install: Install) -> str:
    """Return the secret key: from the settings, else made once and kept in the data folder."""
    if install.secret_key:
        return install.secret_key
    path = install.data / "secret_key"
    if not path.exists():
        install.data.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(os.urandom(40).hex())
        fresh.rename(path)
    return path.read_text().strip()


def database(install: Install) -> dict[str, object]:
    """Return Django's DATABASES["default"]: SQLite in the data folder, or DATABASE_URL."""
    if not install.database_url:
        name = install.data / "onderling.sqlite3"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": (
                    "PRAGMA journal_mode=WAL;"
                    f" PRAGMA synchronous={install.sqlite_synchronous};"
                    " PRAGMA recursive_triggers=ON;"
                ),
            },
            # A real file: threads in tests do not share an in-memory database fairly.
            "TEST": {"NAME": os.environ.get("ONDERLING_TEST_DB", f"{name}.test")},
        }
    url = urlsplit(install.database_url)
    if url.scheme not in {"postgres", "postgresql"}:
        raise SystemExit("DATABASE_URL moet beginnen met postgresql://")
    query = dict(part.split("=", 1) for part in url.query.split("&") if "=" in part)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/") or "onderling",
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(query.get("host", url.hostname or "")),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        # Planned once per connection and kept there: half the work of the database in a rush.
        "OPTIONS": {"pool": True, "server_side_binding": True, "prepare_threshold": 3},
    }
