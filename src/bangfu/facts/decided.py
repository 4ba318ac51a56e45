"""What a body decided on a proposal, or of its own: confirmed, refused, void, or changed by a later decision."""

from __future__ import annotations

from bangfu.facts.columns import Column, Table, id_, refer
from bangfu.regulation.consequences import MEASURES

DECIDED = (
    Table(
        "decisions",  # the whole course of one measure on one person or unit is one row after the other
        (
            id_(),
            Column("regulation"),
            Column("clause"),
            Column("measure", required=True, choices=MEASURES),
            refer("person", "people"),
            refer("organisation", "organisations"),
            Column("decided_on", "date", required=True),
            Column("from", "date"),
            Column("to", "date"),
            Column("cause"),
            Column("state", required=True, choices=("confirmed", "refused", "void", "amended")),
            refer("replaces", "decisions"),
        ),
    ),
)
