"""What an assessment comes to, against small situations written from the regulations' words (tests/assessment/cases)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.assessment.situations import lay_out, situations

from bangfu.api import assess
from bangfu.assessment.assessment import COLUMN, Line
from bangfu.assessment.scheme import scheme
from bangfu.errors import BangfuError
from bangfu.regulation.packs import shipped

ALL = list(situations())


@pytest.mark.parametrize(("document", "case"), [pytest.param(d, c, id=i) for i, d, c in ALL])
def test_the_words_say_what_it_comes_to(
    document: dict[str, Any], case: dict[str, Any], tmp_path: Path
) -> None:
    lay_out(document, case, tmp_path)
    id_, year = case.get("scheme", document["scheme"]), case.get("year", document["year"])
    pack = shipped()[scheme(id_).regulation]
    assert case["clause"] in {p.clause for p in pack.provision}, case["clause"]
    assert set(case.get("readings", [])) <= {r.id for r in pack.reading}
    if "error" in case:
        with pytest.raises(BangfuError) as refused:
            assess(tmp_path, id_, year, case.get("as_of"))
        assert [p.code for p in refused.value.problems] == [case["error"]]
        return
    if "problems" in case:
        with pytest.raises(BangfuError) as refused:
            assess(tmp_path, id_, year)
        found = [[p.code, p.file, p.row, p.column] for p in refused.value.problems]
        assert found == case["problems"]
        return
    answer = assess(tmp_path, id_, year, case.get("as_of"))
    lines = list(answer.lines("en"))
    for wanted in case.get("expect", []):
        assert len(fitting(lines, wanted)) == 1, f"{wanted}\n" + "\n".join(map(str, lines))
    for unwanted in case.get("absent", []):
        assert not fitting(lines, unwanted), unwanted
    if "count" in case:
        assert len(lines) == case["count"]
    if "no_rankings" in case:
        with pytest.raises(BangfuError, match=case["no_rankings"]):
            answer.rankings()
    rows = answer.rankings() if "ranking_rows" in case else []
    for row in case.get("ranking_rows", []):
        assert sum(all(has(r[k], v) for k, v in row.items()) for r in rows) == 1, rows


def fitting(lines: list[Line], wanted: dict[str, Any]) -> list[Line]:
    """The lines (or the indicators or changes in them) that say all that is wanted."""
    about = {"kind", "subject", "area", "total", "rank", "ranked", "state", "line_note_has"}
    found: list[Line] = []
    for line in lines:
        told = line | {"kind": line["subject_kind"], "subject": line[COLUMN[line["subject_kind"]]]}
        told["line_note_has"] = line["note"]
        if not says(told, {k: v for k, v in wanted.items() if k in about}):
            continue
        rest = {k: v for k, v in wanted.items() if k not in about}
        if "indicator" in rest:
            found += [i for i in line["indicators"] if says(i | {"note_has": i["note"]}, rest)]
        elif "change" in rest:
            rest["indicator"] = rest.pop("change")
            found += [c for c in line["changes"] if says(c | {"change_note_has": c["note"]}, rest)]
        else:
            assert not rest, rest
            found.append(line)
    return found


def says(line: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether all that is wanted stands there."""
    return all(v in line[k] if k.endswith("note_has") else has(line[k], v) for k, v in wanted.items())


def has(value: object, wanted: object) -> bool:
    """Whether a value is as wanted; nothing at all is written as an empty text."""
    return (value is None and wanted == "") or (value == wanted and type(value) is type(wanted))


def test_there_are_cases_enough_and_each_names_its_clause() -> None:
    assert len(ALL) >= 50
    assert all(case["clause"] for _, _, case in ALL)
    assert len({(i.partition("/")[0], c["name"]) for i, _, c in ALL}) == len(ALL)
