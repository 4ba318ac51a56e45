"""Who may be proposed for what, against small situations written from the regulations' words (tests/incentives/cases)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.incentives.situations import ASKED, fitting, lay_out, lists, may, situations

from bangfu.errors import BangfuError
from bangfu.facts.reading import read_case
from bangfu.regulation.packs import shipped

ALL = list(situations())


@pytest.mark.parametrize(("document", "case"), [pytest.param(d, c, id=i) for i, d, c in ALL])
def test_the_words_say_who_may_be_proposed(
    document: dict[str, Any], case: dict[str, Any], tmp_path: Path
) -> None:
    lay_out(document, case, tmp_path)
    pack = shipped()[case.get("regulation", document["regulation"])]
    assert case["clause"] in {p.clause for p in pack.provision}, case["clause"]
    assert set(case.get("readings", [])) <= {r.id for r in pack.reading}
    if "problems" in case:
        with pytest.raises(BangfuError) as refused:
            read_case(tmp_path)
        assert [[p.code, p.file, p.row, p.column] for p in refused.value.problems] == case["problems"]
        return
    for question in case.get("eligible", []):
        if "error" in question:
            with pytest.raises(BangfuError) as refused:
                may(tmp_path, question)
            assert [p.code for p in refused.value.problems] == [question["error"]]
            continue
        lines = may(tmp_path, question)
        wanted = {k: v for k, v in question.items() if k not in ASKED}
        assert len(fitting(lines, wanted)) == 1, f"{wanted}\n" + "\n".join(map(str, lines))
    for question in case.get("commend", []):
        lines = lists(tmp_path, question)
        for wanted in question.get("expect", []):
            assert len(fitting(lines, wanted)) == 1, f"{wanted}\n" + "\n".join(map(str, lines))
        for unwanted in question.get("absent", []):
            assert not fitting(lines, unwanted), unwanted
        if "order" in question:
            listed = [x["person"] or x["organisation"] for x in fitting(lines, question["order"]["of"])]
            assert listed == question["order"]["is"]


def test_there_are_cases_enough_and_each_asks_something() -> None:
    assert len(ALL) >= 60
    assert all(c.keys() & {"eligible", "commend", "problems"} for _, _, c in ALL)
    assert len({(i.partition("/")[0], c["name"]) for i, _, c in ALL}) == len(ALL)
