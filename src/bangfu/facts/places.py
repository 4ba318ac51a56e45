"""Places by code, name or alias: what a `place` cell means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from bangfu.facts.fault import CellError, Hints
from bangfu.facts.tables import LEVELS

_CODE = re.compile(r"[1-9][0-9]{11}|[1-9][0-9]{8}|[1-9][0-9]{5}|[1-9][0-9]{3}|[1-9][0-9]")
_ITEM = re.compile(r"[;；]")


def place_code(text: str) -> str | None:
    """A national code as the case writes it: 6 digits down to the county, 9 for a township, 12 for a village.

    Zeros at the end that say nothing are dropped (621121000000), and missing ones of a province or prefecture added
    (62). None if the text is no code.
    """
    if not _CODE.fullmatch(text):
        return None
    full = text.ljust(12, "0")
    if full.endswith("000000"):
        return full[:6]
    return full[:9] if full.endswith("000") else full


def aliases_of(text: str | None) -> list[str]:
    """The aliases in a cell, parted by half- or full-width semicolons."""
    return [item for part in _ITEM.split(text or "") if (item := part.strip())]


@dataclass
class Gazetteer:
    """The places of one case, to be found by code, name or alias."""

    codes: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=dict)
    aliases: dict[str, set[str]] = field(default_factory=dict)
    label: dict[str, str] = field(default_factory=dict)
    hints: Hints = field(default_factory=Hints)

    @classmethod
    def of(cls, places: pa.Table) -> Gazetteer:
        """The gazetteer of a `places` table, checked or not."""
        found = cls()
        found.add(places)
        return found

    def add(self, places: pa.Table) -> None:
        """Know the places of one more table."""
        for row in places.to_pylist():
            code = place_code(row["code"] or "")
            if code is None:
                continue
            self.codes.add(code)
            if row.get("name"):
                self.names.setdefault(row["name"], set()).add(code)
                self.label[code] = row["name"]
            for alias in aliases_of(row.get("aliases")):
                self.aliases.setdefault(alias, set()).add(code)

    def resolve(self, text: str) -> str:
        """The code of the place meant; raises `CellError` where none or several are."""
        code = place_code(text)
        if code is not None:
            if code in self.codes:
                return code
            raise CellError("unknown_place", near=self.hints.near(code, self.codes))
        candidates = self.names.get(text, set()) | self.aliases.get(text, set())
        if len(candidates) == 1:
            return next(iter(candidates))
        if candidates:
            shown = "、".join(self._shown(c) for c in sorted(candidates))
            raise CellError("ambiguous_place", candidates=shown)
        raise CellError("unknown_place", near=self.hints.near(text, {**self.names, **self.aliases}))

    def is_alias(self, text: str) -> bool:
        """Whether a cell that resolves was written by an alias and not by the place's code or name."""
        return text in self.aliases and text not in self.names

    def _shown(self, code: str) -> str:
        return f"{self.label.get(code, '')} {code}".strip()


def wrong_parents(
    codes: list[str], levels: list[str | None], parents: list[str | None]
) -> Iterator[tuple[int, CellError]]:
    """The places (by index) that are their own ancestor, or whose parent is not of a higher level."""
    parent_of = dict(zip(codes, parents, strict=True))
    level_of = dict(zip(codes, levels, strict=True))
    cyclic = _cyclic(parent_of)
    for index, code in enumerate(codes):
        above, here = level_of.get(parent_of[code] or ""), level_of[code]
        if code in cyclic:
            yield index, CellError("place_cycle")
        elif above and here and LEVELS.index(above) >= LEVELS.index(here):
            yield index, CellError("wrong_parent_level", level=here, parent_level=above)


def _cyclic(parent_of: dict[str, str | None]) -> set[str]:
    """The places that stand above themselves; each place is walked over once."""
    walked: dict[str, str] = {}
    found: set[str] = set()
    for first in parent_of:
        path: list[str] = []
        at: str | None = first
        while at in parent_of and at not in walked:
            walked[at] = first
            path.append(at)
            at = parent_of[at]
        if at is not None and walked.get(at) == first and at in path:
            found.update(path[path.index(at) :])
    return found
