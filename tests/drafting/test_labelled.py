"""Documents that somebody labelled without seeing the grammar: nothing that was found in them may be lost again.

The figures are a floor that rises with the grammar; `python -m bench.drafting.labelled` tells what is missed and why. Of what is
kept apart (`once`) only the sums are looked at.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from bench.drafting.labelled import scored

LABELLED = Path(__file__).parent / "labelled"
FLOORS = {
    "dev": {"found": 787, "exact": 737, "wrong": 6, "bitten": 2},
    "once": {"found": 76, "exact": 65, "wrong": 4, "bitten": 4},
}


@pytest.mark.parametrize("file", sorted(LABELLED.glob("*/*.txt")), ids=lambda file: file.stem)
def test_every_label_stands_where_it_says(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for told in file.with_suffix(".gold.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(told)
        assert text.startswith(line["sentence"], line["start"])
        assert text.startswith(line["cue"], line["cue_start"])


@pytest.mark.parametrize("part", FLOORS)
def test_what_was_found_is_not_lost(part: str) -> None:
    total = sum((scored(file)[0] for file in sorted((LABELLED / part).glob("*.txt"))), Counter[str]())
    floor = FLOORS[part]
    assert total["found"] >= floor["found"] and total["exact"] >= floor["exact"]
    assert total["proposed"] - total["found"] <= floor["wrong"]
    assert total["bitten"] <= floor["bitten"]
