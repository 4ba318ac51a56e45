"""What the database refuses of the roster, in the words of the catalogue."""

from __future__ import annotations

from psycopg.errors import DataException, Error, ForeignKeyViolation, UniqueViolation

from bangfu.site.web.refusals import Refusals

BY_CONSTRAINT = {
    "post_held_once": "post_held_already",
    "household_helped_once": "paired_already",
    "household_days": "ends_before_it_starts",
}
KINDS: dict[type[Error], str] = {
    UniqueViolation: "id_taken",
    ForeignKeyViolation: "still_needed",
    DataException: "ends_before_it_starts",  # a range whose end lies before its start
}
refusals = Refusals("outside_your_area", KINDS, constraints=BY_CONSTRAINT)
