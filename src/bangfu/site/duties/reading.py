"""A regulation in its own order: each clause with what its provisions do here, and how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.paper.model import Tally
from bangfu.regulation.model import Provision, Reading, Regulation, Relation
from bangfu.site.duties.law import Law
from bangfu.site.web.words import tongue, word

KINDS: dict[str, Promise] = {
    "duty": _("责任"),
    "requirement": _("常设要求"),
    "milestone": _("限期步骤"),
    "procedure": _("程序"),
    "checklist": _("检查内容"),
    "evaluation": _("考核指标"),
    "consequence": _("后果"),
    "liability": _("责任追究"),
    "incentive": _("激励"),
    "entitlement": _("待遇"),
    "statement": _("原则"),
    "scope": _("适用范围"),
    "repeal": _("废止"),
}
# What the system does with a provision of each kind.
WORKS: dict[str, Promise] = {
    "duty": _("由记录自动判定"),
    "requirement": _("由名册自动核对"),
    "milestone": _("到期自动核对"),
    "procedure": _("由流程承办"),
    "checklist": _("督查时由人检查"),
    "evaluation": _("年度考核时使用"),
    "consequence": _("达到条件时提出建议，由文件规定的机关决定"),
    "liability": _("问责时列明依据"),
    "incentive": _("评优时提示"),
    "entitlement": _("兑现时提示"),
    "statement": _("只供阅读，不作判定"),
    "scope": _("决定管到哪里、管到何时"),
    "repeal": _("决定哪份文件不再执行"),
}
Tallies = Mapping[tuple[str, str], Tally]


@dataclass(frozen=True)
class Item:
    """One provision as it is read."""

    provision: Provision
    kind: str
    works: str
    title: str
    duty: str  # its id, where verdicts are made of it
    bearers: str
    tally: Tally | None


@dataclass(frozen=True)
class Clause:
    """One clause with its provisions."""

    path: str
    items: list[Item]


def clauses(pack: Regulation, tallies: Tallies) -> list[Clause]:
    """All clauses in the order of the document."""
    grouped = groupby(pack.provision, key=lambda p: p.clause)
    return [Clause(path, [_item(pack, p, tallies) for p in found]) for path, found in grouped]


def _item(pack: Regulation, provision: Provision, tallies: Tallies) -> Item:
    rule = provision.duty or provision.requirement or provision.milestone
    carried = (provision.realised_by or "").partition(":")[2]
    duty = rule.id if rule else carried
    return Item(
        provision,
        str(KINDS[provision.kind]),
        str(WORKS[provision.kind]),
        str(getattr(rule.title, tongue())) if rule else "",
        duty,
        "、".join(word("role", b) for b in provision.bearer),
        tallies.get((pack.regulation.id, duty)) if duty else None,
    )


def kinds_of(pack: Regulation) -> list[tuple[str, int]]:
    """How many provisions of each kind, in a fixed order."""
    counted = Counter(p.kind for p in pack.provision)
    return [(str(KINDS[k]), counted[k]) for k in KINDS if counted[k]]


def readings_of(pack: Regulation, provisions: Iterable[Provision]) -> list[Reading]:
    """The readings that these provisions rest on."""
    ids = {p.id for p in provisions}
    return [r for r in pack.reading if ids & set(r.touches)]


@dataclass(frozen=True)
class Beside:
    """A clause of another document on the same matter."""

    number: str
    regulation: str
    clause: str
    title: str
    note: str
    stricter: bool  # whether this one asks more


def beside(pack: Regulation, duties: Iterable[str], known: Law) -> list[Beside]:
    """What other documents say on what these duties ask."""
    wanted = set(duties)
    mine = pack.regulation.id
    found: list[tuple[str, str, Relation, bool]] = []
    for other in known.packs.values():
        for relation in other.relation:
            if other.regulation.id == mine and relation.here in wanted:
                found += [
                    (relation.other, id_, relation, relation.stricter == "here") for id_ in relation.there
                ]
            elif relation.other == mine and wanted & set(relation.there):
                found.append((other.regulation.id, relation.here, relation, relation.stricter == "there"))
    return [_beside(known, *each) for each in found if (each[0], each[1]) in known.duties]


def _beside(known: Law, regulation: str, duty: str, relation: Relation, stricter: bool) -> Beside:
    there = known.duties[regulation, duty]
    note = str(getattr(relation.note, tongue()))
    return Beside(known.number(regulation), regulation, there.provision.clause, there.title, note, stricter)
