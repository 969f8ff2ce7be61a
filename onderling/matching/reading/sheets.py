"""The same tables from a workbook."""

from typing import Any

from onderling.matching.reading.faults import Notes


def is_workbook(content: bytes) -> bool:
    """Say whether these bytes are an xlsx file (a zip)."""
    return content.startswith(b"PK\x03\x04")


def rows_of_workbook(content: bytes, name: str, notes: Notes) -> dict[str, Any] | None:
    """The tables of a workbook in the shape of the JSON."""
    notes.fault(name, f"een werkmap lezen kan nog niet ({len(content)} bytes)")
    return None
