"""The case that proposals are worked out from: no more of it than they read, in the scope of whoever asks."""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.facts.case import Case, case_of
from bangfu.regulation.model import Regulation
from bangfu.site.exchange import take
from bangfu.site.exchange.scoped import Scoped
from bangfu.site.rectification.kinds import rules
from bangfu.site.web.prepared import asked

FOUND = "select f.person_id from rectification_finding f where f.kind <> '' and f.person_id is not null"
OFTEN = f"{FOUND} group by f.person_id having count(*) > 1"
# Of these tables only the rows that some rule can ask for; the others are small, and read whole.
ONLY = {
    "pairings": f"g.person_id in ({FOUND})",
    "households": f"h.id in (select g.household_id from roster_pairing g where g.person_id in ({FOUND}))",
}
WHOLE = ("places", "organisations", "people", "posts", "findings", "rankings")
# Whether somebody was back in the village between two checks: asked only where a rule counts absences in spells.
BACK = f"e.kind = 'resident_day' and e.person_id in ({OFTEN})"
_BACK = f"select count(*), coalesce(max(e.seq), 0) from ledger_entry e where {BACK}"
_REST = "select weighed_edition()"


def gathered(packs: Iterable[Regulation]) -> Case:
    """What the connection sees of it now."""
    connection = Scoped()
    tables = {name: take.table(connection, name) for name in WHOLE}
    tables |= {name: take.table(connection, name, where) for name, where in ONLY.items()}
    if _in_spells(packs):
        tables["activities"] = take.table(connection, "activities", f"{take.STANDING} and {BACK}")
    return case_of("bangfu", tables)


def edition(packs: Iterable[Regulation]) -> tuple[object, ...]:
    """What changes whenever `gathered` could come to something else."""
    back = tuple(asked(_BACK)[0]) if _in_spells(packs) else ()
    return (*asked(_REST)[0], *back)


def _in_spells(packs: Iterable[Regulation]) -> bool:
    return any(rule.one_time == "spell" for rule in rules(packs))
