"""A template engine that leaves every page empty, for tests that ask only who may come in."""

from typing import Any

from django.http import HttpRequest
from django.template.backends.base import BaseEngine


class Blank:
    """One page, whatever its name, with nothing on it."""

    def render(
        self, context: dict[str, Any] | None = None, request: HttpRequest | None = None
    ) -> str:
        return ""


class Blanks(BaseEngine):
    """Gives an empty page for every name. What stands on a page has tests of its own."""

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({name: params[name] for name in ("NAME", "DIRS", "APP_DIRS")})

    def get_template(self, template_name: str) -> Blank:
        return Blank()
