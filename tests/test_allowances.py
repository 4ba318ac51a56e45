"""What cadres and posts are due, against small situations written from the regulations' words (tests/entitlements/cases)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.entitlements.situations import lay_out, situations

from bangfu.api import allowances
from bangfu.errors import BangfuError
from bangfu.regulation.packs import shipped

ALL = list(situations())


@pytest.mark.parametrize(("document", "case"), [pytest.param(d, c, id=i) for i, d, c in ALL])
def test_the_words_say_what_is_due(document: dict[str, Any], case: dict[str, Any], tmp_path: Path) -> None:
    lay_out(document, case, tmp_path)
    pack = shipped()[case.get("regulation", document["regulation"])]
    assert case["clause"] in {p.clause for p in pack.provision}, case["clause"]
    assert set(case.get("readings", [])) <= {r.id for r in pack.reading}
    period = case.get("period", document["period"])
    if "error" in case or "problems" in case:
        with pytest.raises(BangfuError) as refused:
            allowances(tmp_path, period, case.get("as_of"))
        found = refused.value.problems
        assert [p.code for p in found] == [case.get("error", p.code) for p in found]
        told = [[p.code, p.file, p.row, p.column] for p in found]
        assert told == case.get("problems", told)
        return
    account = allowances(tmp_path, period, case.get("as_of"))
    lines = list(account.lines("en"))
    for wanted in case.get("expect", []):
        assert sum(says(line, wanted) for line in lines) == 1, f"{wanted}\n" + "\n".join(map(str, lines))
    for unwanted in case.get("absent", []):
        assert not [line for line in lines if says(line, unwanted)], unwanted
    if "count" in case:
        assert len(lines) == case["count"], "\n".join(map(str, lines))
    for wanted in case.get("totals", []):
        assert sum(says(total, wanted) for total in account.totals("en")) == 1, account.totals("en")


def says(line: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether all that is wanted stands in a line; `note_has` and `note_lacks` look into the note."""
    told = {k: v for k, v in wanted.items() if k not in ("note_has", "note_lacks")}
    has, lacks = wanted.get("note_has", ""), wanted.get("note_lacks")
    return (
        all(_is(line[k], v) for k, v in told.items())
        and has in line["note"]
        and (not lacks or lacks not in line["note"])
    )


def _is(value: object, wanted: object) -> bool:
    """Whether a value is as wanted; nothing at all is written as an empty text, money as text."""
    if isinstance(value, Decimal):
        value = f"{value:.2f}"
    return (value is None and wanted == "") or (value == wanted and type(value) is type(wanted))


def test_there_are_cases_enough_and_each_names_its_clause() -> None:
    assert len(ALL) >= 60
    assert all(case["clause"] for _, _, case in ALL)
    assert len({(i.partition("/")[0], c["name"]) for i, _, c in ALL}) == len(ALL)
