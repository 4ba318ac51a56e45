"""The tables that a yearly assessment rests on: what was checked, what was asked, figures entered, and weights.

Each row of the first three is about one indicator, a word of the vocabulary that a regulation's pack brings.
"""

from __future__ import annotations

from bangfu.facts.columns import Column, Table, id_, place, refer
from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR

# Whoever was asked stays unknown: a survey may not say so in any column.
ANSWERED = ("person", "household", "respondent", "name", "head", "phone", "telephone", "id_number", "address")

_INDICATOR = Column("indicator", required=True, code="indicator")
_YEAR = Column("year", "integer", required=True, between=(FIRST_YEAR, LAST_YEAR))

ASSESSED = (
    Table(
        "checks",  # one thing that an inspection looked at
        (
            id_(),
            _INDICATOR,
            Column("on", "date", required=True),
            refer("person", "people"),
            refer("organisation", "organisations"),
            place(),
            refer("household", "households"),
            Column("result", required=True, choices=("yes", "no", "excused")),
        ),
    ),
    Table(
        "surveys",  # one answer of somebody who stays unknown; empty: asked, and gave none
        (
            id_(),
            _INDICATOR,
            Column("on", "date", required=True),
            refer("organisation", "organisations"),
            place(),
            Column("draw"),
            Column("answer", "yes_no", choices=("yes", "no")),
        ),
        never=ANSWERED,
    ),
    Table(
        "figures",  # a figure entered with its evidence, where nothing is recorded row by row
        (
            id_(),
            _INDICATOR,
            _YEAR,
            refer("person", "people"),
            refer("organisation", "organisations"),
            place(),
            Column("area"),
            Column("numerator", "integer", least=0),
            Column("denominator", "integer", least=0),
            Column("evidence", required=True),
        ),
    ),
    Table(
        "weights",  # what a county decided that an indicator weighs in a year
        (
            _YEAR,
            _INDICATOR,
            Column("weight", "number", required=True, above=0),
            Column("set_on", "date", required=True),
            Column("set_by", required=True),
        ),
        key=None,
        unique=("year", "indicator", "set_on"),
    ),
)
