"""What was given to those who did well, and what a person entered about whether a condition for it holds."""

from __future__ import annotations

from typing import get_args

from bangfu.facts.columns import Column, Table, id_, refer
from bangfu.regulation.incentives import GrantLevel, Issuer, PurposeName
from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR

GRANTED = (
    Table(
        "grants",  # an honour, a grade or an appointment that was given
        (
            id_(),
            Column("kind", required=True, choices=get_args(PurposeName)),
            Column("category", code="award_category"),
            refer("person", "people"),
            refer("organisation", "organisations"),
            Column("level", choices=get_args(GrantLevel)),
            Column("granted_on", "date", required=True),
            Column("granted_by"),
            Column("issuer", choices=get_args(Issuer)),
            Column("comprehensive", "yes_no", choices=("yes", "no")),
            Column(
                "year", "integer", between=(FIRST_YEAR, LAST_YEAR)
            ),  # that it is for; empty: the one it was given in
            Column("number"),  # of the document that gave it
            Column("regulation"),
        ),
    ),
    Table(
        "attestations",  # what only a person knows: whether a condition holds for somebody
        (
            id_(),
            Column("condition", required=True, code="condition"),
            refer("person", "people"),
            refer("organisation", "organisations"),
            Column("on", "date", required=True),
            Column("holds", "yes_no", required=True, choices=("yes", "no")),
            Column("entered_by", required=True),
            Column("evidence"),
        ),
    ),
)
