"""What the database refuses of taking households in, in the words of the catalogue."""

from __future__ import annotations

from psycopg.errors import UniqueViolation

from bangfu.site.web.refusals import Refusals

kept = Refusals("identify_not_yours", {UniqueViolation: "identify_twice"})
