"""Whether somebody fulfils what an incentive asks for: one small question each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bangfu.facts.roster.spans import Span
from bangfu.incentives.asking import Answer, Asked, Verdict, any_open, together
from bangfu.incentives.bars import Bars
from bangfu.incentives.given import Given, Known
from bangfu.incentives.holding import Holder, Holdings
from bangfu.incentives.notes import listed, said
from bangfu.incentives.renewing import renewed
from bangfu.regulation.incentives import IncentiveRule
from bangfu.regulation.model import Head
from bangfu.regulation.shapes import Title
from bangfu.regulation.vocabulary import Vocabulary

_ANSWERS: dict[Known, Answer] = {"yes": "yes", "no": "no", "unknown": "judgement"}


@dataclass(frozen=True)
class Desk:
    """What incentives are worked out from, as known on the day asked."""

    holdings: Holdings
    bars: Bars
    given: Given
    words: Vocabulary
    asked: Asked
    days: Span  # of the year, in force, up to the day

    def fulfils(self, rule: IncentiveRule, head: Head, holder: Holder) -> Verdict:
        """Everything the rule asks of one that is asked about."""
        return together(v for v in self._parts(rule, head, holder) if v is not None)

    def _parts(self, rule: IncentiveRule, head: Head, holder: Holder) -> Iterator[Verdict | None]:
        yield self._role(rule, head, holder)
        yield self._staff(rule, holder)
        yield self._tag(rule, holder)
        yield self._commended(rule, holder.id)
        yield self._renewed(rule, head, holder)
        yield self._given(rule, holder.id)
        yield from (self._attested(code, holder.id) for code in rule.all_of)
        yield from (Verdict("judgement", notes=(said("ASKS", what=c),)) for c in rule.condition)
        if rule.purpose:
            yield any_open(self.bars.of.get(holder.id, ()), rule.purpose, self.asked)

    def _role(self, rule: IncentiveRule, head: Head, holder: Holder) -> Verdict | None:
        if not rule.for_roles:  # the roster does not know who these are
            return Verdict("judgement", notes=(said("NOT_IN_ROSTER", what=self.category(rule)),))
        if holder.posts:
            return None
        roles = self.roles(rule.for_roles)
        before = self.holdings.of(holder.id, rule.for_roles, head, Span(date.min, self.asked.on))
        if before.posts and rule.commended:
            return Verdict("judgement", notes=(said("LEFT", what=roles),))
        return Verdict("no", notes=(said("NO_SUCH_POST", what=roles),))

    def _staff(self, rule: IncentiveRule, holder: Holder) -> Verdict | None:
        if not rule.staff_type:
            return None
        own = self.holdings.staff_type(holder.id)
        if own is None:
            return Verdict("judgement", notes=(said("STAFF_UNKNOWN"),))
        return None if own in rule.staff_type else Verdict("no", notes=(said("OTHER_STAFF"),))

    def _tag(self, rule: IncentiveRule, holder: Holder) -> Verdict | None:
        if rule.place_tag is None or not holder.posts:
            return None
        places = [self.holdings.roster.places.get(p.place or "") for p in holder.posts]
        tagged = any(rule.place_tag in (p["tags"] or "").split() for p in places if p)
        return None if tagged else Verdict("no", notes=(said("NO_TAG", what=rule.place_tag),))

    def _commended(self, rule: IncentiveRule, who: str) -> Verdict | None:
        if rule.commended is None:
            return None
        found = {k: [g for g in self.given.of.get(who, ()) if g.meets(rule.commended) == k] for k in _ANSWERS}
        if found["yes"]:
            return Verdict("yes", grants=tuple(g.id for g in found["yes"]))
        if found["unknown"]:
            ids = tuple(g.id for g in found["unknown"])
            return Verdict("judgement", grants=ids, notes=(said("COMMENDATION_UNCLEAR", what=listed(ids)),))
        return Verdict("no", notes=(said("NOT_COMMENDED"),))

    def _renewed(self, rule: IncentiveRule, head: Head, holder: Holder) -> Verdict | None:
        if rule.renewed_gap is None:
            return None
        held = self.holdings.of(holder.id, rule.for_roles, head, Span(date.min, self.asked.on)).posts
        answer, posts = renewed(held, rule.renewed_gap, self.asked.on)
        kind = {"yes": "RENEWED", "judgement": "PERHAPS_RENEWED", "no": "NOT_RENEWED"}[answer]
        return Verdict(answer, notes=(said(kind, what=" ".join(posts)),))

    def _given(self, rule: IncentiveRule, who: str) -> Verdict | None:
        if not rule.given:
            return None
        ids = tuple(g.id for g in self.given.within(who, rule.given, self.asked.year))
        return Verdict("yes", grants=ids) if ids else Verdict("no", notes=(said("NOT_GIVEN"),))

    def _attested(self, code: str, who: str) -> Verdict:
        known = self.given.says(code, who)
        kind = {"yes": "ATTESTED", "no": "DENIED", "unknown": "ASKS"}[known]
        return Verdict(_ANSWERS[known], notes=(said(kind, what=self.named("condition", code)),))

    def category(self, rule: IncentiveRule) -> Title | str:
        """The category by its name."""
        return self.named("award_category", rule.category) if rule.category else ""

    def named(self, type_: str, code: str) -> Title:
        """A word in both languages."""
        return Title(zh=self.words.name(type_, code, "zh"), en=self.words.name(type_, code, "en"))

    def roles(self, codes: Sequence[str]) -> Title:
        """Roles one after the other."""
        names = [self.named("role", c) for c in codes]
        return Title(zh="、".join(n.zh for n in names), en=", ".join(n.en for n in names))
