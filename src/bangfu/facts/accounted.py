"""The tables that money and care rest on: what was paid or provided, rates, and what befell a cadre.

Amounts are yuan with two decimals. Nothing here is worked out: it is entered by whoever paid, set or decided it.
"""

from __future__ import annotations

from bangfu.facts.columns import Column, Table, id_, place, refer

_WHAT = Column("what", required=True, code="entitlement")
_PERIOD = Column("from", "date"), Column("to", "date")

ACCOUNTED = (
    Table(
        "payments",  # one thing paid or provided; without an amount a thing such as an insurance or a check-up
        (
            id_(),
            _WHAT,
            refer("person", "people"),
            refer("organisation", "organisations"),
            refer("post", "posts"),
            place(),
            *_PERIOD,
            Column("amount", "money"),
            Column("paid_on", "date", required=True),
            refer("payer", "organisations"),
            Column("use"),  # of a fund: what it was spent on; without it the fund was paid in
            Column("note"),
        ),
    ),
    Table(
        "rates",  # what a county set, where the text leaves the amount open
        (
            _WHAT,
            place(),
            Column("amount", "money", required=True, above=0),
            Column("per", required=True, choices=("day", "month", "year")),
            Column("from", "date", required=True),
            Column("to", "date"),
            Column("set_by", required=True),
        ),
        key=None,
        unique=("what", "place", "from"),
    ),
    Table(
        "events",  # what befell a cadre, and whether the unit came
        (
            id_(),
            Column("kind", required=True, code="event"),
            Column("on", "date", required=True),
            refer("person", "people", required=True),
            Column("visited_on", "date"),
            refer("visited_by", "organisations"),
            Column("note"),
        ),
    ),
    Table(
        "retypings",  # a tag that a place was given, or that was taken from it, on a day; `tags` of `places` are the last
        (
            Column("place", "place", required=True, refers="places"),
            Column("tag", required=True),
            Column("on", "date", required=True),
            Column("change", required=True, choices=("given", "taken")),
            Column("note"),
        ),
        key=None,
        unique=("place", "tag", "on"),
    ),
)
