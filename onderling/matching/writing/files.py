"""Writing beside the place first, so that a broken write leaves no half file."""

import importlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onderling.matching.canonical import parts
from onderling.matching.problem import Problem
from onderling.matching.result import Result
from onderling.matching.writing.lines import lines
from onderling.matching.writing.unwritable import Unwritable


def write_problem(path: Path, problem: Problem) -> None:
    """Write a problem: a workbook when the name ends in .xlsx, else the contract's JSON.

    Raises Unwritable.
    """
    _write(path, [_workbook().of_problem(problem)] if is_xlsx(path) else _json(parts(problem)))


def write_result(path: Path, problem: Problem, result: Result) -> None:
    """Write a result: a workbook to read when the name ends in .xlsx, else JSON.

    Raises Unwritable.
    """
    if is_xlsx(path):
        _write(path, [_workbook().of_result(problem, result)])
    else:
        _write(path, _json(result.parts()))


def write_empty(path: Path) -> None:
    """Write a workbook to fill in. Raises Unwritable."""
    _write(path, [_workbook().to_fill_in()])


def is_xlsx(path: Path) -> bool:
    """Say whether the name asks for a workbook."""
    return path.suffix.lower() == ".xlsx"


def _workbook() -> Any:
    """What writes workbooks. By name: its library takes longer to load than a study day."""
    return importlib.import_module("onderling.matching.writing.workbook")


def _json(parts: Iterable[tuple[str, Any]]) -> Iterable[bytes]:
    return (piece.encode() for piece in lines(parts))


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.writelines(pieces)
        beside.replace(path)
    except OSError as wrong:
        raise Unwritable(f"{path}: kan niet schrijven ({wrong.strerror})") from wrong
    finally:  # an interrupt too leaves nothing behind
        beside.unlink(missing_ok=True)
