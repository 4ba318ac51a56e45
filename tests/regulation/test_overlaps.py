"""Two documents side by side: what a reader found of them is found, nothing else, and it follows from the rules."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import rtoml
from tests.regulation.changed_packs import GANSU, TONGWEI, Key, found_rows, undeclared, with_head, without

from bangfu.regulation.model import Regulation
from bangfu.regulation.overlap import Overlap
from bangfu.regulation.overlaps import overlaps
from bangfu.regulation.packs import shipped

TABLE: list[dict[str, Any]] = rtoml.loads(
    (Path(__file__).parent / "overlaps.toml").read_text(encoding="utf-8")
)["row"]


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
        (with_head(GANSU, repeals=[" 通脱贫领办发[2018] 59号"]), TONGWEI),
        (GANSU, GANSU),
    ],
    ids=[
        "another province",
        "ended before",
        "repealed by it",
        "repealed in other brackets",
        "the same document",
    ],
)
def test_documents_that_never_meet_are_not_set_side_by_side(new: Regulation, present: Regulation) -> None:
    assert overlaps(new, [present]) == []


def test_one_shared_day_is_enough() -> None:
    assert overlaps(GANSU, [with_head(TONGWEI, end=GANSU.regulation.start)])


def test_nothing_is_reported_that_a_reader_did_not_find() -> None:
    assert set(found_rows()) == {_key(row) for row in TABLE}
    assert set(found_rows(undeclared(GANSU))) == {_key(row) for row in TABLE}
    assert {row["id"] for row in TABLE} == {f"C{n:02}" for n in range(1, 22)}


@pytest.mark.parametrize("row", TABLE, ids=lambda r: f"{r['id']}-{r['matter']}")
def test_each_row_of_the_reader_isfound_rows(row: dict[str, Any]) -> None:
    found = found_rows()[_key(row)]
    assert (found.relation, found.stricter) == (row["relation"], row["stricter"])
    assert _clauses(found, "new") >= set(row["new"])
    assert _clauses(found, "present") >= set(row.get("present", []))
    assert (found.present is None) == ("present" not in row)


@pytest.mark.parametrize("row", TABLE, ids=lambda r: f"{r['id']}-{r['matter']}")
def test_each_row_is_found_without_what_the_packs_declare(row: dict[str, Any]) -> None:
    found = found_rows(undeclared(GANSU))[_key(row)]
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
    rules = found_rows()[_key(row)].new.rules
    assert _key(row) not in found_rows(without(GANSU, *rules))


def test_a_document_of_another_county_moved_here_is_read_as_well() -> None:
    """No reader set these side by side: what two readings of the clauses agree on."""
    moved = with_head(shipped()["dachuan-2017-96"], place="621121000000", start=date(2020, 3, 1))
    rows = overlaps(moved, [GANSU, TONGWEI])
    found = {(o.matter.id, o.family and o.family.id, o.present and o.present.head.id): o for o in rows}
    gansu, tongwei = GANSU.regulation.id, TONGWEI.regulation.id
    told = {key: (found[key].relation, found[key].stricter, found[key].higher) for key in found}
    # Six studies a year, one in every two months, are more than four; the county's plan wants them for this alone.
    assert told["study", "unit", gansu] == ("cumulative", "new", "present")
    assert told["study", "unit", tongwei] == ("cumulative", "neither", "equal")
    # Only the head of the unit goes every month; every leader goes twice a year.
    assert told["village_visits", "unit", gansu] == ("cumulative", "neither", "present")
    assert told["household_visits", "helper", gansu] == ("cumulative", "present", "present")
    assert told["household_visits", "cadres", gansu] == ("cumulative", "new", "present")
    assert told["heart_talks", "liaison_leader", None] == ("only_new", "new", "neither")
    assert {key[1] for key in found if key[0] == "service_days"} == {"technicians", "rural_finance_officer"}
    assert not [key for key in found if key[0] == "cadre_training"]


def test_rank_and_day_are_told() -> None:
    found = found_rows()["study", "unit"]
    assert (found.higher, found.later, found.both_hold, found.governs) == ("new", "new", True, None)
    turned = found_rows(TONGWEI, GANSU)["study", "unit"]
    assert (turned.higher, turned.later, turned.relation) == ("present", "present", "cumulative")


def test_what_is_declared_by_the_other_side_is_turned_round() -> None:
    assert found_rows(TONGWEI, GANSU)["practical_help", None].stricter == "new"


def test_the_sentence_is_built_from_the_facts() -> None:
    told = found_rows(undeclared(GANSU))["return_visits", "unit"].as_dict()
    assert "每名派出干部每季度1次" in told["zh"]
    assert "once a quarter for each dispatched cadre" in told["en"]
    assert "要求相同" in told["zh"]
    alone = found_rows()["households_per_helper", "helper"].as_dict()
    assert "地厅级每人3户" in alone["zh"]
    assert "现行文件没有规定" in alone["zh"]
