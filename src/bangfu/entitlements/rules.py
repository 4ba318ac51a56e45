"""The entitlements of the regulations, each with the days on which it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bangfu.facts.roster.spans import Span
from bangfu.regulation.carried import EntitlementRule
from bangfu.regulation.model import Head, Provision, Regulation


@dataclass(frozen=True, slots=True)
class Entitled:
    """One entitlement of one regulation."""

    head: Head
    provision: Provision
    rule: EntitlementRule

    @property
    def law(self) -> Span:
        """The days on which it holds: from its own first day where it has one."""
        return Span(self.rule.start or self.head.start, self.head.end or date.max)


def entitlements(packs: Iterable[Regulation]) -> list[Entitled]:
    """Every entitlement, in the order of the documents."""
    return [
        Entitled(pack.regulation, p, p.entitlement)
        for pack in packs
        for p in pack.provision
        if p.entitlement is not None
    ]


def grouped(rules: Iterable[Entitled]) -> list[list[Entitled]]:
    """Provisions of one clause that give the same to different roles, together: nobody gets it twice by them."""
    found: dict[tuple[str, str, str], list[Entitled]] = {}
    for one in rules:
        found.setdefault((one.head.id, one.provision.clause, one.rule.what), []).append(one)
    return list(found.values())
