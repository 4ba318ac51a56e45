"""What the database refuses of leaving and coming back, in the words of the catalogue; of a bar with its clause."""

from __future__ import annotations

from psycopg.errors import UniqueViolation

from bangfu.site.exits.bars import in_full
from bangfu.site.web.refusals import Refusals

kept = Refusals("exit_not_yours", {UniqueViolation: "exit_twice"}, clause=in_full)
