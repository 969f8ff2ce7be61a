"""The command line: what it says, how it ends, and that a limit is a limit. X-22."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from onderling.matching.cli import allocate, verify
from onderling.matching.problem import Problem
from onderling.matching.result import Result, from_json
from onderling.matching.solving.child import NAME
from onderling.matching.tests.studyday import study_day
from onderling.matching.tests.test_solve import crowd

Raw = dict[str, Any]
ROOT = str(Path(__file__).parents[3])


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def put(raw: object, name: str = "problem.json") -> str:
        path = tmp_path / name
        path.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
        return str(path)

    return put


def test_a_good_file_is_solved_verified_and_told_in_numbers(
    write: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = {
        "sessions": [{"id": "s1", "maximum": 1}, {"id": "s2", "minimum": 4}],
        "people": [
            {"id": "p1", "wishes": [["s1", 1]]},
            {"id": "p2", "wishes": [["s2", 1], ["s1", 2]]},
        ],
    }
    out = tmp_path / "result.json"
    assert allocate([write(raw), "--out", str(out), "--progress"]) == 0
    said = capsys.readouterr()
    assert "1  eerste wens" in said.out
    assert "s2: 1 wilde erheen, 4 nodig" in said.out
    assert "beter kan bewezen niet" in said.out
    assert "progress 10 Zet de regels om in een model\n" in said.err
    assert verify([write(raw), str(out)]) == 0
    row = json.loads(out.read_text(encoding="utf-8"))
    row["objective"] += 1
    assert verify([write(raw), write(row, "tampered.json")]) == 1


def test_the_study_day_by_command_is_the_one_by_library(
    write: Any, tmp_path: Path, decided: Result, day: Problem
) -> None:
    out = tmp_path / "result.json"
    assert allocate([write(study_day()), "--out", str(out)]) == 0
    result = from_json(json.loads(out.read_text(encoding="utf-8")))
    assert result.seats == decided.seats
    assert result.reasons == decided.reasons
    assert result.digest == decided.digest
    assert result.engine["program"].startswith("HiGHS in scipy")  # friends are no flow


def test_a_faulty_file_ends_in_two_and_writes_nothing(
    write: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "result.json"
    raw = {"people": [{"id": "p1", "size": 0}, {"id": "p1"}]}
    assert allocate([write(raw), "--out", str(out)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "people[0] “p1”: size moet ten minste 1 zijn, niet 0."
    ]
    assert allocate([str(tmp_path / "none.json"), "--out", str(out)]) == 2
    assert not out.exists()


def test_a_contradiction_ends_in_three_and_names_the_rules(
    write: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = {
        "sessions": [{"id": "s1", "minimum": 3}],
        "people": [{"id": "p1"}],
        "locked": [{"person": "p1", "session": "s1"}],
    }
    out = tmp_path / "result.json"
    assert allocate([write(raw), "--out", str(out)]) == 3
    said = capsys.readouterr().out
    assert "Sessie “s1”: ten minste 3 mensen." in said
    assert "“p1” staat vast in sessie “s1”." in said
    row = json.loads(out.read_text(encoding="utf-8"))
    assert row["status"] == "infeasible"
    assert verify([write(raw), str(out)]) == 0


def test_another_seed_can_be_given(write: Any, tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    raw = {"seed": "own", "people": [{"id": "p1"}]}
    assert allocate([write(raw), "--out", str(out), "--seed", "other"]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["seed"] == "other"


def test_a_limit_is_kept_and_gives_a_valid_outcome(write: Any, tmp_path: Path) -> None:
    problem, out = write(crowd(1, 200, 40)), tmp_path / "result.json"
    began = time.monotonic()
    assert allocate([problem, "--out", str(out), "--limit", "0.01"]) == 0
    assert time.monotonic() - began < 10  # reasons and a busy machine included
    row = json.loads(out.read_text(encoding="utf-8"))
    assert row["status"] in ("feasible", "optimal")  # it may well be ready in time
    assert row["bound"] >= row["objective"]
    assert verify([problem, str(out)]) == 0


def started(problem: str, out: Path, option: str) -> "subprocess.Popen[str]":
    """The command in a process of its own, that can be stopped."""
    words = ["allocate", problem, "--out", str(out), option]
    return subprocess.Popen(  # noqa: S603 -- our own command on our own file
        [sys.executable, "-m", "onderling.matching.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": ROOT, "PYTHONUNBUFFERED": "1"},
        cwd=out.parent,
    )


def test_ctrl_c_gives_the_best_so_far(write: Any, tmp_path: Path) -> None:
    problem, out = write(crowd(1, 200, 40)), tmp_path / "result.json"
    with started(problem, out, "--progress") as running:
        assert running.stderr is not None
        for line in running.stderr:
            if line.startswith("progress 10"):
                running.send_signal(signal.SIGINT)
                break
        running.communicate(timeout=60)
    assert running.returncode == 0
    assert json.loads(out.read_text(encoding="utf-8"))["status"] in ("feasible", "optimal")
    assert verify([problem, str(out)]) == 0


def test_ctrl_c_while_comparing_says_that_the_result_is_there(
    write: Any, tmp_path: Path
) -> None:
    problem, out = write(crowd(1, 200, 40)), tmp_path / "result.json"
    with started(problem, out, "--compare") as running:
        assert running.stdout is not None
        for line in running.stdout:
            if line.endswith("bewezen niet.\n"):  # the last line of the summary
                running.send_signal(signal.SIGINT)
                break
        said, told = running.communicate(timeout=60)
    assert (running.returncode, said) == (0, "")
    assert told == f"Afgebroken. De verdeling zelf is af en staat in {out}.\n"
    assert verify([problem, str(out)]) == 0


@pytest.mark.parametrize("command", [allocate, verify])
def test_help_is_a_page_in_dutch(command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command(["--help"])
    assert ended.value.code == 0
    assert "Afloop: 0" in capsys.readouterr().out


def test_a_solver_that_is_killed_is_not_a_solver_that_ran_out_of_time(
    write: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = write(crowd(1, 1500, 150)), tmp_path / "result.json"
    killer = threading.Thread(target=_kill_the_child)
    killer.start()
    assert allocate([path, "--out", str(out)]) == 1
    killer.join()
    said = capsys.readouterr().err
    assert said == (
        "Het rekenen is afgebroken voordat er een verdeling was. Er is niets geschreven.\n"
    )
    assert not out.exists()


def _kill_the_child() -> None:
    """Kill the first process of the solver that this test starts, as the kernel would."""
    mine = f"/proc/{os.getpid()}/task"
    while True:
        for children in Path(mine).glob("*/children"):
            for number in children.read_text().split():
                if Path(f"/proc/{number}/comm").read_text().strip() == NAME:
                    os.kill(int(number), signal.SIGKILL)
                    return
        time.sleep(0.001)
