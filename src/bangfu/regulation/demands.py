"""What a provision demands in numbers, and when one demand is enough for another: exact, by the year, same measure only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from bangfu.regulation.model import DutyRule, MilestoneRule, Provision, RequirementRule
from bangfu.regulation.shapes import written
from bangfu.regulation.vocabulary import LEADERS

# How often a period comes in a year. Whoever does something in each shorter period does it in each longer one.
PER_YEAR: dict[str, Fraction] = {
    "day": Fraction(365),
    "week": Fraction(365, 7),
    "half_month": Fraction(24),
    "month": Fraction(12),
    "2_months": Fraction(6),
    "quarter": Fraction(4),
    "half_year": Fraction(2),
    "year": Fraction(1),
}


@dataclass(frozen=True)
class Demand:
    """One number asked: of what (`measure`), in each `per`, for each of whom, by which acts or records."""

    amount: Fraction
    measure: str  # of a duty; "records", "posts", "households" of a requirement; "acts" of a dated step
    counts: frozenset[str]
    per: str | None = None
    each: str = "bearer"
    who: str = "each"
    share_of: str | None = None  # the base, where the amount is a share
    of: str | None = None  # the targets counted
    within: tuple[str, str] | None = None
    between: tuple[date, date] | None = None  # of a dated step
    roles: frozenset[str] = frozenset()  # whose it is; the head of a unit is one of its leaders

    def covers(self, other: Demand) -> bool:
        """Whether whoever meets this has met the other as well."""
        if self._kind() != other._kind() or not self.counts <= other.counts or not self._whom_covers(other):
            return False
        if not self._time_covers(other):
            return False
        if self.measure == "targets" or self.share_of or self.per is None or other.per is None:
            return self.amount >= other.amount
        return self.by_year >= other.by_year

    @property
    def by_year(self) -> Fraction:
        """How much it comes to in a year."""
        return self.amount * PER_YEAR[self.per or "year"]

    def _kind(self) -> tuple[object, ...]:
        return self.measure, self.share_of, self.of, self.who

    def _whom_covers(self, other: Demand) -> bool:
        if not self.roles.isdisjoint(other.roles) and not other.roles <= self.roles:
            return False  # done by some of them only
        return other.each in (self.each, "bearer")

    def _time_covers(self, other: Demand) -> bool:
        if self.between and other.between:
            return other.between[0] <= self.between[0] and self.between[1] <= other.between[1]
        if self.between or other.between or (self.per is None) != (other.per is None):
            return False
        if self.per and other.per and PER_YEAR[self.per] < PER_YEAR[other.per]:
            return False
        if other.within is None:
            return True
        return (
            self.within is not None and other.within[0] <= self.within[0] <= self.within[1] <= other.within[1]
        )

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it; numbers as packs write them."""
        return {
            "amount": written(self.amount, share=self.share_of is not None),
            "measure": self.measure,
            "per": self.per,
            "each": self.each,
            "who": self.who,
            "of": self.share_of or self.of,
            "within": list(self.within) if self.within else None,
            "between": [day.isoformat() for day in self.between] if self.between else None,
        }


def all_cover(some: Sequence[Demand], others: Sequence[Demand]) -> bool:
    """Whether meeting all of some demands meets every one of the others."""
    return all(any(mine.covers(other) for mine in some) for other in others)


def demands_of(provision: Provision) -> Iterator[Demand]:
    """The numbers of one provision; none where it sets none."""
    roles = frozenset(held for role in provision.bearer for held in LEADERS.get(role, (role,)))
    yield from (replace(demand, roles=roles) for demand in _numbers(provision))


def _numbers(provision: Provision) -> Iterator[Demand]:
    if provision.duty is not None:
        yield from _of_duty(provision.duty)
    elif provision.milestone is not None:
        yield _of_milestone(provision.milestone)
    elif provision.requirement is not None:
        yield from _of_requirement(provision.requirement)


def _of_duty(rule: DutyRule) -> Iterator[Demand]:
    if rule.at_least is None:
        return
    who = "unit" if rule.who == "unit" or rule.by == "leaders" else "each"
    share = rule.of if rule.is_share else None
    yield Demand(
        rule.at_least,
        rule.measure,
        frozenset(rule.counts),
        rule.per,
        rule.each,
        who,
        share,
        None if share else rule.of,
        rule.within,
    )


def _of_milestone(rule: MilestoneRule) -> Demand:
    return Demand(Fraction(1), "acts", frozenset(rule.counts), between=(rule.start, rule.due))


def _of_requirement(rule: RequirementRule) -> Iterator[Demand]:
    per = None if rule.per == "once" else rule.per
    if rule.check == "households_per_helper":
        for rank, number in rule.households.items():
            yield Demand(Fraction(number), "households", frozenset({rule.check}), per, f"rank:{rank}")
    elif rule.number is not None:
        name, measure = (rule.record, "records") if rule.check == "record" else (rule.role, "posts")
        yield Demand(Fraction(rule.number), measure, frozenset({name or rule.check}), per)
