"""The hints of a place's month, each with whether somebody has looked at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial

from django.db.models import QuerySet

from bangfu.site.supervision.signals.facts import Fact, Span, facts_of, noted
from bangfu.site.supervision.signals.lead import Lead, Material
from bangfu.site.supervision.signals.models import Look
from bangfu.site.supervision.signals.rules import Rule
from bangfu.site.web.named import name_of

TOWNSHIP, COUNTY = 1000, 1_000_000


@dataclass(frozen=True)
class Hint:
    """A lead with the entry of the month that its address names, and the looks at it, the latest first."""

    rule: Rule
    lead: Lead
    at: Fact
    looks: list[Look] = field(default_factory=list[Look])

    @cached_property
    def since(self) -> frozenset[str]:
        """The entries that nobody has looked at; where nobody has looked at all, every one."""
        return self.lead.ids.difference(*(look.entries for look in self.looks))

    @property
    def is_looked_at(self) -> bool:
        """Whether somebody looked, and nothing has come since."""
        return not self.since

    @property
    def area(self) -> int:
        """The smallest place that holds its entries."""
        areas = {f.area for f in self.lead.entries if f.area} or {0}
        for step in (1, TOWNSHIP, COUNTY):
            if len({a // step for a in areas}) == 1:
                return min(areas) // step * step
        return min(areas) // COUNTY * COUNTY


def looks_in_view() -> QuerySet[Look]:
    """Every look that the account may see, with the name of whoever looked, the latest first."""
    return Look.objects.annotate(by=name_of("looked_by")).order_by("-looked_at", "id")


def hints_of(span: Span, rules: dict[str, Rule], only: str = "") -> dict[str, list[Hint]]:
    """The hints of each kind that is on, in the order of their days; of one kind `only` where one is named."""
    material = Material(span, facts_of(span), partial(noted, span))
    looks = list(looks_in_view().filter(month=span.first))
    wanted = {code: rule for code, rule in rules.items() if rule.is_on and only in ("", code)}
    return {code: _hints(rule, material, looks) for code, rule in wanted.items()}


def _hints(rule: Rule, material: Material, looks: list[Look]) -> list[Hint]:
    found: list[Hint] = []
    for lead in rule.kind.find(material, rule.numbers):
        here = [f for f in lead.entries if material.span.holds(f)]
        if here:
            at_it = [
                look for look in looks if look.kind == rule.kind.code and lead.ids.intersection(look.entries)
            ]
            found.append(Hint(rule, lead, here[0], at_it))
    return sorted(found, key=lambda hint: (hint.at.on, hint.at.id))


def hint_at(span: Span, rule: Rule, entry: str) -> Hint | None:
    """The hint of a kind that rests on an entry; None where none does, or none does any longer."""
    hints = hints_of(span, {rule.kind.code: rule}).get(rule.kind.code, [])
    named = [h for h in hints if h.at.id == entry] or [h for h in hints if entry in h.lead.ids]
    return named[0] if named else None
