"""The grammar, sentence by sentence: numbers that are no duty first, then duties, deadlines and consequences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import rtoml

from bangfu.regulation.drafting.draft import draft

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases of a file, each called by its sentence."""
    return [pytest.param(c, id=c["text"][:24]) for c in rtoml.load(CASES / f"{name}.toml")["case"]]


def shown(*values: object) -> str:
    """Values as the cases write them."""
    return " ".join("-" if v is None else str(v) for v in values)


@pytest.mark.parametrize("case", cases("refusals"))
def test_a_number_that_is_no_duty_is_refused_by_a_named_rule(case: dict[str, Any]) -> None:
    found = draft(case["text"])
    assert [c for c in found.candidates if c.kind == "duty"] == []
    assert [r.rule for r in found.refusals] == case["rules"]


@pytest.mark.parametrize("case", cases("duties"))
def test_the_duties_of_a_sentence(case: dict[str, Any]) -> None:
    lines = [c.as_dict() for c in draft(case["text"]).candidates]
    told = [
        f"{shown(d['actor'])} | {shown(d['comparator'], d['min'], d['max'], d['unit'], d['per'])}"
        for d in lines
    ]
    assert told == case["duties"]
    assert {d["kind"] for d in lines} == {"duty"}


@pytest.mark.parametrize("case", cases("deadlines"))
def test_the_deadlines_of_a_sentence(case: dict[str, Any]) -> None:
    lines = [c.as_dict() for c in draft(case["text"]).candidates]
    told = [
        f"{shown(d['actor'])} | {shown(*d['deadline'].values(), d['per'])}" for d in lines if d["deadline"]
    ]
    assert told == case["due"]
    assert not [d for d in lines if d["kind"] != "deadline"]


@pytest.mark.parametrize("case", cases("sanctions"))
def test_what_follows_from_a_fault(case: dict[str, Any]) -> None:
    lines = [c.as_dict() for c in draft(case["text"]).candidates if c.kind == "sanction"]
    told = []
    for d in lines:
        due = d["deadline"] or {"value": None, "unit": None}
        count = shown(d["comparator"], d["min"])
        told.append(f"{shown(d['actor'])} | {count} | {d['action']} | {shown(due['value'], due['unit'])}")
    assert told == case["measures"]
    if "per" in case:
        assert {d["per"] for d in lines} == {case["per"]}
