"""The load of documents: what they ask of each role in each calendar year, reckoned from the arrays the judge used.

Entries are told as a span. The most: every duty by itself. The least: what one entry can do for several duties is counted
once for each bearer, kind and target. Hours follow only from seconds that somebody hands in; there are none by default.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import numpy as np

from bangfu.regulation.matters import shipped_matters
from bangfu.verdict.arrays import Index, changes, packed
from bangfu.verdict.evaluation import Evaluation
from bangfu.verdict.needed import DAYS, Needed, needed


@dataclass(frozen=True)
class Span:
    """The least and the most of something."""

    least: int = 0
    most: int = 0

    def __add__(self, other: Span) -> Span:
        return Span(self.least + other.least, self.most + other.most)

    def as_dict(self) -> dict[str, int]:
        """As lines of JSON have it."""
        return {"least": self.least, "most": self.most}


@dataclass(frozen=True)
class Load:
    """What is asked of the holders of one role in one year."""

    role: str
    year: int
    bearers: int
    cells: int  # verdicts that somebody owes
    unnumbered: int  # of them without a number: what they cost cannot be told
    asked: Mapping[str, int]  # by measure, every duty by itself
    entries: Span
    days: Span
    visits: Span
    seconds: Span | None  # of what has a number; None: not of every kind is it known how long it takes
    unknown: tuple[str, ...] = field(default=())  # the kinds of which it is not known

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it; hours to one decimal, as they are shown."""
        hours = None
        if self.seconds is not None:
            hours = {k: round(m / 3600, 1) for k, m in self.seconds.as_dict().items()}
        return {
            "role": self.role,
            "year": self.year,
            "bearers": self.bearers,
            "cells": self.cells,
            "unnumbered": self.unnumbered,
            "asked": dict(self.asked),
            "entries": self.entries.as_dict(),
            "days": self.days.as_dict(),
            "visits": self.visits.as_dict(),
            "hours": hours,
            "minutes_unknown": list(self.unknown),
        }


def load(evaluation: Evaluation, seconds: Mapping[str, int] | None = None) -> list[Load]:
    """What the regulations of an evaluation ask, by role and year up to its day, in the order of role and year.

    `seconds` says how long one entry (one day, where days are counted) of a kind takes. An entry of one role may also
    count for another's duty, as a leader's for the unit: the least figures of several roles are no sum.
    """
    by_role: dict[str, list[_Part]] = defaultdict(list)
    for rule in needed(evaluation):
        for role in dict.fromkeys(rule.role.tolist()):
            by_role[role].append(_Part(rule, np.nonzero(rule.role == role)[0]))
    return [
        _load(role, year, parts, seconds or {})
        for role, parts in sorted(by_role.items())
        for year in sorted({y for part in parts for y in part.rule.years})
        if any(part.cells(year) for part in parts)
    ]


@dataclass(frozen=True)
class _Part:
    """One rule, as far as one role owes it."""

    rule: Needed
    lines: Index

    def of(self, numbers: Index, year: int) -> Index:
        """One of its columns in a year."""
        if year not in self.rule.years:
            return np.zeros(len(self.lines), dtype=np.int64)
        found: Index = numbers[self.lines, self.rule.years.index(year)]
        return found

    def amount(self, year: int) -> Index:
        """What each line asks in a year."""
        return self.of(self.rule.amount, year)

    def total(self, year: int) -> int:
        """What all lines ask in a year."""
        return int(self.amount(year).sum())

    def cells(self, year: int) -> int:
        """How many verdicts are owed in a year."""
        return int(self.of(self.rule.cells, year).sum())


def _load(role: str, year: int, parts: list[_Part], seconds: Mapping[str, int]) -> Load:
    asked: dict[str, int] = defaultdict(int)
    for part in parts:
        asked[part.rule.measure] += part.total(year)
    asking = [p for p in parts if p.total(year)]
    by_days, acts = ([p for p in asking if (p.rule.measure in DAYS) is days] for days in (True, False))
    visits = [p for p in acts if set(p.rule.kinds) <= shipped_matters().visits]
    unknown = tuple(sorted({kind for p in asking for kind in p.rule.kinds} - set(seconds)))
    untold = bool(unknown) or (not asking and any(p.of(p.rule.unnumbered, year).any() for p in parts))
    time = None if untold else _span(acts, year, seconds) + _span(by_days, year, seconds)
    return Load(
        role,
        year,
        len(np.unique(np.concatenate([p.rule.bearer[p.lines][p.of(p.rule.cells, year) > 0] for p in parts]))),
        sum(p.cells(year) for p in parts),
        sum(int(p.of(p.rule.unnumbered, year).sum()) for p in parts),
        {measure: number for measure, number in asked.items() if number},
        _span(acts, year),
        _span(by_days, year),
        _span(visits, year),
        time,
        unknown,
    )


def _span(parts: list[_Part], year: int, seconds: Mapping[str, int] | None = None) -> Span:
    """The least and the most that some rules ask together: entries, or their seconds."""
    found = Span()
    for group in _sharing(parts):
        kinds = {kind for p in group for kind in p.rule.kinds}
        short = min(seconds[kind] for kind in kinds) if seconds is not None else 1
        most = sum(
            p.total(year) * (max(seconds[k] for k in p.rule.kinds) if seconds is not None else 1)
            for p in group
        )
        found += Span(_shared(group, year) * short, most)
    return found


def _sharing(parts: Iterable[_Part]) -> list[list[_Part]]:
    """Rules put together that one entry may count for: those that count a kind in common."""
    groups: list[tuple[set[str], list[_Part]]] = []
    for part in parts:
        kinds = set(part.rule.kinds)
        met = [g for g in groups if g[0] & kinds]
        groups = [g for g in groups if not g[0] & kinds]
        groups.append((kinds.union(*(g[0] for g in met)), [*(p for g in met for p in g[1]), part]))
    return [members for _, members in groups]


def _shared(group: list[_Part], year: int) -> int:
    """The least that fulfils all of a group. What bearers, bodies of a place and anybody may record can be the same."""
    by_actors: dict[str, list[_Part]] = defaultdict(list)
    for part in group:
        by_actors[part.rule.actors].append(part)
    return max(_least(parts, year) for parts in by_actors.values())


def _least(group: list[_Part], year: int) -> int:
    columns = [np.concatenate([of(p.rule)[p.lines] for p in group]) for of in (_actor, _sort, _target)]
    amount = np.concatenate([p.amount(year) for p in group])
    for fold in (np.maximum, np.add, np.maximum):
        # On one target the rule that asks most counts; targets of one sort add up; of several sorts (each household,
        # or wherever) the greatest counts again.
        columns, amount = _folded(columns, amount, fold)
        columns = columns[:-1]
    return int(amount.sum())


_actor, _sort, _target = attrgetter("actor"), attrgetter("sort"), attrgetter("target")


def _folded(columns: list[Index], amount: Index, fold: np.ufunc) -> tuple[list[Index], Index]:
    """Rows that agree in all columns put together."""
    key = packed(columns)
    order = np.argsort(key, kind="stable")
    starts = np.nonzero(changes(key[order]))[0]
    if not len(starts):
        return columns, amount
    return [c[order][starts] for c in columns], fold.reduceat(amount[order], starts)
