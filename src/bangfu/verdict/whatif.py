"""What if: a changed regulation against the same ledger, and who would newly pass or fail. Nothing is stored.

Both are judged on one ground and compared as arrays; lines are made only for what somebody asks to see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from bangfu.facts.case import Case
from bangfu.language import Language
from bangfu.regulation.model import Regulation
from bangfu.verdict.areas import NO_TOWNSHIP
from bangfu.verdict.arrays import Index
from bangfu.verdict.changes import Change, Place, Rule, Summary
from bangfu.verdict.comparing import AFTER, KINDS, Compared, compare
from bangfu.verdict.evaluation import Evaluation, evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import Line, Names, lines_at

EXAMPLES = 3


@dataclass(frozen=True)
class WhatIf:
    """The comparison, over a ground that must stay open while lines are asked for."""

    before: Evaluation
    after: Evaluation
    compared: tuple[Compared, ...]
    tongue: Language

    @property
    def unchanged(self) -> int:
        """How many verdicts stay as they are."""
        return sum(c.unchanged for c in self.compared)

    def counts(self) -> dict[str, int]:
        """How many changes of each kind there are."""
        found = sum((_named(c.kind) for c in self.compared), Counter[str]())
        return {kind: found[kind] for kind in dict.fromkeys(KINDS) if found[kind]}

    @cached_property
    def changes(self) -> list[Change]:
        """Every verdict that changes, with both of its lines: for what is small."""
        return list(self.each())

    def each(self) -> Iterator[Change]:
        """Every verdict that changes, with both of its lines, one after the other."""
        names = Names(self.before), Names(self.after)
        for c in self.compared:
            if len(c.kind):
                yield from self._told(c, np.arange(len(c.kind)), names)

    def of(self, kind: str) -> list[Change]:
        """The changes of one kind."""
        return [c for c in self.changes if c.kind == kind]

    def summary(self, examples: int = EXAMPLES) -> Summary:
        """Counts by township and role, and by duty with some examples of each kind of change."""
        return Summary(self.unchanged, self.counts(), tuple(self._places()), tuple(self._rules(examples)))

    def _places(self) -> Iterator[Place]:
        found: Counter[tuple[int, str, int]] = Counter()
        for c in self.compared:
            if len(c.kind):
                cell, township = c.townships(self.after.ground)
                role = c.roles()[cell]
                for name in dict.fromkeys(role.tolist()):
                    here = role == name
                    pairs = township[here] * len(KINDS) + c.kind[cell[here]]
                    for pair, number in zip(*np.unique(pairs, return_counts=True), strict=True):
                        found[int(pair) // len(KINDS), name, int(pair) % len(KINDS)] += int(number)
        codes, names = (self.after.ground.names("place", c) for c in ("code", "name"))
        for (township, role, kind), number in sorted(found.items()):
            code, name = ("", "") if township == NO_TOWNSHIP else (codes[township], names[township])
            yield Place(code or "", name or "", role, KINDS[kind], AFTER[kind], number)

    def _rules(self, examples: int) -> Iterator[Rule]:
        names = Names(self.before), Names(self.after)
        for c in self.compared:
            for kind in np.unique(c.kind).tolist():
                cells = np.nonzero(c.kind == kind)[0]
                few = tuple(self._told(c, cells[:examples], names))
                j = c.judged
                yield Rule(
                    j.head.id, j.id, j.provision.clause, j.title, KINDS[kind], AFTER[kind], len(cells), few
                )

    def _told(self, c: Compared, cells: Index, names: tuple[Names, Names]) -> Iterator[Change]:
        """Some cells with the lines of both sides."""
        told: list[dict[int, Line]] = []
        for side, evaluation, known in zip(c.sides, (self.before, self.after), names, strict=True):
            lines: dict[int, Line] = {}
            if side is not None:
                at = side.line[c.line[cells]], side.period[c.period[cells]]
                asked = (at[0] >= 0) & (at[1] >= 0)
                asked[asked] = side.judged.verdicts.valid[at[0][asked], at[1][asked]]
                here = at[0][asked], at[1][asked]
                found = lines_at(evaluation, side.judged, here, known, self.tongue) if asked.any() else ()
                lines = dict(zip(cells[asked].tolist(), found, strict=True))
            told.append(lines)
        for cell in cells.tolist():
            yield Change(KINDS[c.kind[cell]], told[0].get(cell), told[1].get(cell))


def _named(kinds: Index) -> Counter[str]:
    numbers = np.bincount(kinds, minlength=len(KINDS)).tolist()
    found = Counter[str]()
    for kind, number in zip(KINDS, numbers, strict=True):
        found[kind] += number
    return found


def as_if_from(pack: Regulation, day: date) -> Regulation:
    """A regulation as if it had begun on a day: how a document that is yet to come would have judged a past year."""
    end = pack.regulation.end
    head = {"start": day, "end": end if end is None or end >= day else None}
    return pack.model_copy(update={"regulation": pack.regulation.model_copy(update=head)})


def what_if_on(
    ground: Ground,
    as_of: date,
    present: Sequence[Regulation],
    changed: Regulation,
    tongue: Language,
    before: Evaluation | None = None,
) -> WhatIf:
    """Judge a ground under `present`, and again with `changed` in the place of its namesake (or beside the others).

    Compared are the verdicts of `changed`, and of whatever it repeals, which ends on the day before it begins.
    `before` is the ground as it was judged under `present` on that day, if somebody has it already. Words of the changed
    regulation that the ground does not know have no entries there; a regulation that begins after the day asks nothing
    (see `as_if_from`).
    """
    others = [r for r in present if r.regulation.id != changed.regulation.id]
    was = before or evaluate_ground(ground, present, as_of)
    now = evaluate_ground(ground, [*_left(others, changed), changed], as_of)
    repealed = [r.regulation.id for r in others if changed.regulation.ends(r.regulation)]
    ids = (changed.regulation.id, *repealed)
    return WhatIf(was, now, tuple(c for id_ in ids for c in compare(was, now, id_)), tongue)


def _left(others: Sequence[Regulation], changed: Regulation) -> Iterator[Regulation]:
    """The other regulations once a changed one is adopted: what it repeals ends on the day before it begins."""
    last = changed.regulation.start - timedelta(days=1)
    for pack in others:
        head = pack.regulation
        if not changed.regulation.ends(head):
            yield pack
        elif head.start <= last:
            ended = {"end": min(head.end or last, last)}
            yield pack.model_copy(update={"regulation": head.model_copy(update=ended)})


def what_if(
    case: Case, as_of: date, present: Sequence[Regulation], changed: Regulation, tongue: Language
) -> WhatIf:
    """The same of a case, over a ground of its own, which stays open as long as the answer is kept."""
    ground = Ground.of(case, case.vocabulary([*present, changed]))
    return what_if_on(ground, as_of, present, changed, tongue)
