"""publiccode.yml has what the standard asks for. Read by hand: no library for 40 keys."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only

TEXT = (Path(__file__).parent.parent / "publiccode.yml").read_text()
STATES = {"concept", "development", "beta", "stable", "obsolete"}
UPKEEP = {"internal", "contract", "community", "none"}


def keys() -> dict[str, str]:
    """Map each key, as a path from the top, to what stands behind it."""
    found: dict[str, str] = {}
    path: list[tuple[int, str]] = []
    for line in TEXT.splitlines():
        match = re.match(r"^( *)([A-Za-z]+):(.*)$", line)
        if not match:
            continue
        depth = len(match[1])
        path = [(d, name) for d, name in path if d < depth] + [(depth, match[2])]
        found[".".join(name for _, name in path)] = match[3].split(" #")[0].strip(' "')
    return found


KEYS = keys()
MANDATORY = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal.license",
    "maintenance.type",
    "localisation.localisationReady",
    "localisation.availableLanguages",
]


@pytest.mark.parametrize("key", MANDATORY)
def test_what_is_mandatory_is_there(key: str) -> None:
    assert key in KEYS


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_description_fits_its_bounds(language: str) -> None:
    about = f"description.{language}"
    assert 0 < len(KEYS[f"{about}.shortDescription"]) <= 150
    block = TEXT.split(f"  {language}:")[1].split("longDescription: >")[1].split("features:")[0]
    assert 150 <= len(" ".join(block.split())) <= 10_000
    assert f"{about}.features" in KEYS


def test_words_with_a_fixed_list_are_on_it() -> None:
    assert KEYS["publiccodeYmlVersion"] == "0"
    assert KEYS["developmentStatus"] in STATES
    assert KEYS["softwareType"] == "standalone/web"
    assert KEYS["maintenance.type"] in UPKEEP


def test_a_community_is_reachable() -> None:
    if KEYS["maintenance.type"] == "community":
        assert "maintenance.contacts" in KEYS


def test_the_licence_is_the_one_in_the_repository() -> None:
    licence = (Path(__file__).parent.parent / "LICENSE").read_text()
    assert KEYS["legal.license"] == "EUPL-1.2"
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
