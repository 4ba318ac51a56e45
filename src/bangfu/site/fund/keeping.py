"""What the database refuses of plans, projects and money, in the words of the catalogue."""

from __future__ import annotations

from psycopg.errors import UniqueViolation

from bangfu.site.web.refusals import Refusals

kept = Refusals("fund_not_yours", {UniqueViolation: "fund_twice"})
