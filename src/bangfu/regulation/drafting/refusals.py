"""Why a number is no duty. Each rule has a name, so that a reader sees which one spoke."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.rates import cuts, owed_whole, owes, owes_level
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, words

# Tokens that are refused by what they are.
BY_KIND = {"money": "money", "score": "score", "phone": "phone_number", "document": "document_number"}
_PARTS = r"(?:方面|种|类|大|级|层|点|环节|步骤|阶段|片区|要素|关键|重点(?!村|乡|镇|户|人|项目|企业|对象)|原则|必须|坚持|严禁|不准|专题|领域|主要|工作任务|标准|体系|机制|清单|程序|月以[上来])"
_FEW = 10  # somebody may be asked to look at so many of them, of more it is told how many there are
_TIMES = ("次", "人次", "场", "轮", "遍")
_STAY = r"驻村|住村|在村|时间|期限|任期|任职|服务期|培训|学习|学时|蹲点|工作|保存|保管|公示|留存"


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(text) for name, text in words()["refusals"].items()}


@dataclass(frozen=True)
class _Seen:
    """A quantity in its clause: all words, those before it and those after it."""

    token: Token
    clause: Clause
    bound: bool
    limited: bool
    named: bool
    sentence: str
    text: str
    before: str
    after: str

    def holds(self, rule: str) -> bool:
        """Whether the clause holds the words of a rule."""
        return bool(_rules()[rule].search(self.text))


def _docked(seen: _Seen) -> bool:
    """每少1次, 缺1篇: by what points are taken off."""
    return bool(re.search("(?:每?[少缺]|缺席|迟报|漏报)$", seen.before)) and "扣" in seen.sentence


def _named(seen: _Seen) -> bool:
    """五项职责, 三大片区: the number counts what is listed."""
    listing = seen.token.value in ("项", "条") and re.match(
        "规定|职责|主要|重点|措施|制度|禁令|纪律", seen.after
    )
    return bool(re.match(_PARTS, seen.after) or listing)


def _granted(seen: _Seen) -> bool:
    """A condition, or how long a leave is that somebody may grant."""
    if "请假" in seen.text and not seen.clause.kinds("pre", "per"):
        return True
    if re.match("及?以[上下]的(?:报|须|应|由|要|经|还)", seen.after):  # 离村3天以上的报…备案
        return True
    return seen.clause.condition or (
        not seen.clause.kinds("per") and bool(re.search("批准|审批|准假|报备|审核同意", seen.text))
    )


def _spans(seen: _Seen) -> bool:
    return seen.token.value in ("年", "月", "个月", "季度") and not _stays(seen.text, seen.before, seen.after)


def _averages(seen: _Seen) -> bool:
    """户均就业1.87人: nobody can be asked for a part of a person or of a thing."""
    number = seen.token.number
    part = number is not None and number.low.denominator != 1
    return part and seen.token.kind == "quantity" and seen.token.value in words()["units"]["things"]


def _awards(seen: _Seen) -> bool:
    """每年评选“最美护林员”10名: how many are honoured, where no limit is set."""
    if seen.limited or seen.token.value not in words()["units"]["things"]:
        return False
    honoured = _rules()["award"].search(seen.sentence[: seen.token.start])
    return bool(honoured) and "，" not in seen.sentence[honoured.end() : seen.token.start]


def _pays(seen: _Seen) -> bool:
    """每人每次补贴50元，每月最多报销4次: up to how often somebody is paid."""
    if seen.token.value in _TIMES and "报销" in seen.text and not seen.clause.kinds("modal"):
        return True
    if not seen.limited:
        return False
    paid = re.search("(?:补贴|补助|津贴|报酬|误工|报销)[^。；]*元", seen.sentence[: seen.token.start])
    return bool(paid) and bool(re.search("不超过|最多|至多|以内", seen.text))


def _trades(clause: Clause) -> bool:
    """帮助销售农产品不低于200万元: what a body sells or buys for others is its work, and no means of it."""
    return bool(_rules()["trade"].search(clause.text)) and any(
        t.value == ">=" for t in clause.kinds("pre", "post")
    )


def _falls_short(seen: _Seen) -> bool:
    """走访不足1次: how little was done, and not how much has to be."""
    return bool(re.search("(?<![不得能应])(?:不足|不到|少于|低于)$", seen.before))


def _visits(seen: _Seen) -> bool:
    return any(word in seen.text for word in words()["coverage"]["visits"])


def _results(seen: _Seen) -> bool:
    if owes(seen.text, seen.sentence) or (
        seen.limited and seen.named and owes_level(seen.text, seen.sentence)
    ):
        return False
    if owed_whole(seen.token, seen.clause, named=seen.named) and not _rules()["fact"].search(seen.sentence):
        return False
    if cuts(seen.token, seen.text, seen.sentence) and seen.bound:
        return False
    where = seen.sentence if seen.limited else seen.text
    if seen.limited and re.search("优秀|等次|[”“优良差]档", seen.text):  # how many may be graded so
        return False
    idle = seen.token.kind == "share" and not re.search(any_of("obligation", "actions"), where)
    counted = seen.token.value in ("次", "人次", "天", "工作日", "项", "件", "期", "场", "篇", "条", "小时")
    forbidden = re.search("不得(?:高于|低于|超过|少于)$", seen.before)  # a limit that is set is no result
    return (seen.holds("result") and not _visits(seen) and not counted and not forbidden) or idle


def _past(seen: _Seen) -> bool:
    """What was reached in former years; what has to be done says so."""
    told = "同比" in seen.text and not seen.limited  # 同比减少38%
    if cuts(seen.token, seen.text, seen.sentence) and seen.bound and not told:
        return False
    return bool(_rules()["past"].search(seen.sentence)) and not seen.clause.kinds("modal")


def _hopes(seen: _Seen) -> bool:
    """What a plan hopes for, with nobody who owes it: 到2025年底…; 全年力争新增25家."""
    striven = not seen.limited and not seen.clause.kinds("each") and re.search("力争|争取(?!到)", seen.before)
    return not seen.named and bool(striven or _rules()["objective"].search(seen.sentence))


def _counts_those(seen: _Seen) -> bool:
    """对3户以上集中居住的…: it tells whom something is about."""
    number, times = seen.token.number, seen.clause.kinds("quantity")
    listed = number is not None and number.low > _FEW and not seen.limited and seen.before.endswith("对")
    if listed and any(t.start > seen.token.end and t.value in _TIMES for t in times):  # 对47条河流监测1次
        return True
    about = re.match("对|凡", seen.text) and re.match("(?:及?以[上下内])[^，]*的[^，]{1,12}$", seen.after)
    return bool(about) and "不" not in seen.before


def _tells(seen: _Seen) -> bool:
    told = _rules()["fact"].search(seen.sentence)
    return not seen.bound and "由" not in seen.before and bool(told)


def _apportions(seen: _Seen) -> bool:
    """A share of places or of a whole that somebody allots, with no limit that is set."""
    return (seen.holds("quota") or (seen.holds("share") and not seen.limited)) and not _visits(seen)


# In this order; the first that speaks is the reason given.
RULES: tuple[tuple[str, Callable[[_Seen], bool]], ...] = (
    ("score", lambda seen: seen.holds("score") or bool(seen.clause.kinds("score")) or _docked(seen)),
    ("condition", _granted),
    ("permitted", lambda seen: bool(seen.clause.kinds("may") and not seen.clause.kinds("pre", "per"))),
    ("quoted", lambda seen: bool(_rules()["quoted"].search(seen.sentence))),
    ("benefit", lambda seen: _pays(seen) or (seen.token.kind == "share" and seen.holds("benefit"))),
    ("average", _averages),
    ("shortfall", _falls_short),
    ("award", _awards),
    ("objective", _hopes),
    ("condition", _counts_those),
    ("quota", lambda seen: seen.token.kind == "share" and _apportions(seen)),
    ("enumeration", _named),
    ("qualification", lambda seen: seen.holds("qualification") and seen.token.value not in _TIMES),
    ("span", _spans),
    ("result", _results),
    ("past", _past),
    ("fact", _tells),
)


def refused(
    token: Token, clause: Clause, sentence: str, *, bound: bool, limited: bool, named: bool
) -> str | None:
    """The rule by which a quantity is no duty; None where none speaks.

    `bound` tells that a comparator, a period or a word like 每人 stands with it; `limited` that a comparator does;
    `named` that a bearer is known.
    """
    if token.kind in BY_KIND and not (token.kind == "money" and limited and _trades(clause)):
        return BY_KIND[token.kind]
    begin, end = token.start - clause.start, token.end - clause.start
    seen = _Seen(
        token, clause, bound, limited, named, sentence, clause.text, clause.text[:begin], clause.text[end:]
    )
    return next((name for name, speaks in RULES if speaks(seen)), None)


def _stays(text: str, before: str, after: str) -> bool:
    """Whether years or months are a time to be spent, not the span of a plan."""
    long_enough = re.search(any_of("comparators", "at_least", "at_most"), before) or after.startswith("以上")
    return bool(long_enough and re.search(_STAY, text) and not re.search("有效期|合同", text))
