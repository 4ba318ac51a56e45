"""Two documents side by side: what a reader found of them is found, nothing else, and it follows from the rules."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import rtoml
from tests.regulation.changed_packs import GANSU, TONGWEI, undeclared, with_duty, with_head, without

from bangfu.regulation.model import Regulation
from bangfu.regulation.overlap import Overlap
from bangfu.regulation.overlaps import overlaps
from bangfu.regulation.packs import shipped

TABLE: list[dict[str, Any]] = rtoml.loads(
    (Path(__file__).parent / "overlaps.toml").read_text(encoding="utf-8")
)["row"]
Key = tuple[str, str | None]


def _found(new: Regulation = GANSU, present: Regulation = TONGWEI) -> dict[Key, Overlap]:
    rows = overlaps(new, [present])
    found = {(o.matter.id, o.family.id if o.family else None): o for o in rows}
    assert len(found) == len(rows)
    return found


def _key(row: dict[str, Any]) -> Key:
    return row["matter"], row.get("family")


def _clauses(overlap: Overlap, side: str) -> set[str]:
    found = getattr(overlap, side)
    return {a.provision.clause for a in found.asked} if found else set()


@pytest.mark.parametrize(
    ("new", "present"),
    [
        (with_head(GANSU, place="510000000000"), TONGWEI),
        (GANSU, with_head(TONGWEI, end=date(2019, 7, 30))),
        (with_head(GANSU, repeals=[TONGWEI.regulation.number]), TONGWEI),
        (GANSU, GANSU),
    ],
    ids=["another province", "ended before", "repealed by it", "the same document"],
)
def test_documents_that_never_meet_are_not_set_side_by_side(new: Regulation, present: Regulation) -> None:
    assert overlaps(new, [present]) == []


def test_one_shared_day_is_enough() -> None:
    assert overlaps(GANSU, [with_head(TONGWEI, end=GANSU.regulation.start)])


def test_nothing_is_reported_that_a_reader_did_not_find() -> None:
    assert set(_found()) == {_key(row) for row in TABLE}
    assert set(_found(undeclared(GANSU))) == {_key(row) for row in TABLE}
    assert {row["id"] for row in TABLE} == {f"C{n:02}" for n in range(1, 22)}


@pytest.mark.parametrize("row", TABLE, ids=lambda r: f"{r['id']}-{r['matter']}")
def test_each_row_of_the_reader_is_found(row: dict[str, Any]) -> None:
    found = _found()[_key(row)]
    assert (found.relation, found.stricter) == (row["relation"], row["stricter"])
    assert _clauses(found, "new") >= set(row["new"])
    assert _clauses(found, "present") >= set(row.get("present", []))
    assert (found.present is None) == ("present" not in row)


@pytest.mark.parametrize("row", TABLE, ids=lambda r: f"{r['id']}-{r['matter']}")
def test_each_row_is_found_without_what_the_packs_declare(row: dict[str, Any]) -> None:
    found = _found(undeclared(GANSU))[_key(row)]
    wanted = row | row.get("alone", {})
    assert (found.relation, found.stricter) == (wanted["relation"], wanted["stricter"])


def test_the_only_row_that_needs_a_declaration_is_told() -> None:
    assert [row["id"] for row in TABLE if "alone" in row] == ["C11"]


def test_other_shipped_documents_meet_only_where_their_places_nest() -> None:
    met = {
        (new.regulation.id, present.regulation.id): [
            (o.matter.id, o.relation) for o in overlaps(new, [present])
        ]
        for new, present in permutations(shipped().values(), 2)
        if {new.regulation.id, present.regulation.id} != {GANSU.regulation.id, TONGWEI.regulation.id}
    }
    # Xinfeng lies in Guangdong; of all that it asks only its inspections are a matter that can be counted.
    inspections = {("xinfeng-2017-5", "guangdong-2016-98"): [("inspections", "only_new")]}
    assert {pair: rows for pair, rows in met.items() if rows} == inspections


@pytest.mark.parametrize("row", [r for r in TABLE if r["relation"] == "only_new"], ids=lambda r: r["matter"])
def test_a_row_goes_with_its_only_duty(row: dict[str, Any]) -> None:
    rules = _found()[_key(row)].new.rules
    assert _key(row) not in _found(without(GANSU, *rules))


def test_without_the_older_duty_the_newer_stands_alone() -> None:
    found = _found(GANSU, without(TONGWEI, "team-leader-meeting"))
    assert found["team_leader_meetings", "township"].relation == "only_new"


def test_where_the_body_is_silent_the_printed_form_speaks() -> None:
    found = _found(GANSU, without(TONGWEI, "cadre-return-visits"))["return_visits", "unit"]
    assert (found.relation, found.stricter) == ("cumulative", "new")
    assert all(clause.startswith("附件2/") for clause in _clauses(found, "present"))


@pytest.mark.parametrize(
    ("change", "relation", "stricter"),
    [
        ({"at_least": Fraction(2)}, "cumulative", "new"),
        ({"per": "month"}, "cumulative", "new"),
        ({"per": "half_year"}, "cumulative", "present"),
        ({"per": "half_year", "at_least": Fraction(3)}, "cumulative", "neither"),
        ({"measure": "days"}, "cumulative", "neither"),
        ({"at_least": None}, "cumulative", "present"),
        ({}, "same", "equal"),
    ],
)
def test_another_number_changes_what_is_said(change: dict[str, Any], relation: str, stricter: str) -> None:
    found = _found(with_duty(GANSU, "cadre-return-visits", **change))["return_visits", "unit"]
    assert (found.relation, found.stricter) == (relation, stricter)


NUMBERED = [p.duty.id for p in GANSU.provision if p.duty and p.duty.at_least and not p.duty.is_share]


def _rows_of(rule: str, found: dict[Key, Overlap]) -> set[Key]:
    return {key for key, overlap in found.items() if rule in overlap.new.rules}


@pytest.mark.parametrize("rule", [p.duty.id for p in GANSU.provision if p.duty])
def test_a_duty_that_is_taken_away_changes_its_own_row_and_no_other(rule: str) -> None:
    before, after = _found(undeclared(GANSU)), _found(without(GANSU, rule))
    own = _rows_of(rule, before)
    assert {key: o.as_dict() for key, o in after.items() if key not in own} == {
        key: o.as_dict() for key, o in before.items() if key not in own
    }
    assert all(key not in after or rule not in after[key].new.rules for key in own)
    assert len(own) == (0 if rule in ("grade-proposal", "commendation-proposal") else 1)


@pytest.mark.parametrize("rule", NUMBERED)
def test_who_asks_more_is_never_less_strict(rule: str) -> None:
    (duty,) = [p.duty for p in GANSU.provision if p.duty and p.duty.id == rule]
    assert duty.at_least is not None
    before = _found(undeclared(GANSU))
    after = _found(with_duty(GANSU, rule, at_least=duty.at_least + 1))
    assert before.keys() == after.keys()
    allowed = {"equal": {"new"}, "new": {"new"}, "neither": {"neither", "new"}}
    for key in _rows_of(rule, before):
        was, now = before[key].by_number, after[key].by_number
        assert now in allowed.get(was or "", {"new", "present", "neither", "equal", None})
        if before[key].relation == "same":
            assert after[key].relation == "cumulative"


def test_a_deed_owed_by_the_helper_is_less_than_one_for_each_household() -> None:
    found = _found(with_duty(GANSU, "helper-practical-help", each="bearer"))["practical_help", None]
    assert (found.relation, found.stricter) == ("cumulative", "present")


def test_rank_and_day_are_told() -> None:
    found = _found()["study", "unit"]
    assert (found.higher, found.later, found.both_hold, found.governs) == ("new", "new", True, None)
    turned = _found(TONGWEI, GANSU)["study", "unit"]
    assert (turned.higher, turned.later, turned.relation) == ("present", "present", "cumulative")


def test_what_is_declared_by_the_other_side_is_turned_round() -> None:
    assert _found(TONGWEI, GANSU)["practical_help", None].stricter == "new"


def test_the_sentence_is_built_from_the_facts() -> None:
    told = _found(undeclared(GANSU))["return_visits", "unit"].as_dict()
    assert "每名派出干部每季度1次" in told["zh"]
    assert "once a quarter for each dispatched cadre" in told["en"]
    assert "要求相同" in told["zh"]
    alone = _found()["households_per_helper", "helper"].as_dict()
    assert "地厅级每人3户" in alone["zh"]
    assert "现行文件没有规定" in alone["zh"]
