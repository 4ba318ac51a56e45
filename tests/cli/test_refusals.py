"""Every kind of damage a case can have, through the command line: exit 2, clear lines, nothing written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[1] / "facts"))  # the damages are told there
damaged: Any = import_module("damaged")
DAMAGES = [*import_module("damaged.in_cells").CELLS, *import_module("damaged.in_files").FILES]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.name)
def test_a_damaged_case_is_refused(bangfu: Callable[..., Any], damage: object, tmp_path: Path) -> None:
    made: Any = damage
    path = made.build(damaged.good_case(tmp_path / "case"))
    before = sorted(tmp_path.rglob("*"))
    answer = bangfu("evaluate", path, "--as-of", "2019-12-31", "--output", tmp_path / "verdicts.jsonl")
    assert answer.code == 2
    assert answer.out == ""
    assert "Traceback" not in answer.err
    assert all(line.endswith(")") for line in answer.err.splitlines())
    assert f"({made.code})" in answer.err
    assert sorted(tmp_path.rglob("*")) == before
