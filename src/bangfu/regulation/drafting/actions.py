"""What is to be done: the words of a clause without its bearer, period, comparator and number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bangfu.regulation.drafting.bearers import subject
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import any_of

_MEASURE = (
    "money",
    "per",
    "pre",
    "post",
    "quantity",
    "share",
    "each",
    "modal",
    "open",
    "weekday",
    "date",
    "clock",
)
_NEAR = 12
_UNTIL = re.compile("之?前|以前|之?内|以内|(?=底)")
_GENERIC = re.compile(
    r"(?:至少|累计|时间|其中|各|的|开展|进行|组织|一般|应|要|均|次数|频次|总数|不|原则上|每次|，|、)*"
)


@lru_cache(maxsize=4096)
def known_action(text: str) -> bool:
    """Whether the words hold something that this genre asks people to do."""
    return bool(re.search(any_of("obligation", "actions"), text))


def only_measure(clause: Clause) -> bool:
    """Whether a clause says no more than how often: 至少1次, 每次不少于2天."""
    return bool(clause.kinds("quantity", "share")) and bool(_GENERIC.fullmatch(bare(clause)))


def bare(clause: Clause) -> str:
    """The words of a clause without those that measure."""
    said, place = "", clause.start
    for token in clause.tokens:
        if token.kind in _MEASURE and token.start >= place and not _in_a_name(clause, token):
            said += clause.text[place - clause.start : token.start - clause.start]
            place = token.end
            if token.kind in ("date", "clock", "quantity") and (
                until := _UNTIL.match(clause.text, place - clause.start)
            ):
                said, place = re.sub("(?:应|须|要)?[于在]$", "", said), until.end() + clause.start
    return said + clause.text[place - clause.start :]


def _in_a_name(clause: Clause, token: Token) -> bool:
    """处级及以下干部, 区级以上: a comparator that bounds no quantity."""
    return token.kind == "post" and not any(
        t.end == token.start for t in clause.tokens if t.kind in ("quantity", "share", "number", "money")
    )


def action_of(parts: Sequence[Clause], n: int, actor: str | None) -> tuple[str, bool]:
    """What the n-th clause asks, and whether its own words say so or those of the clause before."""
    own = _clean(bare(parts[n]), actor)
    if n and parts[n].joined and own and not known_action(own):  # 包联1个县、1个乡镇: one verb for both
        began = next(m for m in range(n - 1, -1, -1) if not parts[m].joined)
        verb = re.search(any_of("obligation", "actions"), parts[began].text)
        own = (verb[0] if verb else "") + own
    if not _GENERIC.fullmatch(own) or n == 0:
        return own or parts[n].text, True
    for earlier in reversed(parts[max(0, n - _NEAR) : n]):
        words_before = _clean(bare(earlier), subject(earlier.text) or actor)
        if not _GENERIC.fullmatch(words_before):
            return words_before, False
    later = next(
        (c for c in parts[n + 1 : n + 3] if known_action(c.text)), None
    )  # 每年不少于2件, 办实事 in a row
    if later is not None and not later.kinds("quantity", "share"):
        return _clean(bare(later), actor), False
    return own or parts[n].text, True


def _clean(text: str, actor: str | None) -> str:
    if actor:
        text = text.replace(actor, "", 1)
    left = any_of("obligation", "left_out")
    text = re.sub(rf"^(?:{left}|[，、：])+|(?:，|、|的|一般|原则上)+$", "", text)
    return re.sub(r"年度工作日总数的?$|定期", "", text).strip("，、：")


def each_target(clause: Clause, each: Token) -> str:
    """Whom each counts: 每人, 每户, or 每个 with the noun behind it."""
    after = clause.text[each.end - clause.start :]
    noun = re.match(
        rf"([一-龥“”]{{1,12}}?)(?={any_of('obligation', 'actions', 'appoint', 'modal')}|{any_of('comparators', 'at_least', 'at_most')}|每|\d|[一二两三四五六七八九十]|至|由|都|应|要|，|$)",
        after,
    )
    measure_word = each.text.endswith(("个", "名", "位", "支", "家", "所", "处", "批", "期", "轮"))
    return each.text + (noun[1] if noun and measure_word else "")
