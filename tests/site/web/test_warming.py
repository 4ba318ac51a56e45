"""A worker that lets people in has read what every page needs, without any database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ASKED = """import sys, bangfu.site.wsgi
from bangfu.regulation.packs import shipped
from django.db import connection
views = [m for m in sys.modules if m.startswith("bangfu.site.") and ".views" in m]
print(len(views) > 20, shipped.cache_info().currsize, connection.connection is None)"""


def test_views_and_packs_are_at_hand_before_the_first_request(tmp_path: Path) -> None:
    home = {"BANGFU_HOME": str(tmp_path), "DATABASE_URL": "postgresql://bangfu_app@127.0.0.1:1/none"}
    command = [sys.executable, "-c", ASKED]
    done = subprocess.run(
        command, env={**os.environ, **home}, check=True, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.split() == ["True", "1", "True"]
