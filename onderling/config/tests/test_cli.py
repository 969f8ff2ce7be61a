"""The command `onderling`: a help page for people, quick, and without Django for the engine."""

import subprocess
import sys

import pytest

from onderling.config import cli

pytestmark = pytest.mark.sqlite_only


def onderling(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-m", "onderling.config.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_help_loads_nothing_that_takes_long() -> None:
    """How long it takes is measured by `bin/bench web`; this is why it is short."""
    code = (
        "import sys; from onderling.config import cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "loaded = {'django', 'numpy', 'ortools', 'scipy'} & sys.modules.keys()\n"
        "sys.exit(str(loaded) if loaded else 0)"
    )
    answer = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Gebruik:" in answer.stdout


def test_ctrl_c_while_the_engine_is_loading_is_one_line() -> None:
    code = (
        "import importlib, sys; from onderling.config import cli\n"
        "def interrupted(name): raise KeyboardInterrupt\n"
        "importlib.import_module = interrupted\n"
        "sys.exit(cli.main(['allocate', 'a.json', '--out', 'b.json']))"
    )
    done = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "Afgebroken voordat er iets gelezen was.\n")


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_help_names_every_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 0
    page = capsys.readouterr().out
    assert [name for name in cli.MODULES if f"\n  {name} " not in page] == []
    assert max(map(len, page.splitlines())) <= 96


def test_an_unknown_command_points_to_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verdeel"]) == 2
    assert (
        capsys.readouterr().err == "Onbekende opdracht: verdeel. Kijk met: onderling --help\n"
    )


def test_help_and_the_engine_load_no_django() -> None:
    code = (
        "import sys; from onderling.config import cli; cli.main(['--help']);"
        " import onderling.matching.cli; print('django' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


def test_serve_listens_to_this_machine_only_unless_told() -> None:
    options = cli.parser("serve").parse_args([])
    assert (options.host, options.port, options.workers, options.no_worker) == (
        "127.0.0.1",
        8000,
        1,
        False,
    )


@pytest.mark.parametrize("stage", ["offers", "wishes", "matched", "published"])
def test_the_demo_has_four_stages(stage: str) -> None:
    assert cli.parser("demo").parse_args(["--stage", stage]).stage == stage
