"""What a body decided on a proposal, or of its own: confirmed, refused, void, or changed by a later decision."""

from __future__ import annotations

from bangfu.facts.columns import Column, Table, id_, place, refer
from bangfu.regulation.consequences import MEASURES

RECOVERY = "allowance_recovered"  # that what was paid is to be paid back is decided by itself

DECIDED = (
    Table(
        "decisions",  # the whole course of one measure on one person or unit is one row after the other
        (
            id_(),
            Column("regulation"),
            Column("clause"),
            Column("measure", required=True, choices=(*MEASURES, RECOVERY)),
            refer("person", "people"),
            refer("organisation", "organisations"),
            place(),
            refer("decided_by", "organisations"),
            Column("decided_on", "date", required=True),
            Column("from", "date"),
            Column("to", "date"),
            Column("cause"),  # the finding or ranking it stands on, as a proposal names it
            Column("state", required=True, choices=("confirmed", "refused", "void", "amended")),
            refer("replaces", "decisions"),
            Column("note"),
        ),
    ),
)
