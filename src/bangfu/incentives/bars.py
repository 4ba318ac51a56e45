"""Bars: what a decision shuts out from, and on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bangfu.accountability.terms import last_day
from bangfu.facts.case import Case
from bangfu.facts.roster.records import Post, Roster
from bangfu.incentives.decisions import Decision, standing
from bangfu.incentives.purposes import barred_by
from bangfu.regulation.consequences import ConsequenceRule
from bangfu.regulation.incentives import PurposeName
from bangfu.regulation.model import Regulation

Ends = Literal[
    "written",  # the decision names its last day
    "by_clause",  # it does not; the clause says how long
    "term",  # the clause says a term, whose end the roster knows
    "open",  # the end is not known: it holds until a person reviews it
    "several",  # it does not, and its clause holds measures of different length
]


@dataclass(frozen=True, slots=True)
class Bar:
    """A decision as a bar: on days from `first` to `last` it holds, up to `perhaps` it may; `date.max` where open.

    `sure` are the purposes it shuts out from, `maybe` those where its clause leaves open whether it does.
    """

    decision: Decision
    first: date
    last: date
    perhaps: date
    ends: Ends
    sure: frozenset[PurposeName]
    maybe: frozenset[PurposeName]

    def line(self) -> dict[str, Any]:
        """As the lines of an answer tell it."""
        return {
            "decision": self.decision.id,
            "regulation": self.decision.regulation,
            "clause": self.decision.clause,
            "measure": self.decision.measure,
            "decided_on": self.decision.decided_on.isoformat(),
            "from": self.first.isoformat(),
            "to": None if self.last == date.max else self.last.isoformat(),
            "ends": self.ends,
        }


class Bars:
    """All bars that stand on a day, by whom they concern."""

    def __init__(self, case: Case, packs: Sequence[Regulation], as_of: date) -> None:
        self._packs = {p.regulation.id: p for p in packs}
        self._posts: dict[str | None, list[Post]] = defaultdict(list)
        for post in Roster(case).posts:
            self._posts[post.person].append(post)
        self.all = list(self._bars(standing(case, as_of)))
        self.of: Mapping[str, list[Bar]] = _by_whom(self.all)

    def _bars(self, decisions: Iterable[Decision]) -> Iterator[Bar]:
        for decision in decisions:
            if barred_by(decision.measure, surely=False):
                yield self._bar(decision)

    def _bar(self, decision: Decision) -> Bar:
        rules = self._rules(decision)
        ends = {id(r): self._end(r, decision) for r in rules}
        if decision.end is not None:
            # Where a clause holds several such measures, the last day tells which of them was decided.
            fitting = [r for r in rules if ends[id(r)] == decision.end] or rules
            sure, maybe = _purposes(decision.measure, fitting)
            return Bar(decision, decision.start, decision.end, decision.end, "written", sure, maybe)
        sure, maybe = _purposes(decision.measure, rules)
        days = [ends[id(r)] or date.max for r in rules] or [date.max]
        last, perhaps = min(days), max(days)
        return Bar(decision, decision.start, last, perhaps, _how(rules, last, perhaps), sure, maybe)

    def _rules(self, decision: Decision) -> list[ConsequenceRule]:
        """The measures of that name at its clause; with the letter of the provision there is only one."""
        pack = self._packs.get(decision.regulation or "")
        found: list[ConsequenceRule] = []
        for provision in pack.provision if pack else ():
            rule = provision.consequence or provision.liability
            if (
                rule
                and rule.measure == decision.measure
                and decision.clause in (provision.id, provision.clause)
            ):
                found.append(rule)
        return found

    def _end(self, rule: ConsequenceRule, decision: Decision) -> date | None:
        if rule.lasts is None:
            return None
        if rule.lasts != "term":
            return last_day(rule.lasts, decision.start)
        held = self._posts[decision.person] if decision.person else []
        own = [p.days for p in held if p.role in (*rule.in_post, *rule.on)]
        known = [d.last for d in own if d.first <= decision.start <= d.last and d.last != date.max]
        return max(known) if known else None


def _by_whom(bars: Iterable[Bar]) -> Mapping[str, list[Bar]]:
    found: dict[str, list[Bar]] = defaultdict(list)
    for bar in bars:
        if bar.decision.concerns:
            found[bar.decision.concerns].append(bar)
    return found


def _purposes(
    measure: str, rules: Sequence[ConsequenceRule]
) -> tuple[frozenset[PurposeName], frozenset[PurposeName]]:
    """What all of these rules shut out from, and what only some do. Without a rule the measure alone says."""
    always, ever = barred_by(measure, surely=True), barred_by(measure, surely=False)
    if not rules:
        return always, ever - always
    sure = frozenset.intersection(*(frozenset(r.bars) or always for r in rules))
    return sure, frozenset[PurposeName]().union(*(frozenset(r.bars) or ever for r in rules)) - sure


def _how(rules: Sequence[ConsequenceRule], last: date, perhaps: date) -> Ends:
    if last != perhaps:
        return "several"
    if last == date.max:
        return "open"
    return "term" if any(r.lasts == "term" for r in rules) else "by_clause"
