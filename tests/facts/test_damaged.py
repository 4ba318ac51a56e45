"""Every kind of damage is refused, with its place, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.facts.damaged import Damage, good_case
from tests.facts.damaged.in_cells import CELLS
from tests.facts.damaged.in_files import FILES

from bangfu.errors import BangfuError, catalogue
from bangfu.facts.reading import read_case, scan
from bangfu.regulation.vocabulary import shared_vocabulary

ALL = [*CELLS, *FILES]


def _matches(damage: Damage, problem: object) -> bool:
    wanted = (damage.code, damage.row, damage.column)
    file = str(getattr(problem, "file", ""))
    found = tuple(getattr(problem, a) for a in ("code", "row", "column"))
    return found == wanted and (file == damage.file or Path(file).name == damage.file)


@pytest.mark.parametrize("damage", ALL, ids=lambda d: d.name)
def test_damage_is_refused_with_its_place(damage: Damage, tmp_path: Path) -> None:
    path = damage.build(good_case(tmp_path / "case"))
    before = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*"))
    with pytest.raises(BangfuError) as refused:
        read_case(path, shared_vocabulary())
    assert any(_matches(damage, p) for p in refused.value.problems), refused.value.problems
    assert sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("damage", CELLS, ids=lambda d: d.name)
def test_one_fault_is_told_once_and_the_rest_is_read(damage: Damage, tmp_path: Path) -> None:
    path = damage.build(good_case(tmp_path / "case"))
    case, problems = scan(path, shared_vocabulary())
    if damage.name != "two places above each other":
        assert [(p.code, p.row, p.column) for p in problems] == [(damage.code, damage.row, damage.column)]
    assert case["activities"].num_rows >= 3


@pytest.mark.parametrize("damage", ALL, ids=lambda d: d.name)
def test_the_sentence_is_whole_in_both_languages(damage: Damage) -> None:
    assert {"zh", "en", "do_zh", "do_en"} <= set(catalogue()[damage.code])


def test_there_are_kinds_enough() -> None:
    assert len({d.name for d in ALL}) == len(ALL) >= 45
