"""Ladders: measures that follow on the first, second, third time, and what is told beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from bangfu.accountability.answering import answers, conductors
from bangfu.accountability.counting import Count, counts
from bangfu.accountability.findings import Finding
from bangfu.accountability.notes import listed, named, said
from bangfu.accountability.sheet import Placed, Sheet
from bangfu.accountability.situation import Situation
from bangfu.accountability.whereabouts import HEADS, Answer
from bangfu.regulation.consequences import ConsequenceRule, Counter
from bangfu.regulation.model import Title


class Ladders:
    """The counted rules of one regulation."""

    def __init__(self, rules: Iterable[ConsequenceRule], situation: Situation) -> None:
        self.at, self.back, self.words = situation.at, situation.back, situation.words
        self.notes, self.as_of = situation.notes, situation.as_of
        self._counted: dict[tuple[object, ...], list[Count]] = {}
        self._top: dict[tuple[object, ...], int] = defaultdict(int)
        for rule in rules:
            self._top[_kin(rule)] = max(self._top[_kin(rule)], rule.count or 0)
        self._perhaps: dict[tuple[str | None, str], Title] = {}
        self._vacant: dict[tuple[str | None, str], Title] = {}

    def climb(self, sheet: Sheet, placed: Placed, facts: Sequence[Finding]) -> None:
        """Write every rung of a rule that the facts have reached, once for each counter and window."""
        rule, firm = placed[2], [f for f in facts if not f.disputed]
        number = rule.count or 1
        for counter in rule.count_by:
            open_ = self._with_disputed(rule, counter, facts) if len(firm) < len(facts) else {}
            for count in self._counts(rule, counter, firm):
                if len(count.times) >= number:
                    self._rung(sheet, placed, count, open_.get(count.name))
        for counter in rule.or_perhaps_by:
            for count in self._counts(rule, counter, firm):
                for index, time in enumerate(count.times[number - 1 :], number):
                    for fact in time.findings:
                        self._perhaps[rule.ladder, fact.id] = said("PERHAPS", count=index)

    def _counts(self, rule: ConsequenceRule, counter: Counter, facts: Sequence[Finding]) -> list[Count]:
        """What a counter comes to; rungs that count the same facts the same way share it."""
        way = (
            counter,
            rule.one_time,
            rule.window,
            rule.in_posting,
            *rule.in_post,
            *rule.unit_from,
            *rule.unit_level,
        )
        key = (way, tuple(f.id for f in facts))
        if key not in self._counted:
            self._counted[key] = counts(rule, counter, facts, self.at, self.back)
        return self._counted[key]

    def tell(self, sheet: Sheet) -> None:
        """Tell lines of a ladder what a stricter reading, or a vacant post, keeps from standing beside them."""
        for told in (self._perhaps, self._vacant):
            for draft in sheet.drafts.values() if told else ():
                if draft.rule.or_perhaps_by:
                    continue
                for cause in draft.causes:
                    if (draft.rule.ladder, cause) in told:
                        draft.pieces[told[draft.rule.ladder, cause]] = None

    def _with_disputed(
        self, rule: ConsequenceRule, counter: Counter, facts: Sequence[Finding]
    ) -> dict[tuple[object, ...], tuple[int, tuple[str, ...]]]:
        """For each counter that a dispute touches: what it comes to if the disputed findings stand, and which they are."""
        found: dict[tuple[object, ...], tuple[int, tuple[str, ...]]] = {}
        for count in self._counts(rule, counter, facts):
            disputed = tuple(f.id for time in count.times for f in time.findings if f.disputed)
            if disputed:
                found[count.name] = len(count.times), disputed
        return found

    def _rung(
        self, sheet: Sheet, placed: Placed, count: Count, disputed: tuple[int, tuple[str, ...]] | None
    ) -> None:
        """Write one rung: it falls on whoever answers on the day of the time that reaches it."""
        rule = placed[2]
        fact = count.times[(rule.count or 1) - 1].findings[0]
        units = None if count.unit is None else [count.unit]
        found = answers(rule, fact, self.at, units)
        if not found:
            vacant = listed(named(self.words, role) for role in rule.on)
            self._vacant[rule.ladder, fact.id] = said("VACANT", vacant)
        pieces = [*self.notes(rule, fact.kind), *self._beside(rule, count)]
        if disputed is not None and disputed[0] > len(count.times):
            ids = listed(Title(zh=i, en=i) for i in disputed[1])
            pieces.append(said("DISPUTED", ids, disputed[0]))
        for answer in found:
            changed = [said("HANDOVER")] if self._changed(rule, count, answer) else []
            causes = count.ids(rule.count or 1)
            sheet.add(placed, answer, conductors(rule, fact), fact.on, causes, [*pieces, *changed])

    def _beside(self, rule: ConsequenceRule, count: Count) -> Iterator[Title]:
        """Other ways to count: through the years and postings, and by uninterrupted absence."""
        number = rule.count or 1
        top = self._top[_kin(rule)]
        if (overall := count.overall(number)) > number:
            yield said("OVERALL", count=overall)
        if number == top and len(count.times) > top:
            yield said("BEYOND", count=len(count.times))
        if rule.one_time == "spell":
            days = [(time.on, time.findings[0].person) for time in count.times[:number]]
            if any(person and not self.back(person, on, then) for (on, person), (then, _) in pairwise(days)):
                yield said("NOT_BACK")

    def _changed(self, rule: ConsequenceRule, count: Count, answer: Answer) -> bool:
        """Whether the leading post was held by others at an earlier time, or is by now."""
        if answer.post is None or answer.post.role not in HEADS:
            return False
        days = [time.on for time in count.times[: rule.count or 1]] + [self.as_of]
        return any(not self._holds(answer, day) for day in days)

    def _holds(self, answer: Answer, day: date) -> bool:
        roles = [answer.post.role] if answer.post else []
        return any(
            p.person == answer.person for p in self.at.holders.of_unit(answer.organisation, day, roles)
        )


def _kin(rule: ConsequenceRule) -> tuple[object, ...]:
    """The rungs for one kind of subject of one ladder."""
    return rule.ladder, tuple(rule.on)
