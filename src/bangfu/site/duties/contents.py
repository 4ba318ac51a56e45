"""The table of contents of a document, in its own numbering: 四(二)/3 stands below 四 and 四(二)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import cached_property

from bangfu.site.duties.reading import Clause

# A chapter and what is written on behind its number without a stroke: 五(一), 五尾1.
_CHAPTER = re.compile(r"([一二三四五六七八九十百]+)([(（首尾引].*)")


@dataclass
class Line:
    """One line: how far it is drawn in, its part of the number, and the clause that stands there, if one does."""

    depth: int
    label: str
    clause: Clause | None

    @cached_property
    def unmet(self) -> int:
        """How many verdicts of the clause are unmet."""
        return self.clause.tally.unmet if self.clause else 0


def contents(clauses: Iterable[Clause]) -> list[Line]:
    """The lines in the order of the document."""
    return list(_below([(parts_of(clause.path), clause) for clause in clauses], 0))


def parts_of(path: str) -> tuple[str, ...]:
    """The parts of a clause's number, the widest first."""
    first, *rest = path.split("/")
    chapter = _CHAPTER.fullmatch(first)
    return (*(chapter.groups() if chapter else (first,)), *rest)


def _below(rows: list[tuple[tuple[str, ...], Clause]], depth: int) -> Iterator[Line]:
    for label, grouped in groupby(rows, key=lambda row: row[0][depth]):
        found = list(grouped)
        own = next((clause for parts, clause in found if len(parts) == depth + 1), None)
        yield Line(depth, label, own)
        yield from _below([row for row in found if len(row[0]) > depth + 1], depth + 1)
