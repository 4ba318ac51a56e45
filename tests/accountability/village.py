"""A district of two villages and two units for the tests of ladders: cases from short tuples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from bangfu.accountability.proposal import Proposal
from bangfu.api import propose
from bangfu.facts.case import Case, case_of
from bangfu.facts.tables import TABLES
from bangfu.regulation.packs import shipped

PACK = "dachuan-2017-96"
V1, V2 = "511703101201", "511703101202"
HOMES = {"p1": ("o1", V1), "p2": ("o1", V2), "p3": ("o2", V2)}  # cadre: unit and village
HEADS = {"o1": "h1", "o2": "h2"}
AS_OF = date(2021, 6, 30)

_ROSTER: dict[str, list[dict[str, object]]] = {
    "places": [
        {"code": "511703", "name": "示例区", "level": "county"},
        {"code": "511703101", "name": "示例乡", "level": "township", "parent": "511703"},
        *({"code": v, "name": f"示例村{v[-1]}", "level": "village", "parent": "511703101"} for v in (V1, V2)),
    ],
    "organisations": [{"id": o, "name": f"示例局{o}", "level": "county", "place": "511703"} for o in HEADS],
    "people": [
        *({"id": p, "name": f"示例{p}", "organisation": unit} for p, (unit, _) in HOMES.items()),
        *({"id": h, "name": f"示例{h}", "organisation": unit} for unit, h in HEADS.items()),
    ],
    "posts": [
        *(
            {"id": f"a-{p}", "role": "first_secretary", "person": p, "organisation": unit, "place": v, "start": date(2016, 1, 1)}
            for p, (unit, v) in HOMES.items()
        ),
        *(
            {"id": f"h-{unit}", "role": "unit_head", "person": h, "organisation": unit, "start": date(2016, 1, 1)}
            for unit, h in HEADS.items()
        ),
    ],
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Found:
    """One finding of these tests."""

    on: date
    person: str
    kind: str = "unexcused_absence"
    state: str | None = None
    id: str = ""

    def row(self, number: int) -> dict[str, object]:
        """The finding as a row."""
        return {
            "id": self.id or f"f{number}", "kind": self.kind, "on": self.on, "person": self.person,
            "place": HOMES[self.person][1], "source": "inspection", "level": "county", "verified": "yes", "state": self.state,
        }  # fmt: skip


def case(found: Sequence[Found], back: Iterable[tuple[str, date]] = ()) -> Case:
    """A case with these findings, and days on which somebody was in the village."""
    rows: dict[str, list[dict[str, object]]] = {
        **_ROSTER,
        "findings": [f.row(n) for n, f in enumerate(found)],
        "activities": [
            {"id": f"x{n}", "kind": "resident_day", "on": day, "person": p} for n, (p, day) in enumerate(back)
        ],
    }
    return case_of("village", {t: pa.Table.from_pylist(r, TABLES[t].schema) for t, r in rows.items()})


def proposed(
    found: Sequence[Found], back: Iterable[tuple[str, date]] = (), as_of: date = AS_OF
) -> list[Proposal]:
    """What Dachuan proposes."""
    return propose(case(found, back), as_of, [shipped()[PACK]])
