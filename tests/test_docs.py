"""The papers name every setting, command, room and library, and point to what exists."""

import re
import tomllib
from pathlib import Path

import pytest

from onderling.config import cli
from onderling.config.install import Install

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OPERATIONS = (ROOT / "docs/operations.md").read_text()


def rooms() -> list[str]:
    folders = [path.parent for path in ROOT.glob("onderling/*/__init__.py")]
    formats = [path.parent for path in ROOT.glob("onderling/formats/*/apps.py")]
    return sorted(str(folder.relative_to(ROOT / "onderling")) for folder in folders + formats)


def packages() -> list[str]:
    lines = [
        line
        for purpose in ("main", "postgres", "test", "bench")
        for line in (ROOT / f"requirements/{purpose}.in").read_text().splitlines()
    ]
    return sorted(line.replace("==", " ") for line in lines if line and line[0] not in "-#")


@pytest.mark.parametrize("name", sorted(Install.model_fields))
def test_every_setting_is_explained(name: str) -> None:
    said = "DATABASE_URL" if name == "database_url" else f"ONDERLING_{name.upper()}"
    assert f"| `{said}` |" in OPERATIONS


def test_no_setting_is_explained_that_does_not_exist() -> None:
    named = set(re.findall(r"^\| `(?:ONDERLING_)?([A-Z_]+)` \|", OPERATIONS, re.MULTILINE))
    assert {name.lower() for name in named} == set(Install.model_fields)


@pytest.mark.parametrize("command", sorted(cli.MODULES))
def test_every_command_is_explained(command: str) -> None:
    assert f"| `onderling {command}` |" in OPERATIONS


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_described(room: str) -> None:
    assert f"`{room}`" in (ROOT / "docs/house.md").read_text()


@pytest.mark.parametrize("package", packages())
def test_every_library_has_its_reason(package: str) -> None:
    assert package in (ROOT / "docs/dependencies.md").read_text()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_papers_point_to_what_exists(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", paper.read_text())
    near = [link for link in links if not link.startswith("http")]
    assert [link for link in near if not (paper.parent / link).exists()] == []


def test_a_decision_fits_on_one_page() -> None:
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [d.name for d in decisions if len(d.read_text().split()) > 500] == []
    numbers = [int(d.name[:4]) for d in decisions]
    assert numbers == list(range(1, len(decisions) + 1))


def test_every_script_in_bin_can_be_run_and_says_what_it_is() -> None:
    scripts = [*(ROOT / "bin").iterdir(), ROOT / ".ci/run"]
    assert [s.name for s in scripts if not s.stat().st_mode & 0o111] == []
    assert [s.name for s in scripts if not s.read_text().startswith("#!/bin/sh\n# ")] == []


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f'softwareVersion: "{version}"' in (ROOT / "publiccode.yml").read_text()
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()
