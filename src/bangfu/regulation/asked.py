"""One side of a matter: what a regulation asks of it, of whom, at which level, and how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bangfu.regulation.demands import Demand
from bangfu.regulation.model import (
    DutyRule,
    Head,
    MilestoneRule,
    Provision,
    RequirementRule,
    Title,
)

Body = tuple[str, int]
Levels = frozenset[str]


@dataclass(frozen=True)
class Asked:
    """One provision on a matter: by which clause and rule, of which roles, and the numbers it sets."""

    provision: Provision
    roles: tuple[str, ...]
    bodies: Mapping[Body, Levels]  # who is meant, and at what level where the document says so
    demands: tuple[Demand, ...]
    by_form: bool  # a printed form only asks whether it is done
    year: int | None = None  # the year by which it must be so, of a matter with a deadline

    @property
    def rule(self) -> str | None:
        """The id of its rule, if it has one."""
        rule = rule_of(self.provision)
        return rule.id if rule else None

    @property
    def title(self) -> Title | None:
        """The name of its rule, if it has one."""
        rule = rule_of(self.provision)
        return rule.title if rule else None

    @property
    def counted(self) -> bool:
        """Whether it sets anything that can be counted or dated."""
        return bool(self.demands) or self.year is not None

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it."""
        return {
            "clause": self.provision.clause,
            "provision": self.provision.id,
            "rule": self.rule,
            "bearer": list(self.roles),
            "demands": [demand.as_dict() for demand in self.demands],
            "year": self.year,
            "text": self.provision.text,
        }


@dataclass(frozen=True)
class Side:
    """What one regulation asks on a matter, of one family of bearers or of anybody."""

    head: Head
    asked: tuple[Asked, ...]
    # Questions of its printed forms, where its body speaks of the matter itself.
    by_form: tuple[Asked, ...] = ()

    @cached_property
    def counted(self) -> tuple[Asked, ...]:
        """The provisions that set a number or a year."""
        return tuple(a for a in self.asked if a.counted)

    @property
    def demands(self) -> list[Demand]:
        """All numbers it sets."""
        return [demand for a in self.asked for demand in a.demands]

    @property
    def first_year(self) -> int:
        """The earliest year it names; there must be one."""
        return min(a.year for a in self.asked if a.year is not None)

    @property
    def rules(self) -> frozenset[str]:
        """The ids of its rules."""
        return frozenset(a.rule for a in self.asked if a.rule)

    def texts(self) -> list[str]:
        """The paraphrases of all of its provisions, the questions of forms too."""
        return [a.provision.text for a in (*self.asked, *self.by_form)]

    def bodies(self) -> dict[Body, Levels]:
        """Who is asked: of the provisions with numbers where there are any, else of all."""
        return together(a.bodies for a in (self.counted or self.asked))

    def of_family(self, family: str) -> Side:
        """Only what is asked of one family of bearers."""
        kept = [tuple(a for a in some if family in _families(a)) for some in (self.asked, self.by_form)]
        return Side(self.head, *kept)

    @property
    def families(self) -> list[str]:
        """The families asked, in the order of the document."""
        return list(dict.fromkeys(f for a in self.asked for f in _families(a)))

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it."""
        return {
            "regulation": self.head.id,
            "number": self.head.number,
            "place": self.head.place,
            "asked": [a.as_dict() for a in self.asked],
        }


def _families(asked: Asked) -> list[str]:
    return [family for family, _ in asked.bodies]


def together(some: Iterable[Mapping[Body, Levels]]) -> dict[Body, Levels]:
    """The levels of each body; a body without a level anywhere may be at any."""
    found: dict[Body, list[Levels]] = defaultdict(list)
    for bodies in some:
        for body, levels in bodies.items():
            found[body].append(levels)
    return {b: frozenset() if not all(ls) else frozenset[str]().union(*ls) for b, ls in found.items()}


def same_bearer(one: Mapping[Body, Levels], other: Mapping[Body, Levels]) -> bool:
    """Whether two sides ask the same body at a level that both mean."""
    for body in one.keys() & other.keys():
        levels = one[body], other[body]
        if not all(levels) or levels[0] & levels[1]:
            return True
    return False


def same_family(one: Iterable[Body], other: Iterable[Body]) -> bool:
    """Whether two sides ask bodies of one family, at whatever level."""
    return not {family for family, _ in one}.isdisjoint(family for family, _ in other)


def rule_of(provision: Provision) -> DutyRule | RequirementRule | MilestoneRule | None:
    """The rule of a provision that sets numbers, if it has one."""
    return provision.duty or provision.requirement or provision.milestone
