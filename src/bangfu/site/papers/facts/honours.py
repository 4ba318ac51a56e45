"""Facts of honours: what a county gave in a year, and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from bangfu.site.papers.facts.basis import Clause, Source


@dataclass(frozen=True)
class Honoured:
    """Whom an honour was given to: a unit, or a person, with their unit in the name."""

    id: str
    name: str
    is_unit: bool
    source: Source | None = None


@dataclass(frozen=True)
class Honour:
    """One honour with all to whom it was given; `clause` is None where no document is named that provides it."""

    name: str
    given: tuple[Honoured, ...]
    clause: Clause | None = None


@dataclass(frozen=True)
class Honours:
    """For 表彰决定: what a county gave in a year."""

    area: str
    year: int
    honours: tuple[Honour, ...]
