"""Why a number is no duty. Each rule has a name, so that a reader sees which one spoke."""

from __future__ import annotations

import re
from functools import cache

from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, words

# Tokens that are refused by what they are.
BY_KIND = {"money": "money", "score": "score", "phone": "phone_number", "document": "document_number"}
_PARTS = r"(?:方面|种|类|大|级|层|点|环节|步骤|阶段|片区|要素|关键|重点|原则|必须|坚持|严禁|不准|专题|领域|主要|工作任务|标准|体系|机制|清单|程序|月以[上来])"
_STAY = r"驻村|住村|在村|时间|期限|任期|任职|服务期|培训|学习|学时|蹲点|工作"


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(text) for name, text in words()["refusals"].items()}


def refused(token: Token, clause: Clause, *, bound: bool) -> str | None:
    """The rule by which a quantity is no duty; None where none speaks.

    `bound` tells that a comparator, a period or a word like 每人 stands with it.
    """
    if token.kind in BY_KIND:
        return BY_KIND[token.kind]
    text, after = clause.text, clause.text[token.end - clause.start :]
    before = text[: token.start - clause.start]
    rules = _rules()
    visiting = any(word in text for word in words()["coverage"]["visits"])
    if rules["score"].search(text):
        return "score"
    if clause.condition:
        return "condition"
    if rules["quota"].search(text) and token.kind == "share":
        return "quota"
    if re.match(rf"{_PARTS}", after) or (
        token.value in ("项", "条") and re.match("规定|职责|主要|重点|措施|制度|禁令|纪律", after)
    ):
        return "enumeration"
    if token.value in ("年", "月") and not _stays(text, before, after):
        return "span"
    if rules["qualification"].search(text):
        return "qualification"
    if rules["result"].search(text) and not visiting and token.value not in ("次", "人次", "天", "工作日"):
        return "result"
    if not bound and rules["fact"].search(before + after):
        return "fact"
    if token.kind == "share" and not _does(text):
        return "result"
    return None


def _stays(text: str, before: str, after: str) -> bool:
    """Whether years or months are a time to be spent, not the span of a plan."""
    long_enough = re.search(any_of("comparators", "at_least", "at_most"), before) or after.startswith("以上")
    return bool(long_enough and re.search(_STAY, text))


def _does(text: str) -> bool:
    return bool(re.search(any_of("obligation", "actions"), text))
