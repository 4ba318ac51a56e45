"""How a proposal comes about, in words: which time it was, or how grave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from bangfu.accountability.proposal import Proposal
from bangfu.regulation.consequences import ConsequenceRule
from bangfu.regulation.model import Regulation
from bangfu.site.rectification.models import Finding
from bangfu.site.web.words import word

Rules = Mapping[tuple[str, str], ConsequenceRule]


def rules_of(packs: Iterable[Regulation]) -> Rules:
    """The rule behind each provision, by regulation and provision."""
    return {
        (pack.regulation.id, p.id): rule
        for pack in packs
        for p in pack.provision
        if (rule := p.consequence or p.liability) is not None
    }


def rung_of(proposal: Proposal, rule: ConsequenceRule | None, causes: Iterable[Finding]) -> str:
    """As `2020年第3次无故脱岗`; the kinds found alone where the rule does not count."""
    found = sorted(causes, key=lambda f: (f.found_on, f.pk))
    kinds = "、".join(dict.fromkeys(word("finding", f.kind) for f in found))
    if rule is None or not found:
        return kinds
    said = {"n": rule.count, "kind": kinds, "year": found[-1].found_on.year}
    if rule.count is not None:
        return _counted(rule) % said
    if rule.needs_severity is not None or rule.sequence == "in_order":
        return _("%(kind)s，第%(n)s档") % {"kind": kinds, "n": rule.rung}
    return kinds


def _counted(rule: ConsequenceRule) -> str:
    if rule.window == "year":
        return _("%(year)s年第%(n)s次%(kind)s")
    if rule.in_posting:
        return _("本次任职期间第%(n)s次%(kind)s")
    return _("第%(n)s次%(kind)s")
