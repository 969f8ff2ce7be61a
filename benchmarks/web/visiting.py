"""What is asked for, by whom, and what we hope for."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """One row of the table."""

    name: str
    path: str
    visitors: list[dict[str, str]] = field(default_factory=lambda: [{}])  # their headers
    expected: int = 200
    target: str = ""
    peer: str = ""
