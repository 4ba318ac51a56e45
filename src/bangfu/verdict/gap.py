"""What a gap is, and the rules of the same holders that are looked at together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bangfu.regulation.model import DutyRule, Filter, MilestoneRule, Provision

Lacking = Literal["nobody", "places", "units", "post", "activity"]


@dataclass(frozen=True)
class Gap:
    """One thing that is not there. `missing` are the codes of places or the ids of units, of so many (`of`)."""

    kind: Lacking
    roles: tuple[str, ...]
    rules: tuple[str, ...]
    clauses: tuple[str, ...]
    level: str | None = None
    missing: tuple[str, ...] = ()
    of: int = 0
    activity: str | None = None
    zh: str = ""
    en: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it."""
        return {
            "kind": self.kind,
            "roles": list(self.roles),
            "rules": list(self.rules),
            "clauses": list(self.clauses),
            "level": self.level,
            "missing": list(self.missing),
            "of": self.of,
            "activity": self.activity,
            "zh": self.zh,
            "en": self.en,
        }


@dataclass(frozen=True)
class Asking:
    """Rules of the same holders: who must hold what, within which places."""

    roles: tuple[str, ...]
    only: Filter
    provisions: tuple[Provision, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules."""
        rules = (dated_rule(p) or p.requirement for p in self.provisions)
        return tuple(rule.id for rule in rules if rule is not None)

    @property
    def clauses(self) -> tuple[str, ...]:
        """Their clauses, each once."""
        return tuple(dict.fromkeys(p.clause for p in self.provisions))


def dated_rule(provision: Provision) -> DutyRule | MilestoneRule | None:
    """The rule by which a provision has something done, if it has one."""
    return provision.duty or provision.milestone
