"""How often a fault was, and within which time it is counted."""

from __future__ import annotations

import re

from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.tokens import Token

_COUNTED = ("次", "回", "起", "人次", "户", "件", "天", "日", "人", "名", "项", "例", "处", "个", "村")
_LASTING = ("月", "个月", "季度", "年", "周")
_SPANS = {"半年": "half_year", "年": "year", "季度": "quarter", "月": "month", "周": "week"}


def is_count(clause: Clause, token: Token) -> bool:
    """Whether a quantity counts faults: 2次, 3天; of one that lasts also periods: 连续两个季度."""
    lasts = token.value in _LASTING and clause.text[: token.start - clause.start].endswith("连续")
    return token.value in _COUNTED or lasts


def span_of(clause: Clause) -> str | None:
    """The span in which faults are counted: 一年内累计…, 一个季度内…."""
    if named := next((t.value for t in clause.kinds("per") if t.value), None):
        return named
    span = re.search("(?:一|1)?(半年|年|个?季度|个?月|周)(?:之内|以内|内)(?!不)", clause.text)
    return _SPANS[span[1].removeprefix("个")] if span else None
