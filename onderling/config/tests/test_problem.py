"""`onderling problem`: who doubts an allocation gets the file and divides it again. X-22."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onderling.config.commands import problem
from onderling.matching import allocate, digest, read_file
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.allocation import perform, queue_run
from onderling.signups.models import AllocationRun
from tests.makers import NOON

Make = Callable[..., Any]
pytestmark = pytest.mark.sqlite_only


def wanted(round: Round, path: Path) -> Namespace:
    return Namespace(round=round.slug, file=str(path))


@pytest.fixture
def day(study_day: Make, meeting: Make, participation: Make) -> Round:
    round: Round = study_day(state=State.MATCHING)
    meeting(round, "Soep", seats=1)
    for _ in range(2):
        participation(round, chosen=NOON)
    return round


def test_the_file_of_a_run_gives_the_same_places_again(
    day: Round, person: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = queue_run(day, by=person("Karin", "Boshuizen"), now=NOON)
    perform(run.pk, now=NOON)
    run.refresh_from_db()
    assert run.state == AllocationRun.State.PREVIEW
    for name in ("opgave.json", "opgave.xlsx"):
        assert problem.main(wanted(day, tmp_path / name)) == 0
        found = read_file(tmp_path / name).problem
        assert found is not None
        assert digest(found) == run.digest
        assert capsys.readouterr().out.splitlines() == [
            f"{tmp_path / name}: {run.digest}",
            f"Zo is het verdeeld: onderling allocate {tmp_path / name} --seed '{run.seed}'"
            " --out …",
        ]
        again = allocate(found, seed=run.seed).to_json()
        assert again["seats"] == run.result["seats"]


def test_before_the_first_run_it_is_the_wishes_as_they_are(day: Round, tmp_path: Path) -> None:
    assert problem.main(wanted(day, tmp_path / "opgave.json")) == 0
    found = read_file(tmp_path / "opgave.json").problem
    assert found is not None
    assert (len(found.people), len(found.sessions)) == (2, 1)


def test_a_round_that_is_not_there_is_told(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Namespace(round="nergens", file=str(tmp_path / "opgave.json"))
    assert problem.main(asked) == 1
    assert "Er is geen ronde met de naam “nergens”" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
