"""Claims beside counts, and which questions are offered to whom."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.site.conftest import HOME  # noqa: F401  (which settles where the site is at home)

from bangfu.regulation.packs import shipped
from bangfu.site.selfreviews.comparing import beside
from bangfu.site.selfreviews.drawing import BODIES, offered
from bangfu.site.selfreviews.summary import remark

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['claim']} {c['counted']}")
def test_a_claim_beside_the_ledger(case: dict[str, Any]) -> None:
    told = beside(case["claim"], ["duty"], {"duty": case["counted"], "other": {"unmet": 9}})
    assert {(True, False): "more", (False, True): "less", (False, False): ""}[
        told.says_more, told.says_less
    ] == case["marked"]
    assert bool(remark(told)) == bool(case["marked"])


@pytest.mark.parametrize("regulation", sorted(shipped()))
@pytest.mark.parametrize("role", BODIES)
def test_what_is_offered_bears_on_the_body_or_lies_in_its_area(regulation: str, role: str) -> None:
    pack = shipped()[regulation]
    found = offered(pack, role)
    for q in found:
        subject = q.provision.checklist.subject if q.provision.checklist else []
        assert q.own == (role in q.provision.bearer or role in subject)
        assert q.ask
    assert len({q.key for q in found}) == len(found)
