"""The catalogues of English: nothing on a page without it, and nothing in them that no page says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[3] / "tools" / "messages.py"


@pytest.mark.parametrize("asked", ["missing", "unused"])
def test_catalogues_hold_what_pages_say_and_no_more(asked: str) -> None:
    told = subprocess.run([sys.executable, TOOL, asked], capture_output=True, text=True, check=True)
    assert told.stdout == ""
