"""Putting entries at the end of a book: the one statement that does it, whether they are one or thousands."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from bangfu.site.ledger import chain
from bangfu.site.web.prepared import told

# The columns of an entry in the words of the chain, which come as the very JSON that was hashed.
TYPES = {
    "book": "bigint", "seq": "bigint", "area": "bigint", "place": "bigint", "on": "date", "until": "date",
    "location": "jsonb", "withdraws": "boolean", "made_at": "timestamptz", "recorded_at": "timestamptz",
}  # fmt: skip
NAMES = (*chain.FIELDS, "former", "hash")
INSERT = f"""insert into ledger_entry ({", ".join(f'"{n}_id"' if n in chain.KEYS else f'"{n}"' for n in NAMES)})
select {", ".join(f'n."{n}"' for n in NAMES)}
from json_to_recordset(%s::json) as n ({", ".join(f'"{n}" {TYPES.get(n, "text")}' for n in NAMES)}) order by n.seq"""


AT_ONCE = 1000  # of a statement; while the database takes these in, the next are written


def add(lines: Iterable[bytes]) -> None:
    """Add entries as `chain.lines` tells them. Raises what Django raises where the database refuses one of them."""
    rest = iter(lines)
    heaps = iter(lambda: list(islice(rest, AT_ONCE)), [])
    told(INSERT, ((f"[{b','.join(heap).decode()}]",) for heap in heaps))
