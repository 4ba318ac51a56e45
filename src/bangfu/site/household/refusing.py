"""What the database refuses of the register, in the words of the catalogue."""

from __future__ import annotations

from psycopg.errors import ForeignKeyViolation, UniqueViolation

from bangfu.site.web.refusals import Refusals

refusals = Refusals(
    "outside_your_area", {ForeignKeyViolation: "still_needed", UniqueViolation: "done_before"}
)
