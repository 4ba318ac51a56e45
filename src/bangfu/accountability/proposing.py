"""Proposing: the consequences that the regulations attach to what was found, each with its causes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bangfu.accountability.answering import answers, conductors
from bangfu.accountability.findings import Finding, standing
from bangfu.accountability.holders import Holders
from bangfu.accountability.ladders import Ladders
from bangfu.accountability.notes import StandingNotes, liable, listed, said
from bangfu.accountability.placing import Placings
from bangfu.accountability.presence import returns
from bangfu.accountability.proposal import Proposal
from bangfu.accountability.sheet import Placed, Sheet
from bangfu.accountability.situation import Situation
from bangfu.accountability.whereabouts import Whereabouts
from bangfu.facts.case import Case
from bangfu.regulation.consequences import ConsequenceRule, LiabilityRule
from bangfu.regulation.model import Head, Regulation, Title


def propose_case(case: Case, regulations: Sequence[Regulation], as_of: date) -> list[Proposal]:
    """Everything these regulations propose on a day, in the order of regulation and provision.

    Each document looks at the facts of its own dates and place; nothing found under one counts in the ladder of another.
    """
    words = case.vocabulary(regulations)
    facts = list(standing(case, as_of))
    at = Whereabouts(Holders(case, {f.person for f in facts if f.person}), words.organisation_roles)
    back = returns(case, _often(facts, regulations))
    situation = Situation(case, at, words, StandingNotes(words), back, as_of)
    desks = [Desk(situation, pack, regulations, facts) for pack in regulations]
    return [p for desk in sorted(desks, key=lambda d: d.head.id) for p in desk.proposals()]


def _often(facts: Iterable[Finding], regulations: Iterable[Regulation]) -> list[str]:
    """The people found more than once by something that a regulation counts in spells."""
    rules = [rule for pack in regulations for _, _, rule in _rules(pack) if rule.one_time == "spell"]
    kinds = {kind for rule in rules for kind in rule.trigger}
    times = Counter(f.person for f in facts if f.person and f.kind in kinds)
    return [person for person, number in times.items() if number > 1]


class Desk:
    """One regulation applied to a case."""

    def __init__(
        self, situation: Situation, pack: Regulation, beside: Sequence[Regulation], facts: Iterable[Finding]
    ) -> None:
        self.situation, self.head, self.at, self.words = (
            situation,
            pack.regulation,
            situation.at,
            situation.words,
        )
        self.beside = {r.regulation.id: r.regulation for r in beside}
        self.rules = list(_rules(pack))
        self.facts: dict[str, list[Finding]] = defaultdict(list)
        for fact in facts:
            if _holds(self.head, fact.on) and self.at.reaches(self.head, self.at.places(fact)):
                self.facts[fact.kind].append(fact)

    def proposals(self) -> Iterator[Proposal]:
        """The lines of this regulation."""
        sheet = Sheet(self.head.id)
        ladders = Ladders([rule for _, _, rule in self.rules], self.situation)
        for placed in self.rules:
            rule = placed[2]
            if not rule.proposed or rule.ranking is not None:
                continue
            facts = self._facts_of(rule)
            if rule.count is not None:
                ladders.climb(sheet, placed, facts)
            else:
                self._each(sheet, placed, facts)
        Placings(self.situation, self.head).write(sheet, self.rules)
        ladders.tell(sheet)
        self._responsibilities(sheet)
        yield from sheet.proposals()

    def _facts_of(self, rule: ConsequenceRule) -> list[Finding]:
        return [
            f for kind in dict.fromkeys(rule.trigger) for f in self.facts.get(kind, []) if self._fits(rule, f)
        ]

    def _fits(self, rule: ConsequenceRule, fact: Finding) -> bool:
        """Whether a finding is of the sort that the rule speaks of."""
        if rule.found_by and fact.source not in rule.found_by:
            return False
        if rule.finding_level and fact.level not in rule.finding_level:
            return False
        if fact.kind in rule.needs_bad_influence and not fact.bad_influence:
            return False
        if rule.needs_severity is not None and (fact.severity or 1) < rule.needs_severity:
            return False
        return not self._taken_over(rule, fact) and self.at.concerns(rule, fact)

    def _taken_over(self, rule: ConsequenceRule, fact: Finding) -> bool:
        """Whether another regulation has taken such facts over where and when this one happened."""
        others = (self.beside.get(y.to) for y in rule.yields_to if fact.kind in y.of)
        return any(o and _holds(o, fact.on) and self.at.reaches(o, self.at.places(fact)) for o in others)

    def _each(self, sheet: Sheet, placed: Placed, facts: Iterable[Finding]) -> None:
        """A measure for every finding by itself."""
        rule = placed[2]
        for fact in facts:
            if fact.disputed:
                continue
            pieces = self.situation.notes(rule, fact.kind)
            if rule.sequence == "in_order" and fact.severity is None:
                pieces = (*pieces, said("NO_SEVERITY"))
            for answer in answers(rule, fact, self.at):
                sheet.add(placed, answer, conductors(rule, fact), fact.on, [fact.id], pieces)

    def _responsibilities(self, sheet: Sheet) -> None:
        """Tell each line which responsibility its clause lays on whom."""
        told: dict[str, list[Title]] = defaultdict(list)
        for _, provision, rule in self.rules:
            if isinstance(rule, LiabilityRule) and rule.liability and rule.trigger and not rule.proposed:
                told[provision.clause].append(liable(self.words, rule.liability, rule.on))
        for draft in sheet.drafts.values():
            if draft.provision.clause in told:
                draft.pieces[said("RESPONSIBLE", listed(told[draft.provision.clause]))] = None


def _rules(pack: Regulation) -> Iterator[Placed]:
    for position, provision in enumerate(pack.provision):
        rule = provision.consequence or provision.liability
        if rule is not None:
            yield position, provision, rule


def _holds(head: Head, day: date) -> bool:
    return head.start <= day and (head.end is None or day <= head.end)
