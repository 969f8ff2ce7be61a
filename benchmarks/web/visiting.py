"""What is asked for, by whom, and what we hope for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Target:
    """What we want of a page at least, or at most; nought asks for nothing."""

    per_second: int = 0
    p99_ms: int = 0
    gzip: int = 0
    queries: int = 0

    def __str__(self) -> str:
        said = [
            f">= {self.per_second}/s" if self.per_second else "",
            f"p99 < {self.p99_ms} ms" if self.p99_ms else "",
            f"<= {self.gzip // 1000} kB" if self.gzip else "",
            f"<= {self.queries} queries" if self.queries else "",
        ]
        return ", ".join(filter(None, said))

    def missed(self, row: Mapping[str, Any]) -> Iterator[str]:
        """Say what was not reached, and whether others had the processor meanwhile."""
        if self.per_second > row["per_second"]:
            alone = row["per_cpu_second"] >= self.per_second
            why = (
                f", but {row['per_cpu_second']:g} per CPU s: others worked here"
                if alone
                else ""
            )
            yield f"{row['per_second']:g}/s{why}"
        if 0 < self.p99_ms < row["p99_ms"]:
            yield f"p99 {row['p99_ms']:g} ms"
        if 0 < self.gzip < row["gzip"]:
            yield f"{row['gzip'] / 1000:.1f} kB"
        if 0 < self.queries < row["queries"]:
            yield f"{row['queries']} queries"
        if row["odd"]:
            yield f"{row['odd']} answers that were not as they should be"


@dataclass(frozen=True)
class Page:
    """One row of the table."""

    name: str
    path: str
    visitors: list[dict[str, str]] = field(default_factory=lambda: [{}])  # their headers
    expected: int = 200
    target: Target = Target()
    peer: str = ""
