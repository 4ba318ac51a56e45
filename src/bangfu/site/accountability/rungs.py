"""How a proposal comes about, in words: which time it was, or how grave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from bangfu.regulation.consequences import ConsequenceRule, RankingRule
from bangfu.regulation.model import Regulation
from bangfu.site.cases.grounds import Ground
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


def rung_of(rule: ConsequenceRule | None, found: Sequence[Ground]) -> str:
    """As `2020年第3次无故脱岗`; the kinds found alone where the rule does not count."""
    if rule is not None and rule.ranking is not None:
        return _ranked(rule.ranking, found)
    kinds = "、".join(dict.fromkeys(word("finding", ground.kind) for ground in found))
    if rule is None or not found:
        return kinds
    said = {"n": rule.count, "kind": kinds, "year": found[-1].on.year}
    if rule.count is not None:
        return _counted(rule) % said
    if rule.needs_severity is not None or rule.sequence == "in_order":
        return _("%(kind)s，第%(n)s档") % {"kind": kinds, "n": rule.rung}
    return kinds


def _ranked(rule: RankingRule, found: Sequence[Ground]) -> str:
    said = {"year": found[-1].on.year if found else "", "years": rule.years, "n": rule.last}
    if rule.years > 1:
        return _("到%(year)s年连续%(years)s年排在最后%(n)s名") % said
    return _("%(year)s年排在最后%(n)s名") % said


def _counted(rule: ConsequenceRule) -> str:
    if rule.window == "year":
        return _("%(year)s年第%(n)s次%(kind)s")
    if rule.in_posting:
        return _("本次任职期间第%(n)s次%(kind)s")
    return _("第%(n)s次%(kind)s")
