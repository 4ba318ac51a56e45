"""What is written of a case, in whatever form, gives the same account; and the packs name only what they have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from tests.entitlements.situations import lay_out, situations

from bangfu.api import allowances
from bangfu.entitlements.rules import entitlements
from bangfu.facts.reading import read_case
from bangfu.facts.writing import write_case
from bangfu.paper.case_workbook import write_case_workbook
from bangfu.regulation.packs import shipped

SOUND = [(d, c) for _, d, c in situations() if not {"error", "problems"} & c.keys()]
PACKS = shipped().values()


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_an_exported_case_gives_the_same(form: Any, tmp_path: Path) -> None:
    for number, (document, situation) in enumerate(SOUND[::3]):
        here, there = tmp_path / f"{number}", tmp_path / f"{number}-out"
        here.mkdir()
        lay_out(document, situation, here)
        if form == "xlsx":
            there = there.with_suffix(".xlsx")
            write_case_workbook(read_case(here), there)
        else:
            write_case(read_case(here), there, form)
        asked = (situation.get("period", document["period"]), situation.get("as_of"))
        one, other = (list(allowances(folder, *asked).lines()) for folder in (here, there))
        assert one == other


def test_an_exported_case_is_a_sound_data_package(tmp_path: Path) -> None:
    document, case = next((d, c) for _, d, c in situations() if c["name"] == "paid back: cancelled")
    (tmp_path / "in").mkdir()
    lay_out(document, case, tmp_path / "in")
    write_case(read_case(tmp_path / "in"), tmp_path / "out", "csv")
    assert "-1800.00" in (tmp_path / "out" / "payments.csv").read_text(encoding="utf-8")
    report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize("pack", PACKS, ids=lambda p: p.regulation.id)
def test_what_is_given_has_a_name_in_both_languages(pack: Any) -> None:
    words = {(w.type, w.code): w for w in pack.word}
    for one in entitlements([pack]):
        assert ("entitlement", one.rule.what) in words
        assert all(("use", use) in words for use in one.rule.uses)


def test_the_visits_owed_are_the_events_that_can_be_recorded() -> None:
    for pack in PACKS:
        events = {w.code for w in pack.word if w.type == "event"}
        records = {p.requirement.record for p in pack.provision if p.requirement}
        assert events <= records


def test_the_uses_of_a_fund_are_those_of_its_provisions() -> None:
    pack = shipped()["dachuan-2017-96"]
    named = {
        p.procedure.step.removeprefix("use_")
        for p in pack.provision
        if p.procedure and p.procedure.name == "fund" and p.procedure.step.startswith("use_")
    }
    funds = [one.rule for one in entitlements([pack]) if one.rule.what.startswith("work_fund")]
    assert len(funds) == 2
    assert all(set(rule.uses) == named for rule in funds)
