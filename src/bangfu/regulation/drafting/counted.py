"""What a number counts: of what a share is taken, and whom a count of households means, each once."""

from __future__ import annotations

import re
from dataclasses import replace

from bangfu.regulation.drafting.candidate import Candidate
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.coverage import object_of_all
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of, names_one, words

_MONTH = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:底|初|末|份|[上中下]旬)?"


def base_of(clause: Clause, token: Token) -> str:
    """Of what a fraction is taken: 年度工作日总数的2/3, 三分之二以上的时间."""
    before = re.search(
        r"(?:少于|低于|至少|达到|达|占)([^，]{2,16})的$", clause.text[: token.start - clause.start]
    )
    after = re.match(
        r"(?:及?以上)?的?([^，、和及]{2,8}?)(?=住|驻|在|用|到|走|和|及|与|、|，|进行|开展|$)",
        clause.text[token.end - clause.start :],
    )
    if after and after[1].startswith(("以", "比例")):
        after = None
    return before[1] if before else after[1] if after else "比例"


def period_of(base: str) -> str | None:
    """The period that a base names itself: 年度工作日总数."""
    named = re.match("每?(?:全)?(年|季度|月|周)", base)
    return words()["periods"]["single"][named[1]] if named else None


def distinct(clause: Clause, token: Token, *, covering: bool) -> str | None:
    """Whom a count of households or a share counts, each once."""
    if covering:
        return object_of_all(clause)
    if token.value not in ("户", "%", "人", "名", "村", "家"):
        return None
    before, after = clause.text[: token.start - clause.start], clause.text[token.end - clause.start :]
    follows = re.match(r"(?:以上)?的?([一-龥]{2,10})", after)
    verb = re.search(
        rf"{any_of('coverage', 'visits')}(?!不|至少)([^，、]{{2,20}}?)(?:的比例)?(?:{any_of('comparators', 'at_least', 'at_most')}|$)",
        before,
    )
    if verb:
        return verb[1].split("的")[-1] or None
    return follows[1] if follows and names_one("coverage", "visits", before) else None


_HALVES = re.compile("上半?年?(?:、|和|及)下半年各")


def halves(clause: Clause) -> bool:
    """上半年、下半年各1次: once in each half of the year."""
    return bool(_HALVES.search(clause.text))


def months(clause: Clause, token: Token) -> int:
    """How many named times of a year a number holds for: 每年5月、10月各1次."""
    before = clause.text[: token.start - clause.start]
    if not re.search("各[^，、]{0,12}$", before) or clause.kinds("each"):
        return 0
    list_ = re.search(rf"(?:{_MONTH}(?:、|和|及))+{_MONTH}(?:之?前|内|份)?[^，]{{0,4}}各", before)
    return len(re.findall(_MONTH, list_[0])) if list_ else 0


def of_the_year(made: Candidate, clause: Clause, token: Token, sentence: str) -> Candidate:
    """The duty with the period that named months, halves of a year or the grades of a year's assessment give it."""
    if halves(clause):
        return replace(made, per="half_year")
    if named := months(clause, token):
        return replace(made, per="year", min=made.min and made.min * named)
    graded = made.comparator == "<=" and made.unit == "%" and re.search("年度[^。]*等次", sentence)
    return replace(made, per=made.per or "year") if graded else made
