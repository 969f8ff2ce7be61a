"""Which database a measurement runs on: SQLite in its own folder, or its own PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.cluster import Cluster, cluster

DATABASES = ("sqlite", "postgresql")


@contextmanager
def database(kind: str) -> Iterator[Cluster | None]:
    """Point what starts from here at it; None: SQLite, that has no server."""
    os.environ.pop("DATABASE_URL", None)
    if kind == "sqlite":
        yield None
        return
    with cluster() as made:
        os.environ["DATABASE_URL"] = made.address
        try:
            yield made
        finally:
            del os.environ["DATABASE_URL"]
