"""A changed regulation against the same ledger."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.verdict.random_case import case_from
from tests.verdict.situations import act, tongwei

from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.verdict.whatif import WhatIf, what_if

GANSU = "gansu-2019-33"
STUDY = "party-committee-study"
AS_OF = date(2021, 3, 1)


def _changed(**change: Any) -> Regulation:
    pack = shipped()[GANSU]
    provisions = [
        p.model_copy(update={"duty": p.duty.model_copy(update=change)})
        if p.duty and p.duty.id == STUDY
        else p
        for p in pack.provision
    ]
    return pack.model_copy(update={"provision": provisions})


def _try(changed: Regulation, present: list[Regulation] | None = None) -> WhatIf:
    acts = [act(f"a{n}", "party_committee_study", 2020, n, 1, organisation="o1") for n in (1, 2, 3)]
    packs = [shipped()[GANSU]] if present is None else present
    return what_if(case_from(tongwei(activities=acts)), AS_OF, packs, changed, "en")


def _told(found: WhatIf, kind: str) -> list[tuple[Any, ...]]:
    return [(c.line["organisation"], c.line["period_start"][:4], c.line["status"]) for c in found.of(kind)]


def test_the_same_regulation_changes_nothing() -> None:
    found = _try(shipped()[GANSU])
    assert found.changes == []
    assert found.unchanged > 0


def test_asking_less_lets_some_pass_newly() -> None:
    found = _try(_changed(at_least=Fraction(3)))
    assert _told(found, "newly_passing") == [("o1", "2020", "met")]
    assert found.counts() == {"newly_passing": 1}


def test_asking_more_lets_those_fail_who_passed() -> None:
    found = _try(shipped()[GANSU], [_changed(at_least=Fraction(3))])
    assert _told(found, "newly_failing") == [("o1", "2020", "unmet")]


def test_without_a_number_all_is_for_a_person() -> None:
    found = _try(_changed(at_least=None))
    assert set(found.counts()) == {"newly_judged"}
    assert {line[2] for line in _told(found, "newly_judged")} == {"judgement"}


def test_another_period_is_another_duty() -> None:
    found = _try(_changed(per="half_year"))
    assert set(found.counts()) == {"newly_owed", "no_longer_owed"}
    assert ("o1", "2020", "unmet") in _told(found, "no_longer_owed")


def test_a_repealed_duty_is_owed_no_longer() -> None:
    pack = shipped()[GANSU]
    kept = [p for p in pack.provision if not (p.duty and p.duty.id == STUDY)]
    found = _try(pack.model_copy(update={"provision": kept, "relation": []}))
    assert set(found.counts()) == {"no_longer_owed"}
    assert {c.line["duty"] for c in found.changes} == {STUDY}


def test_a_regulation_nobody_had_yet_is_all_new() -> None:
    found = _try(shipped()[GANSU], [])
    assert set(found.counts()) == {"newly_owed"}
    assert found.unchanged == 0
