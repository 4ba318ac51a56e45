"""What the database refuses of help, in the words of the catalogue."""

from __future__ import annotations

from psycopg.errors import UniqueViolation

from bangfu.site.web.refusals import Refusals

kept = Refusals("help_not_yours", {UniqueViolation: "help_twice"})
