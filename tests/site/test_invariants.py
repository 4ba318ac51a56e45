"""Each invariant of the household model is tried in three ways by a test that bears its number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FIRST, LAST = 1, 50
WAYS = ("the_database", "the_site", "programs")
_NAMED = re.compile(r"def test_(gi_\d\d_through_\w+)\(")


def _tried() -> set[str]:
    files = Path(__file__).parent.glob("*/test_*.py")
    return {name for file in files for name in _NAMED.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("way", WAYS)
def test_none_is_left_out(way: str) -> None:
    wanted = {f"gi_{number:02}_through_{way}" for number in range(FIRST, LAST + 1)}
    assert wanted - _tried() == set()
