"""Turning previews into a case: places, organisations and posts. Nothing that the source lost is filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case, case_of
from bangfu.facts.importing.model import Preview, Row
from bangfu.facts.importing.villages import Coded, code_villages
from bangfu.facts.tables import ORGANISATION_LEVELS, TABLES

_EXTRA = {"places": ("code_source", "code_match"), "organisations": (), "posts": ("source",)}


def apply(previews: Sequence[Preview], name: str, national: Path, variants: Path | None = None) -> Case:
    """The case that the tables describe, holding from the day on which each list is known.

    Raises `BangfuError` naming every row that was not understood.
    """
    bad = [(p.file, r) for p in previews for r in p.repairs if r.kind == "unreadable_row"]
    if bad:
        raise BangfuError(*(Problem("unknown_row", file, r.row, value=r.before) for file, r in bad))
    lists = sorted((p for p in previews if p.layout.unit_level), key=_rank)
    named = [(r.place or "", r.village or "") for p in lists for r in p.named]
    coded = {(c.township, c.name): c for c in code_villages(named, national, variants)}
    builder = _Builder(coded)
    for p in lists:
        builder.add(p)
    builder.governments(lists)
    rows = {"places": _places(lists, coded), "organisations": builder.organisations, "posts": builder.posts}
    return case_of(name, {table: _table(table, records) for table, records in rows.items()})


def _rank(p: Preview) -> int:
    """Higher units first, so that ids do not hang on the names of the files."""
    return ORGANISATION_LEVELS.index(p.layout.unit_level or "village")


def _table(name: str, records: Iterable[Mapping[str, object]]) -> pa.Table:
    extra = [pa.field(column, pa.string()) for column in _EXTRA[name]]
    schema = pa.schema([*TABLES[name].schema, *extra])
    rows = [{f.name: r.get(f.name) or None for f in schema} for r in records]
    return pa.Table.from_pylist(rows, schema)


def _places(lists: Sequence[Preview], coded: Mapping[tuple[str, str], Coded]) -> list[dict[str, str]]:
    above = {r["code"]: r for p in lists for r in p.townships.records}
    tags = {(r.place or "", r.village or ""): p.layout.tags for p in lists for r in p.named}
    villages = [
        {
            "code": c.code,
            "name": c.name,
            "level": "village",
            "parent": c.township,
            "tags": tags[key],
            "aliases": c.national_name if c.national_name != c.name else "",
            "code_source": c.source,
            "code_match": c.match,
        }
        for key, c in sorted(coded.items(), key=lambda item: item[1].code)
    ]
    return [{**r, "code_source": "national", "code_match": "exact"} for r in above.values()] + villages


@dataclass
class _Builder:
    """Collects organisations and posts; ids count up per level in the order of the tables."""

    coded: Mapping[tuple[str, str], Coded]

    def __post_init__(self) -> None:
        self.organisations: list[dict[str, object]] = []
        self.posts: list[dict[str, object]] = []
        self.ids: dict[tuple[str, str], str] = {}
        self.counts: Counter[str] = Counter()
        self.leading: set[tuple[str, str]] = set()

    def add(self, p: Preview) -> None:
        """The units of one table and where they lead and assist."""
        for row in p.rows:
            self._lead(p, row)
            if row.unit and row.village:
                unit = self._organisation(p, row.unit)
                self._post("assisting_unit", unit, self.coded[row.place or "", row.village].code, p, row.row)

    def _lead(self, p: Preview, row: Row) -> None:
        if row.lead_unit:
            place = p.layout.county if p.layout.index("township") is None else row.place or ""
            unit = self._organisation(p, row.lead_unit)
            if (unit, place) not in self.leading:
                self.leading.add((unit, place))
                self._post("lead_unit", unit, place, p, row.row)

    def governments(self, lists: Sequence[Preview]) -> None:
        """The Party committee and government of every township that a table names."""
        named = {r.place for p in lists for r in p.rows}
        known = {k.code: (k, p) for p in lists for k in p.townships.townships if k.code in named}
        for code, (township, p) in sorted(known.items()):
            id_ = f"org-township-{code}"
            name = f"{township.name}党委政府"
            self.organisations.append({"id": id_, "name": name, "level": "township", "place": code})
            self._post("township_government", id_, code, p, None)

    def _organisation(self, p: Preview, name: str) -> str:
        """Bodies of two levels may share a name: level and name together tell them apart."""
        level = p.layout.unit_level or "county"
        if (level, name) not in self.ids:
            self.counts[level] += 1
            self.ids[level, name] = f"org-{level}-{self.counts[level]:03}"
            place = _seat(p, level)
            record: dict[str, object] = {
                "id": self.ids[level, name],
                "name": name,
                "level": level,
                "place": place,
            }
            self.organisations.append(record)
        return self.ids[level, name]

    def _post(self, role: str, organisation: str, place: str, p: Preview, row: int | None) -> None:
        self.posts.append(
            {
                "id": f"post-{len(self.posts) + 1:04}",
                "role": role,
                "organisation": organisation,
                "place": place,
                "start": p.layout.known_from,
                "source": f"{p.file}:{row}" if row else p.file,
            }
        )


def _seat(p: Preview, level: str) -> str | None:
    """The place above the county that has this level, as the list of places gives it."""
    records = {r["code"]: r for r in p.townships.records}
    code: str | None = p.layout.county
    while code and records.get(code, {}).get("level") != level:
        code = records.get(code, {}).get("parent")
    return code
