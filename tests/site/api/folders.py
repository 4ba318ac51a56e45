"""Case folders made up: of each cell what fits its column, or what nobody foresaw."""

from __future__ import annotations

import csv
import io
import zipfile
from random import Random

from tests.site.conftest import world

from bangfu.facts.tables import TABLES, Column

ROWS = {"people": "person", "organisations": "organisation", "households": "household"}
FITTING = {"date": "2020-04-10", "integer": "2", "number": "0.5", "yes_no": "yes", "list": "registered"}
KINDS = {"activity": "household_visit", "role": "first_secretary", "finding": "unexcused_absence"}
STRANGE = [
    "",
    " ",
    "=1+1",
    "2020-02-30",
    "９９",
    "1e400",
    "-1",
    '"',
    "a\nb",
    "\x00",
    "帮" * 3000,
    "99-new-row",
]
SIDES = [world.OWN, world.OWN, world.NEAR, world.FAR]


def folder_of(chance: Random, strange: bytes) -> bytes:
    """One that is packed; what has no place in it says `strange`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        for table in chance.sample(sorted(TABLES), chance.randint(1, 4)):
            columns = [c for c in TABLES[table].columns if c.required or chance.random() < 0.7]
            rows = [[_cell(table, c, chance, strange) for c in columns] for _ in range(chance.randint(0, 4))]
            text = io.StringIO()
            csv.writer(text).writerows([[c.name for c in columns], *rows])
            folder.writestr(f"{table}.csv", text.getvalue())
    return packed.getvalue()


def _cell(table: str, column: Column, chance: Random, strange: bytes) -> str:
    if chance.random() < 0.1:
        return chance.choice([*STRANGE, strange.decode(errors="replace"), strange.decode("latin-1")])
    side, of = chance.choice(SIDES), table if column.name == "id" else column.refers
    if column.type == "place" or (table, column.name) == ("places", "code"):
        return str(side.village)
    if of in ROWS:
        return side.id(ROWS[of])
    if column.name == "id":
        return f"99-row-{chance.randrange(10**6)}"
    return chance.choice(column.choices or [KINDS.get(column.code or "", FITTING.get(column.type, "甲"))])
