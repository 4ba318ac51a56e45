"""What if: a changed regulation against the same ledger, and who would newly pass or fail. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bangfu.facts.case import Case
from bangfu.language import Language
from bangfu.regulation.model import Regulation
from bangfu.verdict.evaluation import evaluate_ground
from bangfu.verdict.ground import Ground
from bangfu.verdict.lines import Line, lines

SAME = (
    "duty",
    "role",
    "person",
    "organisation",
    "place",
    "household",
    "counterpart",
    "period_start",
    "period_end",
)


@dataclass(frozen=True)
class Change:
    """One verdict that comes out differently; either side is None where only the other regulation asks it."""

    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        """Whichever side there is."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        """newly_failing | newly_passing | newly_open | newly_judged | newly_exempt | newly_owed | no_longer_owed."""
        if self.before is None:
            return "newly_owed"
        if self.after is None:
            return "no_longer_owed"
        return {
            "met": "newly_passing",
            "unmet": "newly_failing",
            "open": "newly_open",
            "exempt": "newly_exempt",
        }.get(self.after["status"], "newly_judged")


@dataclass(frozen=True)
class WhatIf:
    """The comparison: every verdict that changes, and how many do not."""

    changes: list[Change]
    unchanged: int

    def counts(self) -> dict[str, int]:
        """How many changes of each kind."""
        return dict(Counter(c.kind for c in self.changes))

    def of(self, kind: str) -> list[Change]:
        """The changes of one kind."""
        return [c for c in self.changes if c.kind == kind]


def what_if(
    case: Case, as_of: date, present: Sequence[Regulation], changed: Regulation, tongue: Language
) -> WhatIf:
    """Judge a case under `present`, and again with `changed` in the place of its namesake (or beside the others)."""
    others = [r for r in present if r.regulation.id != changed.regulation.id]
    id_ = changed.regulation.id
    before = _lines(case, as_of, present, id_, tongue)
    after = _lines(case, as_of, [*others, changed], id_, tongue)
    keys = list(dict.fromkeys([*before, *after]))
    pairs = [(before.get(k), after.get(k)) for k in keys]
    changes = [Change(b, a) for b, a in pairs if b is None or a is None or b["status"] != a["status"]]
    return WhatIf(changes, len(pairs) - len(changes))


def _lines(
    case: Case, as_of: date, regulations: Sequence[Regulation], id_: str, tongue: Language
) -> dict[tuple[object, ...], Line]:
    with Ground.of(case, case.vocabulary(regulations)) as ground:
        evaluation = evaluate_ground(ground, regulations, as_of)
        return {tuple(line[k] for k in SAME): line for line in lines(evaluation, tongue, frozenset({id_}))}
