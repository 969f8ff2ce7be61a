"""Run the tests on a PostgreSQL that lives only as long as they do."""

import os
import sys

import pytest

from tests.cluster import cluster

if __name__ == "__main__":
    with cluster() as made:
        for careful in ("fsync", "synchronous_commit", "full_page_writes"):
            made.say(f"ALTER SYSTEM SET {careful} = off")  # gone after the tests anyway
        made.say("SELECT pg_reload_conf()")
        os.environ["DATABASE_URL"] = made.address
        result = pytest.main(sys.argv[1:])
    sys.exit(result)
