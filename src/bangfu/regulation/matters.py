"""Matters and families of bearers: what documents ask again and again, and which roles stand for one another.

Both are data (`matters.toml`): which activities, records and words belong to a matter, and who is compared with whom.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from bangfu.regulation.model import DutyRule, MilestoneRule, Provision, RequirementRule
from bangfu.regulation.shapes import Code, Measure, Strict, Title
from bangfu.wording import table

# Kinds of provision that ask somebody to do something; what follows from it, and what is only stated, is no demand.
ASKING = ("duty", "requirement", "milestone", "procedure", "checklist", "evaluation")


class Quality(Strict):
    """What a text may ask beyond its number: it asks it if one of the words stands in it."""

    words: list[str]
    name: Title

    def asked_in(self, texts: Iterable[str]) -> bool:
        """Whether one of some texts asks it."""
        return any(word in text for text in texts for word in self.words)


class Matter(Strict):
    """One matter, and by what a provision is known to belong to it; the keys are told in `matters.toml`."""

    id: Code
    name: Title
    owed_by: Literal["family", "each", "anyone"]
    activities: list[Code] = []
    also: list[Code] = []
    measures: list[Measure] = []
    families: list[Code] = []
    records: list[str] = []
    checks: list[str] = []
    posts: list[Code] = []
    words: list[list[str]] = []
    qualities: list[Quality] = []
    deadline: bool = False
    exact: bool = False
    visit: bool = False
    alone: bool = True

    def told_in(self, text: str) -> bool:
        """Whether the paraphrase of a provision without a rule speaks of this matter."""
        return any(all(word in text for word in group) for group in self.words)

    def weight(self, rule: DutyRule | MilestoneRule) -> int:
        """How many of the activities that a rule counts belong here; 0: it is another matter's."""
        if isinstance(rule, DutyRule) and self.measures and rule.measure not in self.measures:
            return 0
        counts = set(rule.counts)
        return len(counts & {*self.activities, *self.also}) if counts & set(self.activities) else 0

    def holds(self, rule: RequirementRule) -> bool:
        """Whether a requirement belongs here."""
        return rule.record in self.records or rule.check in self.checks or rule.role in self.posts


class Family(Strict):
    """Roles that stand for one another; each list of `bodies` is one body."""

    id: Code
    name: Title
    bodies: list[list[Code]]


class Matters(Strict):
    """All matters and families, in the order in which they are told."""

    matter: list[Matter]
    family: list[Family]

    def matters_of(self, provision: Provision) -> list[Matter]:
        """The matters that a provision belongs to: by its rule where it has one, else by its words."""
        families = {self.body(role)[0] for role in provision.bearer}
        matters = [m for m in self.matter if not m.families or families & set(m.families)]
        rule = provision.duty or provision.milestone
        if rule is not None:
            weights = [matter.weight(rule) for matter in matters]
            most = max(weights, default=0)
            return [m for m, weight in zip(matters, weights, strict=True) if weight and weight == most]
        if provision.kind not in ASKING or provision.realised_by is not None:
            return []
        required = provision.requirement
        found = [m for m in matters if required is not None and m.holds(required)]
        return found or [m for m in matters if m.told_in(provision.text)]

    @property
    def visits(self) -> frozenset[str]:
        """The activities by which somebody goes to see somebody."""
        return frozenset(a for m in self.matter if m.visit for a in m.activities)

    def body(self, role: str) -> tuple[str, int]:
        """The family of a role and its body in it; a role of no family is one of its own."""
        for family in self.family:
            for n, body in enumerate(family.bodies):
                if role in body:
                    return family.id, n
        return role, 0

    def family_named(self, id_: str) -> Family | None:
        """One family; None for a role that is one of its own."""
        return next((f for f in self.family if f.id == id_), None)


@cache
def shipped_matters() -> Matters:
    """The matters that come with Bangfu."""
    return Matters.model_validate(table("bangfu.regulation", "matters.toml"))
