"""What the website loads before anybody asks for anything."""

import os
import subprocess
import sys
from pathlib import Path

LOAD = """
import sys
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
assert "openpyxl" in sys.modules
print("numpy" in sys.modules)
import numpy
"""


def test_a_process_of_the_website_does_without_numpy_until_it_divides(tmp_path: Path) -> None:
    """12 MB in every process of a small server, for nothing."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "onderling.config.settings",
        "ONDERLING_DATA": str(tmp_path),
    }
    done = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", LOAD],
        env={**os.environ, **settings},
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == "False"
