"""What a fault is told as, how often it was, and within which time it is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bangfu.regulation.drafting import bearers, numerals
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, words

_COUNTED = words()["units"]["times"] + words()["units"]["things"] + ["天", "日", "工作日", "小时", "夜", "晚"]
_LASTING = ("月", "个月", "季度", "年", "周")
_SPANS = {"半年": "half_year", "年": "year", "季度": "quarter", "月": "month", "周": "week"}
_SPAN = "(?:[一1两]个?)?(?:年|半年|季度|月|周)(?:度|之?内|以内)|年内|全年|当年|年度|考核期内|任期内"
_FAULTS = "擅自|无故|未|不|长期|查岗|抽查|检查|连续|累计|违反|被|弄虚|有下列|出现|发生|失职|脱岗|缺勤"
_BELOW = "少于|不足|低于|不到|未达到?|小于"


@dataclass
class Case:
    """What has happened: its words, how often, and who it happened to."""

    told: str = ""
    count: Token | None = None
    sign: str = ">="
    who: str | None = None
    top: Token | None = None
    per: str | None = None
    other: Case | None = None  # what also sets off the same measures: 累计5次以上或者连续7天以上


@cache
def _inner() -> re.Pattern[str]:
    fault, measure = any_of("sanctions", "faults"), any_of("sanctions", "measures")
    then = f"应|要|将|一律|及时|即|由|给予|予以|进行|责令|实行|严肃|从严|依[规法纪]|{measure}"
    return re.compile(
        rf"(?:对|凡|凡是)?(?P<told>[^，]*?{fault}[^，]*?的)(?P<who>[^，]{{0,20}}?)(?={then})"
        rf"|(?P<count>[^，]*?(?:[\d一二两三四五]次|缺)[^，]{{0,12}}?)(?=即予|就予|一律|即[^，]{{0,4}}{measure})"
        rf"|[\d一二两三四五]次被[^，]*的"
    )


@cache
def _named() -> re.Pattern[str]:
    """A fault whom or what it is of stands behind: 连续两次排名末位的乡镇, 凡未完成任务的单位; or 对失职行为, 发现2次."""
    fault = any_of("sanctions", "faults")
    return re.compile(
        rf"(?:对|凡|凡是|因)?[^，]*{fault}[^，]*的[^，]{{1,14}}$|凡[^，]*(?:{fault}|[\d一二两三四五]次)[^，]*$|对[^，]*(?:行为|问题|现象)$"
        rf"|(?:每?发现|出现|累计)(?:[\d一二两三四五六七八九十]+)[次起例户人][^，]*$|每[缺少]一?[次天][^，]*$"
    )


def opens(clause: Clause) -> bool:
    """Whether a clause tells a fault: 被通报2次的, 对无故脱岗1次的干部, 2次被召回的由…."""
    told = clause.condition and not re.search("(?:目标|成果|坚实|应有)的$", clause.text)
    blamed = re.match(rf"(?:对|凡)?被[^，]{{1,20}}的[^，]{{0,10}}{any_of('actors', 'heads')}$", clause.text)
    return told or bool(inner(clause)) or bool(blamed) or bool(_named().match(clause.text))


def inner(clause: Clause) -> re.Match[str] | None:
    """A fault told within the clause that names the measure: 对无故脱岗1次的干部进行…, 考核不合格的予以…."""
    return _inner().match(clause.text)


def opened(clause: Clause, before: Case) -> Case:
    """The fault that a clause tells; `before` knows who it is about."""
    counts = [t for t in clause.kinds("quantity", "share", "score") if is_count(clause, t)]
    count = counts[0] if counts else _cases(clause)
    signs = {t.start: t.value for t in clause.kinds("post")}
    sign = signs.get(count.end, ">=") if count else ">="
    if count and re.search(f"(?:{_BELOW})$", clause.text[: count.start - clause.start]):
        sign = "<"
    top = counts[1] if len(counts) > 1 and signs.get(counts[1].end) == "<=" else None
    others = [
        c
        for c in counts[1:]
        if re.search("或|、", clause.text[counts[0].end - clause.start : c.start - clause.start])
    ]
    told = clause.text.rstrip("的者")
    who = re.search(rf"的([^，的]*{any_of('actors', 'heads')})$", clause.text) or re.search(
        r"发现([^，]{2,14}?(?:领导|干部|队员|队长|书记|单位|人))(?=[^，]*(?:不|未|无))", clause.text
    )
    whoever = before.who if not told.startswith(("对", "凡")) else None
    at_fault = re.match(
        rf"(?:对|凡)?([^，]*?{any_of('actors', 'heads')})(?:{_SPAN})?(?:{_FAULTS}|{any_of('sanctions', 'faults')})",
        told,
    )
    named = who or at_fault
    known = named[1] if named else bearers.subject(told) or whoever
    other = None
    if others and count:
        between = (count.end, others[0].start)
        other = Case(told, others[0], signs.get(others[0].end, ">="), known, per=span_of(clause, *between))
    before_it = (clause.start, count.start) if count else (0, 0)
    return Case(told, count, sign, known, top, span_of(clause, *before_it) if count else None, other)


def _cases(clause: Clause) -> Token | None:
    """发生两起以上…事件: 起 is a unit of faults alone, for 一起 is mostly another word."""
    found = re.search(r"([2-9]|[1-9]\d+|[两二三四五六七八九十]+)起(?=以上|[^，]{0,10}[的件题])", clause.text)
    number = numerals.read(found[1]) if found else None
    if found is None or number is None:
        return None
    start, end = clause.start + found.start(1), clause.start + found.end()
    return Token("quantity", found[0], start, end, "起", number)


def is_count(clause: Clause, token: Token) -> bool:
    """Whether a quantity counts faults: 2次, 3天; of one that lasts also periods: 连续两个季度; a share or a score that bounds."""
    before, after = clause.text[: token.start - clause.start], clause.text[token.end - clause.start :]
    if re.search("(?:后|前|倒数|末|第)$", before):  # 排名后三位
        return False
    if token.kind != "quantity":
        return bool(re.search(f"(?:{_BELOW}|超过|高于)$", before) or re.match("(?:及?以[上下])", after))
    lasts = re.search("连续|累计|逾期|持续|长达|超过|达到?$|满$", before) or after.startswith("以上")
    within = re.match("之?内|以内", after)
    return token.value in _COUNTED or (token.value in _LASTING and bool(lasts) and not within)


def span_of(clause: Clause, start: int, end: int) -> str | None:
    """The span in which faults are counted, as the words between two places say: 一年内累计…, 一个季度内…."""
    if named := next((t.value for t in clause.kinds("per") if t.value and start <= t.start < end), None):
        return named
    text = clause.text[start - clause.start : end - clause.start]
    span = re.search("(?:一|1)?(半年|年|个?季度|个?月|周)(?:之内|以内|内|度内|度)(?!不)", text) or re.search(
        "(?:一|1)(年|个季度|个月|周)(?=累计|达|发生|出现|有)", text
    )
    return _SPANS[span[1].removeprefix("个")] if span else None
