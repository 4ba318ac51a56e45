"""Defects of a printed list as imported: what was repaired in it, and what it leaves in doubt by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bangfu.facts.importing.model import Preview, Repair, Row
from bangfu.facts.roster.defect import Defect
from bangfu.facts.sentences import ranges, sentence


def printed_defects(p: Preview) -> Iterator[Defect]:
    """Everything one table shows about itself."""
    for r in p.repairs:
        if r.kind != "spelling":
            yield Defect(r.kind, p.file, _ids(r), r.words)
    yield from _spellings(p)
    yield from _repeated(p)
    yield from _without_prefix(p)
    yield from _lead_not_first(p)
    yield from _lead_without_village(p)


def _ids(r: Repair) -> tuple[str, ...]:
    shown = r.after if r.kind in ("merged_cell", "continued_unit") else r.before
    return tuple(filter(None, (f"row {r.row}", shown)))


def _spellings(p: Preview) -> Iterator[Defect]:
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for r in p.repairs:
        if r.kind == "spelling":
            rows[r.before, r.after].append(r.row)
    for (before, after), numbers in rows.items():
        words = sentence("spelling", before=before, after=after, rows=ranges(numbers))
        yield Defect("spelling", p.file, (before, *(f"row {n}" for n in numbers)), words)


def _repeated(p: Preview) -> Iterator[Defect]:
    """A village listed twice, be it under two units."""
    places: dict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
    for r in p.named:
        places[r.place, r.village].append(r)
    for rows in places.values():
        if len(rows) > 1:
            name = f"{p.name_of(rows[0])}{rows[0].village}"
            numbers = [r.row for r in rows]
            words = sentence("duplicate_village", name=name, count=len(rows), rows=ranges(numbers))
            yield Defect("duplicate", p.file, (name, *(f"row {n}" for n in numbers)), words)


def _without_prefix(p: Preview) -> Iterator[Defect]:
    """Units of a table of one level whose names do not say that level."""
    prefixes = p.layout.unit_prefixes
    for unit in dict.fromkeys(r.unit for r in p.rows if r.unit) if prefixes else ():
        if not unit.startswith(prefixes):
            words = sentence("no_level_prefix", name=unit, prefixes=prefixes)
            yield Defect("no_level_prefix", p.file, (unit,), words)


def _by_township(p: Preview) -> dict[str | None, list[Row]]:
    """The rows of each township, where lead units stand by township."""
    found: dict[str | None, list[Row]] = defaultdict(list)
    if p.layout.unit_level and p.layout.index("township") is not None:
        for r in p.rows:
            found[r.place].append(r)
    return found


def _lead_not_first(p: Preview) -> Iterator[Defect]:
    for rows in _by_township(p).values():
        first = rows[0]
        if first.unit and first.unit != first.lead_unit:
            where = p.name_of(first)
            words = sentence("lead_unit_not_first", where=where, name=first.unit, lead=first.lead_unit)
            yield Defect("lead_unit_not_first", p.file, (f"row {first.row}", first.unit), words)


def _lead_without_village(p: Preview) -> Iterator[Defect]:
    """Lead units that assist nowhere, in townships that have lost a row."""
    units = {r.unit for r in p.rows}
    for rows in _by_township(p).values():
        lead, lost = rows[0].lead_unit, [r.row for r in rows if r.unit is None]
        if lead and lead not in units and lost:
            where = p.name_of(rows[0])
            words = sentence("lead_unit_without_village", name=lead, where=where, rows=ranges(lost))
            yield Defect("lead_unit_without_village", p.file, (lead, *(f"row {n}" for n in lost)), words)
