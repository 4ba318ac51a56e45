"""A regulation in its own order: each clause with what its provisions do here, and how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bangfu.paper.model import STATUSES, Tally
from bangfu.regulation.model import Head, Provision, Reading, Regulation
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.site.duties.beside import Beside, beside
from bangfu.site.duties.law import Law, Rule
from bangfu.site.web.words import tongue

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
Wording = Literal["now", "later", "over"]


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
    readings: list[Reading]  # how it is understood here, but for what was told above in the same clause
    beside: list[Beside]

    @property
    def letter(self) -> str:
        """What parts it from the others of its clause."""
        return self.provision.id.rpartition("/")[2]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many verdicts stand how; those that there are none of are left out."""
        known = self.tally
        return [(status, known.of(status)) for status in STATUSES if known.of(status)] if known else []


@dataclass(frozen=True)
class Clause:
    """One clause with its provisions."""

    path: str
    items: list[Item]

    @property
    def tally(self) -> Tally:
        """How its duties stand together; a duty that two provisions carry counts once."""
        known = {item.duty: item.tally for item in self.items if item.tally}
        return sum(known.values(), Tally())

    @property
    def title(self) -> str:
        """The name of its first duty, in the reader's language; empty where nothing of it is judged."""
        return next((item.title for item in self.items if item.title), "")

    @property
    def opening(self) -> str:
        """Its first words, in the language of the document."""
        return self.items[0].provision.text


def clauses(
    pack: Regulation, tallies: Tallies, known: Law, wanted: Callable[[Provision], bool] = lambda _: True
) -> list[Clause]:
    """All clauses in the order of the document, with those of their provisions that are wanted."""
    of = _Telling(pack, tallies, known)
    grouped = groupby((p for p in pack.provision if wanted(p)), key=lambda p: p.clause)
    return [Clause(path, list(of.items(found))) for path, found in grouped]


class _Telling:
    """What the provisions of one document are told with."""

    def __init__(self, pack: Regulation, tallies: Tallies, known: Law) -> None:
        self.pack, self.tallies = pack, tallies
        self.names = vocabulary_of([pack])
        self.between = "、" if tongue() == "zh" else ", "
        self.beside = beside(pack, known)
        self.readings: dict[str, list[Reading]] = {}
        for reading in pack.reading:
            for touched in reading.touches:
                self.readings.setdefault(touched, []).append(reading)

    def items(self, provisions: Iterator[Provision]) -> Iterator[Item]:
        """The provisions of one clause; a reading stands beside the first that rests on it."""
        told = set[str]()
        for provision in provisions:
            fresh = [r for r in self.readings.get(provision.id, []) if r.id not in told]
            told |= {r.id for r in fresh}
            yield self._item(provision, fresh)

    def _item(self, provision: Provision, readings: list[Reading]) -> Item:
        rule, duty = rule_of(provision), duty_of(provision)
        return Item(
            provision,
            str(KINDS[provision.kind]),
            str(WORKS[provision.kind]),
            str(getattr(rule.title, tongue())) if rule else "",
            duty,
            self.between.join(bearer_name(self.names, b) for b in provision.bearer),
            self.tallies.get((self.pack.regulation.id, duty)) if duty else None,
            readings,
            self.beside.get(duty, []) if rule else [],
        )


def rule_of(provision: Provision) -> Rule | None:
    """What is judged of it, where it carries that itself."""
    return provision.duty or provision.requirement or provision.milestone


def duty_of(provision: Provision) -> str:
    """The id under which it is judged, here or by the provision that carries it; empty for what nothing judges."""
    rule = rule_of(provision)
    return rule.id if rule else (provision.realised_by or "").partition(":")[2]


def bearer_name(names: Vocabulary, code: str, language: str = "") -> str:
    """Whoever bears a provision: a role that is held, or somebody who acts without one."""
    type_ = "role" if names.has("role", code) else "actor"
    return names.name(type_, code, language or tongue())


def kinds_of(pack: Regulation) -> list[tuple[str, str, int, str]]:
    """The kinds of provisions in a fixed order: code, word, how many, what the system does with them."""
    counted = Counter(p.kind for p in pack.provision)
    return [(k, str(KINDS[k]), counted[k], str(WORKS[k])) for k in KINDS if counted[k]]


def wording(head: Head, day: date) -> Wording:
    """Whether this wording is in force on a day, begins later, or is over."""
    if head.start > day:
        return "later"
    return "over" if head.end and head.end < day else "now"
