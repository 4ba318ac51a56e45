"""What is asked of a finding of some kind: only what a rule of an adopted regulation reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from bangfu.regulation.consequences import ConsequenceRule
from bangfu.regulation.model import Regulation
from bangfu.site.web.words import in_force, word

Choices = list[tuple[str, Any]]
SOURCES: Choices = [
    ("inspection", _("督查检查")),
    ("report", _("上级通报或书面报告")),
    ("complaint", _("群众反映")),
]
LEVELS: Choices = [
    ("county", _("县级")),
    ("prefecture", _("市级")),
    ("province", _("省级")),
    ("central", _("中央")),
]
SEVERITIES: Choices = [("1", _("较轻")), ("2", _("较重")), ("3", _("严重"))]
INFLUENCES: Choices = [("yes", _("造成不良影响")), ("no", _("没有造成"))]
ASKED_SOMETIMES = ("severity", "level", "bad_influence")


def rules(packs: Iterable[Regulation]) -> Iterator[ConsequenceRule]:
    """Every rule of some regulations that something may follow from."""
    for pack in packs:
        for provision in pack.provision:
            rule = provision.consequence or provision.liability
            if rule is not None and rule.proposed:
                yield rule


def asked_of(kind: str, packs: Iterable[Regulation]) -> set[str]:
    """Which of `ASKED_SOMETIMES` a rule reads of findings of this kind."""
    found: set[str] = set()
    for rule in rules(packs):
        if kind not in rule.trigger:
            continue
        if rule.needs_severity is not None or rule.sequence == "in_order":
            found.add("severity")
        if rule.finding_level or rule.conducted_at:
            found.add("level")
        if kind in rule.needs_bad_influence:
            found.add("bad_influence")
    return found


def followed(packs: Iterable[Regulation]) -> set[str]:
    """The kinds of finding from which something may follow."""
    return {kind for rule in rules(packs) for kind in rule.trigger}


def kinds() -> list[tuple[str, str]]:
    """Every kind of finding with its word."""
    return [(code, word("finding", code)) for code in in_force().codes("finding")]


def said(choices: Choices, code: object) -> str:
    """The word of a choice; nothing for what nobody has said."""
    return str(dict(choices).get(str(code), ""))
