"""Two small hand-made places, written as rows, and how to judge them."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.verdict.oracle_roster import Facts
from tests.verdict.random_case import case_from, facts_of

from bangfu.facts.case import Case
from bangfu.regulation.packs import shipped
from bangfu.verdict.evaluation import Evaluation, evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import Line, lines

Rows = list[dict[str, Any]]
POOR_VILLAGE, OTHER_VILLAGE = "511703101201", "511703101202"
DACHUAN: Rows = [
    {"code": "510000", "level": "province"},
    {"code": "511703", "level": "county", "parent": "510000"},
    {"code": "511703101", "level": "township", "parent": "511703"},
    {"code": POOR_VILLAGE, "level": "village", "parent": "511703101", "tags": "poor_village"},
    {"code": OTHER_VILLAGE, "level": "village", "parent": "511703101"},
]


def tongwei(**more: Rows) -> Facts:
    """A unit with two leaders in one village of Tongwei, where both the county's and the province's document bind."""
    facts: dict[str, Rows] = {
        "places": [
            {"code": "620000", "level": "province"},
            {"code": "621121", "level": "county", "parent": "620000"},
            {"code": "621121101", "level": "township", "parent": "621121"},
            {"code": "621121101201", "level": "village", "parent": "621121101"},
        ],
        "organisations": [
            {"id": "o1", "level": "province", "place": "620000"},
            {"id": "o2", "level": "county", "place": "621121"},
        ],
        "people": [{"id": "p1", "organisation": "o1"}, {"id": "p2", "organisation": "o1"}],
        "posts": [
            {"role": "assisting_unit", "organisation": "o1", "place": "621121101201"},
            {"role": "assisting_unit", "organisation": "o2", "place": "621121101201"},
            {"role": "unit_head", "person": "p1", "organisation": "o1"},
            {"role": "team_leader", "person": "p2", "organisation": "o1", "place": "621121101201"},
        ],
    }
    return facts_of(**facts | more)


def secretary(**more: Rows) -> Facts:
    """A first secretary in a poor village of Dachuan with three poor households, one of them new in May 2018."""
    homes: Rows = [{"id": f"h{n}", "place": POOR_VILLAGE, "kinds": "registered"} for n in (1, 2)]
    homes.append({"id": "h3", "place": POOR_VILLAGE, "kinds": "scattered", "start": date(2018, 5, 1)})
    facts: dict[str, Rows] = {
        "places": DACHUAN,
        "people": [{"id": "p1"}, {"id": "p2"}],
        "households": homes,
        "posts": [
            {"role": "first_secretary", "person": "p1", "place": POOR_VILLAGE, "start": date(2018, 1, 1)}
        ],
    }
    return facts_of(**facts | more)


def act(id_: str, kind: str, *on: int, **cells: Any) -> dict[str, Any]:
    """One ledger entry: id, kind, year, month, day, and the rest by name."""
    return {"id": id_, "kind": kind, "on": date(*on), **cells}


def judged(facts: Facts, as_of: date, *regulations: str) -> Evaluation:
    """Evaluate facts under some of the shipped regulations."""
    case: Case = case_from(facts)
    packs = [shipped()[r] for r in regulations]
    return evaluate_ground(Ground.of(case, case.vocabulary(packs)), packs, as_of)


def told(evaluation: Evaluation, duty: str, **wanted: Any) -> list[Line]:
    """The lines of a duty that have these cells."""
    return [
        v for v in lines(evaluation, "en") if v["duty"] == duty and all(v[k] == w for k, w in wanted.items())
    ]
