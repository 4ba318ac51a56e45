"""Defects that show only when the printed lists of one county are laid side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bangfu.facts.importing.model import Preview
from bangfu.facts.roster.defect import Defect
from bangfu.facts.sentences import Sentence, sentence

LEVELS = {
    "central": ("中央", "central"),
    "province": ("省直", "provincial"),
    "prefecture": ("市直", "prefecture"),
    "county": ("县直", "county"),
}
# One character that names the level of a unit: 省住建厅, 市民政局, 县民政局.
_LEVEL_MARKS = "省市县"


def list_defects(lists: Sequence[Preview]) -> Iterator[Defect]:
    """Everything that the tables of assisting units show together."""
    yield from _village_names(lists)
    yield from _unit_names(lists)
    yield from _listed_twice(lists)
    yield from _several_townships(lists)
    yield from _too_many(lists)
    if len(lists) > 1:
        yield from _missing_levels(lists)


def _village_names(lists: Iterable[Preview]) -> Iterator[Defect]:
    """The same village name in two townships: the name alone is no key."""
    where: dict[str, set[str]] = defaultdict(set)
    files: dict[str, str] = {}
    for p in lists:
        for r in p.named:
            where[r.village or ""].add(p.name_of(r))
            files.setdefault(r.village or "", p.file)
    for name, townships in where.items():
        if len(townships) > 1:
            shown = sorted(townships)
            words = sentence("same_village_name", name=name, where=shown)
            yield Defect("same_name", files[name], (name, *shown), words)


def _unit_names(lists: Iterable[Preview]) -> Iterator[Defect]:
    """Units of two levels that share a name but for the level."""
    groups: dict[str, list[str]] = defaultdict(list)
    files: dict[str, str] = {}
    for p in lists:
        for unit in dict.fromkeys(r.unit for r in p.rows if r.unit):
            base = unit[1:] if unit[0] in _LEVEL_MARKS else unit
            groups[base].append(unit)
            files.setdefault(base, p.file)
    for base, units in groups.items():
        if len(set(units)) > 1:
            yield Defect("same_name", files[base], tuple(units), sentence("same_unit_name", where=units))


def _listed_twice(lists: Iterable[Preview]) -> Iterator[Defect]:
    """A village that two of the tables list (twice in one table is told by that table)."""
    seen: dict[tuple[str | None, str | None], dict[str, int]] = defaultdict(dict)
    names: dict[tuple[str | None, str | None], str] = {}
    for p in lists:
        for r in p.named:
            seen[r.place, r.village][p.file] = r.row
            names[r.place, r.village] = f"{p.name_of(r)}{r.village}"
    for key, rows in seen.items():
        if len(rows) > 1:
            where = [f"{file}:{row}" for file, row in rows.items()]
            words = sentence("duplicate_village", name=names[key], count=len(rows), rows=where)
            yield Defect("duplicate", next(iter(rows)), (names[key], *where), words)


def _several_townships(lists: Iterable[Preview]) -> Iterator[Defect]:
    for p in lists:
        where: dict[str, list[str]] = defaultdict(list)
        for r in p.named:
            if r.unit and p.name_of(r) not in where[r.unit]:
                where[r.unit].append(p.name_of(r))
        for unit, townships in where.items():
            if len(townships) > 1:
                words = sentence("several_townships", name=unit, where=townships)
                yield Defect("several_townships", p.file, (unit, *townships), words)


def _too_many(lists: Iterable[Preview], limit: int = 3) -> Iterator[Defect]:
    for p in lists:
        villages: dict[str, list[str]] = defaultdict(list)
        for r in p.named:
            villages[r.unit or ""].append(f"{p.name_of(r)}{r.village}")
        for unit, found in villages.items():
            if len(found) > limit:
                start = p.layout.known_from
                words = sentence("too_many_villages", name=unit, start=start, count=len(found), limit=limit)
                yield Defect("too_many_villages", p.file, (unit, *found), words)


def _missing_levels(lists: Sequence[Preview]) -> Iterator[Defect]:
    """Townships in which no unit of a listed level assists."""
    for p in lists:
        zh, en = LEVELS[p.layout.unit_level or "county"]
        served = {r.place for r in p.rows}
        for township in lists[0].townships.townships:
            if township.code not in served:
                zh_words = sentence("missing_level", name=township.name, level=zh)
                en_words = sentence("missing_level", name=township.name, level=en)
                words = Sentence(zh_words.zh, en_words.en)
                yield Defect("missing_level", p.file, (township.name, p.layout.unit_level or ""), words)
