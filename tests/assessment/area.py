"""An area with units whose five rates are given, as a case in memory."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pyarrow as pa
from tests.assessment.plain import Rates

from bangfu.assessment.assessing import assess_case
from bangfu.assessment.assessment import Assessment
from bangfu.assessment.scheme import scheme
from bangfu.facts.case import Case, case_of
from bangfu.facts.tables import TABLES
from bangfu.regulation.packs import shipped

SCHEME = scheme("dachuan-2017-96-areas")
CODES = [i.code for i in SCHEME.indicator]
YEAR, VILLAGE = 2018, "511703101201"
Rows = list[dict[str, Any]]


def case(**rows: Rows) -> Case:
    """A case of some rows; columns not given are unknown."""
    tables = {
        name: pa.Table.from_pylist(
            [{c.name: None for c in TABLES[name].columns} | r for r in found], TABLES[name].schema
        )
        for name, found in rows.items()
    }
    return case_of("area", tables)


def roster(units: list[str]) -> dict[str, Rows]:
    """A township of the east area with one village, and units that assist there."""
    places = [
        ("511703", "county", None),
        ("511703101", "township", "511703"),
        (VILLAGE, "village", "511703101"),
    ]
    return {
        "places": [
            {
                "code": c,
                "name": c,
                "level": level,
                "parent": parent,
                "area": "东" if level == "township" else None,
            }
            for c, level, parent in places
        ],
        "organisations": [{"id": u, "name": u, "level": "county"} for u in units],
        "posts": [
            {
                "id": f"u-{u}",
                "role": "assisting_unit",
                "organisation": u,
                "place": VILLAGE,
                "start": date(2016, 1, 1),
            }
            for u in units
        ],
    }


def weighed(weights: list[Fraction]) -> Rows:
    """Weights set at the start of the year."""
    return [
        {
            "year": YEAR,
            "indicator": code,
            "weight": float(w),
            "set_on": date(YEAR, 1, 2),
            "set_by": "示例区委",
        }
        for code, w in zip(CODES, weights, strict=True)
    ]


def figures(table: dict[str, Rates]) -> Rows:
    """The rates as figures entered."""
    return [
        {"id": f"{unit}-{code}", "indicator": code, "year": YEAR, "organisation": unit, "area": "东", "numerator": n,
         "denominator": d, "evidence": "示例表"}
        for unit, rates in table.items()
        for code, (n, d) in zip(CODES, rates, strict=True)
    ]  # fmt: skip


def assessed(situation: Case) -> Assessment:
    """The year assessed by the scheme of the areas."""
    return assess_case(situation, SCHEME, [shipped()[SCHEME.regulation]], YEAR)


def of_table(table: dict[str, Rates], weights: list[Fraction]) -> Assessment:
    """The assessment of units whose rates are given."""
    return assessed(case(**roster(list(table)), weights=weighed(weights), figures=figures(table)))
