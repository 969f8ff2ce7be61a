"""The house keeps its shape: arrows point down, every room has the same furniture."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.module_loading import import_string

from onderling.base.policy import Policy
from onderling.base.privacy import Classified
from tests.test_permissions import PARTS

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).parent.parent
PLAN = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
FLOORS = [re.findall(r"\w+", floor) for floor in PLAN["contracts"][0]["layers"]]
FURNITURE = re.findall(
    r"\w+",
    """
    __init__ apps rules models actions tasks forms views urls admin api
    bells guards queries adapter belongings http checks middleware
    templates templatetags static papers migrations tests data __pycache__
    """,
)
ENGINES_AND_BASE = {"base", "matching", "statistics", "tables", "config"}
SOURCE = {".py", ".html", ".css", ".js", ".typ"}
NOT_TYPED_BY_US = {"vendor", "generated", "locale", "migrations"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("onderling.")]
PAGES = sorted(ROOT.glob("onderling/**/templates/*/*.html"))
JUNK = {"utils", "helpers", "services", "managers", "common", "misc"}


def tracked() -> list[Path]:
    """Every file that belongs to the project: known to git, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607 -- git on the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def code_of(*suffixes: str) -> list[Path]:
    return [
        path
        for path in tracked()
        if path.suffix in suffixes and not NOT_TYPED_BY_US & set(path.relative_to(ROOT).parts)
    ]


def floor(room: str) -> int:
    """Number the floors from the top. Formats are not named one by one in the plan."""
    return next(
        (i for i, rooms in enumerate(FLOORS) if room in rooms), FLOORS.index(["formats"])
    )


def views() -> Iterator[tuple[str, URLPattern]]:
    def walk(where: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in where.url_patterns:
            path = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry, path)
            else:
                yield path, entry

    yield from walk(get_resolver(), "/")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[Model]) -> None:
    # import-linter cannot see "app.Model" strings; the database can.
    home = model._meta.app_label
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and field.related_model in OURS:
            there = field.related_model._meta.app_label
            assert there == home or floor(there) > floor(home), f"{field} does not point down"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_templates_borrow_only_from_below(page: Path) -> None:
    home = page.parent.name
    if home in {"account", "mfa", "django"}:  # pages of a library, drawn by us
        home = "people"
    for there in re.findall(r'{%\s*(?:include|extends)\s+"([^/"]+)/', page.read_text()):
        assert there == home or floor(there) > floor(home), f"borrows from {there}"


def test_every_room_has_the_same_furniture() -> None:
    rooms = {path.parent for path in ROOT.glob("onderling/**/apps.py")}
    odd = [
        str(piece.relative_to(ROOT))
        for room in rooms
        if room.name not in ENGINES_AND_BASE
        for piece in room.iterdir()
        if piece.stem not in FURNITURE
    ]
    assert odd == []


def test_no_file_is_longer_than_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in code_of(*SOURCE)
        if (count := len(path.read_text().splitlines())) > 300
    }
    assert long == {}


def test_there_is_no_drawer_for_junk() -> None:
    assert [str(p) for p in tracked() if JUNK & {*p.relative_to(ROOT).parts, p.stem}] == []


def test_every_write_waits_its_turn() -> None:
    door = ROOT / "onderling/base/transactions.py"
    atomic = re.compile(r"\batomic\b")
    bare = [p for p in ROOT.glob("onderling/**/*.py") if atomic.search(p.read_text())]
    assert bare == [door]


def test_one_door_gives_a_seat() -> None:
    """Only signups.actions.seats writes the counter or the rows of seats (assurance 4.1)."""
    writes = re.compile(
        r"Signup\.objects\.(create|bulk_create|bulk_update|update_or_create|get_or_create)"
        r"|\btaken\s*=\s*F\(|update\(taken=|\.taken\s*[-+]?=(?!=)"
    )
    others = [
        str(path.relative_to(ROOT))
        for path in ROOT.glob("onderling/**/*.py")
        if writes.search(path.read_text())
        and "tests" not in path.parts
        and not str(path.relative_to(ROOT)).startswith("onderling/signups/actions/seat")
    ]
    assert others == []


def test_views_start_at_the_person() -> None:
    """A view finds things through what this person may see, never by bare id."""
    bare = re.compile(r"\.objects\.get\(|get_object_or_404\(\s*[A-Z]\w+\s*,")
    found = []
    for path in [*ROOT.glob("onderling/**/views.py"), *ROOT.glob("onderling/**/views/*.py")]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if bare.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


def test_every_view_has_a_policy() -> None:
    naked = [
        path
        for path, entry in views()
        if not isinstance(getattr(entry.callback, "policy", None), Policy)
    ]
    assert naked == []


def test_every_menu_entry_leads_somewhere() -> None:
    for name, *_rest in settings.MENU:
        assert reverse(name)
    for name, _label in settings.ROUND_MENU:
        assert reverse(name, args=["een-ronde"])
    entries, pages = {name for name, _label in settings.ROUND_MENU}, set(PARTS)
    assert set(settings.ROUND_MENU_ABOVE.values()) <= entries
    assert set(settings.ROUND_MENU_ABOVE) <= pages - entries


def test_everything_the_worker_does_by_itself_exists() -> None:
    for name, every in [*settings.PERIODIC, *settings.LONG_WORK]:
        assert callable(import_string(name))
        assert every > 0


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_says_whether_it_is_personal(model: type[Model]) -> None:
    assert issubclass(model, Classified), "a model of ours inherits base.privacy.Classified"
    named = {*model.personal, *model.impersonal.split()}
    fields = {f.name for f in model._meta.concrete_fields if not f.primary_key}
    assert fields - named == set()
    assert named - {f.name for f in model._meta.get_fields()} == set()


def test_every_form_that_changes_something_counts_once() -> None:
    """Each POST form carries the token against forgery and the key against double clicks."""
    wrong = []
    for page in ROOT.glob("onderling/**/templates/**/*.html"):
        for form in re.findall(r'<form[^>]*method="post".*?</form>', page.read_text(), re.S):
            whole = "_form.html" in form or "_form_fields.html" in form
            if not whole and not ("csrf_token" in form and "once_key" in form):
                wrong.append(str(page.relative_to(ROOT)))
    assert wrong == []


def test_nothing_names_this_machine_or_a_registry() -> None:
    words = re.compile(
        r"https?://[^ ]*(?:py" r"pi\.o" r"rg|python" r"hosted|npm" r"js\.|deb\.deb" r"ian)"
    )
    here = str(ROOT.parent) + "/"
    texts = [p for p in tracked() if "axe" not in p.parts and b"\0" not in p.read_bytes()[:800]]
    found = [
        str(path.relative_to(ROOT))
        for path in texts
        if words.search(text := path.read_text(errors="ignore"))
        or (len(here) > 2 and here in text)
    ]
    assert found == []
