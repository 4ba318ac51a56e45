"""The exchange format as data: every table of a case, its columns, and what a cell of each may hold.

Reading, checking, writing and the Data Package descriptor are all driven by `TABLES`; nothing else lists columns.
"""

from __future__ import annotations

from bangfu.facts.accounted import ACCOUNTED
from bangfu.facts.assessed import ASSESSED
from bangfu.facts.columns import Column, ColumnType, Table, id_, place, refer, span
from bangfu.facts.decided import DECIDED
from bangfu.facts.granted import GRANTED
from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR

__all__ = ["LEVELS", "ORGANISATION_LEVELS", "TABLES", "WORD_TYPES", "Column", "ColumnType", "Table"]

LEVELS = ("province", "prefecture", "county", "township", "village")
ORGANISATION_LEVELS = ("central", *LEVELS)
WORD_TYPES = (
    "role", "actor", "activity", "finding", "household_kind", "indicator", "condition", "award_category", "entitlement",
    "event", "use",
)  # fmt: skip

_TABLES = (
    Table(
        "places",
        (
            Column("code", required=True),
            Column("name", required=True),
            Column("level", required=True, choices=LEVELS),
            place("parent"),
            Column("tags", "list"),
            Column("area"),
            Column("aliases", "list", separator=";"),
        ),
        key="code",
    ),
    Table(
        "organisations",
        (
            id_(),
            Column("name"),
            Column("level", choices=ORGANISATION_LEVELS),
            Column("kind"),
            place(),
        ),
    ),
    Table(
        "people",
        (
            id_(),
            Column("name"),
            refer("organisation", "organisations"),
            Column("rank", choices=("department", "division_or_below")),
            Column("staff_type", choices=("civil_servant", "public_institution", "other")),
        ),
    ),
    Table(
        "posts",
        (
            id_(),
            Column("role", required=True, code="role"),
            refer("person", "people"),
            refer("organisation", "organisations"),
            place(),
            *span(),
        ),
    ),
    Table(
        "households",
        (id_(), place(), Column("head"), Column("kinds", "list", code="household_kind"), *span()),
    ),
    Table(
        "pairings",
        (
            id_(),
            refer("person", "people", required=True),
            refer("household", "households", required=True),
            *span(),
        ),
    ),
    Table(
        "activities",
        (
            id_(),
            Column("kind", required=True, code="activity"),
            Column("on", "date", required=True),
            Column("until", "date"),
            refer("person", "people"),
            refer("organisation", "organisations"),
            place(),
            refer("household", "households"),
            refer("counterpart_person", "people"),
            refer("counterpart_organisation", "organisations"),
            Column("note"),
        ),
    ),
    Table(
        "findings",
        (
            id_(),
            Column("kind", required=True, code="finding"),
            Column("on", "date", required=True),
            refer("person", "people"),
            refer("organisation", "organisations"),
            place(),
            Column("source", choices=("inspection", "complaint", "report")),
            Column("level", choices=("county", "prefecture", "province", "central")),
            Column("verified", "yes_no", choices=("yes", "no")),
            Column("severity", "integer", choices=("1", "2", "3")),
            Column("bad_influence", "yes_no", choices=("yes", "no")),
            Column("state", choices=("disputed", "withdrawn")),  # empty: it stands
        ),
    ),
    Table(
        "rankings",
        (
            Column("year", "integer", required=True, between=(FIRST_YEAR, LAST_YEAR)),
            Column("subject_kind", required=True, choices=("unit", "township")),
            refer("organisation", "organisations"),
            place(),
            Column("area"),
            Column("score", "number"),
        ),
        key=None,
        unique=("year", "subject_kind", "organisation", "place", "area"),
    ),
    *ASSESSED,
    *DECIDED,
    *GRANTED,
    *ACCOUNTED,
    Table(
        "exemptions",
        (
            id_(),
            Column("regulation"),
            Column("duty"),
            refer("person", "people"),
            refer("organisation", "organisations"),
            place(),
            refer("household", "households"),
            *span(),
            Column("reason"),
            Column("approved_by"),
        ),
    ),
    Table(
        "calendar",
        (
            Column("date", "date", required=True),
            Column("workday", "yes_no", required=True, choices=("yes", "no")),
            Column("name"),
        ),
        key="date",
    ),
    Table(
        "vocabulary",
        (
            Column("type", required=True, choices=WORD_TYPES),
            Column("code", required=True),
            Column("zh"),
            Column("en"),
            Column("note"),
            Column("held_by", choices=("person", "organisation")),
        ),
        key=None,
        unique=("type", "code"),
    ),
)

# In the order in which a table refers only to those before it.
TABLES: dict[str, Table] = {t.name: t for t in _TABLES}
