"""Rates: those that a body owes as its own work, and those that only tell what came of it."""

from __future__ import annotations

import re
from functools import cache

from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.tokens import Token
from bangfu.regulation.drafting.words import words


@cache
def _rule(name: str) -> re.Pattern[str]:
    return re.compile(words()["refusals"][name])


def owes(text: str, sentence: str) -> bool:
    """Whether a rate is of one's own work (排查率, 按期办结率) and is not told as it was in a year."""
    rate = _rule("owed").search(text) or (
        "率" in text and not _rule("reached").search(text) and not _rule("outcome").search(text)
    )
    return bool(rate) and not _reached(sentence)


def owes_level(text: str, sentence: str) -> bool:
    """Whether a body has to bring a rate to a level, by a day or by a word of obligation; what people feel or earn is an outcome."""
    demanded = re.search("要|应|须|确保|不得|力争|保持|月底前|年底前|日前|控制", text)
    return bool(demanded) and not _rule("outcome").search(text) and not _reached(sentence)


def _reached(sentence: str) -> bool:
    """Whether a rate is told as it was: 2024年办结率达到98%."""
    named = re.search(r"\d{4}年(?![^，]{0,8}[前内底])|已", sentence)
    return bool(named) and not re.search(r"要|应|须|确保|不得|力争", sentence)


def cuts(token: Token, text: str, sentence: str) -> bool:
    """Whether a share is what a body cuts of its own paper and meetings: 文件比上年减少30%以上."""
    return token.kind == "share" and bool(_rule("cut").search(text) and _rule("office").search(sentence))


def owed_whole(token: Token, clause: Clause, *, named: bool) -> bool:
    """排查率100%: a rate that has to be whole, of one's own work or of a bearer's who is named; no word has to say so."""
    number = token.number
    whole = number is not None and token.kind == "share" and number.low == 1
    return whole and (owes(clause.text, clause.text) or (named and answered_for(clause.text)))


def answered_for(text: str) -> bool:
    """Whether a rate is one that a body answers for: 入学率, 合格率; not what people feel or earn."""
    return "率" in text and not _rule("outcome").search(text) and not _reached(text)
