"""Schemes name only what their regulation has, and weights come from nowhere else than a document or a county."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.assessment.area import CODES, SCHEME, YEAR, case, figures, of_table, roster
from tests.assessment.situations import lay_out, situations

from bangfu.api import assess, evaluate
from bangfu.assessment.assessing import assess_case
from bangfu.assessment.duties import named
from bangfu.assessment.scheme import Scheme, faults, schemes
from bangfu.errors import BangfuError
from bangfu.facts.reading import read_case
from bangfu.facts.writing import write_case
from bangfu.regulation.packs import shipped
from bangfu.verdict.lines import lines


@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda s: s.id)
def test_a_scheme_names_what_its_regulation_has(scheme: Scheme) -> None:
    assert list(faults(scheme, shipped()[scheme.regulation])) == []


def test_an_indicator_belongs_to_the_schemes_of_one_regulation() -> None:
    homes: dict[str, set[str]] = {}
    for scheme in schemes().values():
        for indicator in scheme.indicator:
            homes.setdefault(indicator.code, set()).add(scheme.regulation)
    assert all(len(found) == 1 for found in homes.values())


def test_what_a_scheme_names_wrongly_is_told() -> None:
    wrong = SCHEME.indicator[0].model_copy(
        update={"code": "x", "provision": "九/9", "duties": ["y"], "readings": ["Z99"]}
    )
    pack = shipped()[SCHEME.regulation]
    assert list(faults(SCHEME.model_copy(update={"indicator": [wrong]}), pack)) == ["九/9", "x", "y", "Z99"]


def test_weights_that_the_document_gives_hold_without_a_county() -> None:
    pack = shipped()[SCHEME.regulation]
    weighed = [
        p.model_copy(update={"evaluation": p.evaluation.model_copy(update={"weight": Fraction(1, 5)})})
        if p.evaluation and p.id in {i.provision for i in SCHEME.indicator}
        else p
        for p in pack.provision
    ]
    table = {f"o{n}": [(n, 10)] * len(CODES) for n in range(4)}
    situation = case(**roster([*table]), figures=figures(table))
    answer = assess_case(situation, SCHEME, [pack.model_copy(update={"provision": weighed})], YEAR)
    found = {line["organisation"]: line["total"] for line in answer.lines() if line["subject_kind"] == "unit"}
    assert found == {"o0": "0", "o1": "1/10", "o2": "1/5", "o3": "3/10"}


@pytest.mark.parametrize(
    ("code", "values"), [("unknown_scheme", {"scheme": "x"}), ("year_out_of_range", {"year": 0})]
)
def test_what_is_not_there_is_refused(code: str, values: dict[str, Any]) -> None:
    asked: dict[str, Any] = {"scheme": SCHEME.id, "year": YEAR} | values
    with pytest.raises(BangfuError, match=code):
        assess(case(), **asked)


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_an_exported_case_gives_the_same_bit_for_bit(format_: Any, tmp_path: Path) -> None:
    for number, (_, document, situation) in enumerate(situations()):
        if {"error", "problems"} & situation.keys():
            continue
        here, there = tmp_path / f"{number}", tmp_path / f"{number}-out"
        here.mkdir()
        lay_out(document, situation, here)
        write_case(read_case(here), there, format_)
        asked = (situation.get("scheme", document["scheme"]), situation.get("year", document["year"]))
        one, other = (assess(folder, *asked, situation.get("as_of")) for folder in (here, there))
        assert json.dumps(list(one.lines())) == json.dumps(list(other.lines()))
        if one.scheme.ranked and "as_of" not in situation:
            assert one.rankings() == other.rankings()


def test_verdicts_behind_a_figure_are_those_of_evaluate(tmp_path: Path) -> None:
    document, situation = next((d, s) for i, d, s in situations() if i.startswith("gansu/10-"))
    lay_out(document, situation, tmp_path)
    answer = assess(tmp_path, situation["scheme"], 2020)
    judged = {named(line): line["status"] for line in lines(evaluate(tmp_path, answer.as_of))}
    told = [i for line in answer.lines() for i in line["indicators"]]
    assert any(i["counted"] for i in told)
    assert all(judged[id_] == "met" for i in told for id_ in i["counted"])
    assert all(judged[id_] == "unmet" for i in told for id_ in i["others"])


def test_totals_too_close_for_a_score_are_no_false_tie() -> None:
    large = 10**15
    table = {f"o{n}": [(large + n, large + n + 1), *[(1, 2)] * 4] for n in range(2)} | {
        f"p{n}": [(n, 4)] * 5 for n in range(3)
    }
    answer = of_table(table, [Fraction(1_000_000)] * len(CODES))
    lines_ = {line["organisation"]: line for line in answer.lines() if line["subject_kind"] == "unit"}
    assert lines_["o0"]["total"] != lines_["o1"]["total"]
    assert {r["score"] for r in answer.rankings() if r["subject_kind"] == "unit"} == {None}
