"""Where words are broken: titles into balanced lines, dates and lists as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations, pairwise
from math import ceil

WIDEST = 19  # characters of a title in one line, at 22 pt of 156 mm, with a little air
# No line of a title begins with these, or ends with those: a word would be torn.
NOT_FIRST = "的和与及了、，。：；》）〕”号份年月日情况"
NOT_LAST = "的和与及、《（〔“关对将"
GOOD_AFTER = ("关于", "印发", "开展", "的", "》", "年", "月", "份", "县", "乡", "镇")


def title_lines(title: str) -> list[str]:
    """A title in lines of nearly one length, broken between words as far as characters tell; own line breaks are kept."""
    return [line for part in title.split("\n") if part.strip() for line in _balanced(part.strip())]


def _balanced(text: str) -> list[str]:
    wanted = ceil(_wide(text) / WIDEST)
    if wanted == 1:
        return [text]
    places = [i for i in range(4, len(text) - 3) if _may_part(text[i - 1], text[i])]
    if wanted > 3 or len(places) < wanted:  # no title is read in one breath then; broken where lines are full
        return [text[i : i + WIDEST] for i in range(0, len(text), WIDEST)]
    return min((_cut(text, at) for at in combinations(places, wanted - 1)), key=_cost)


def _wide(text: str) -> float:
    """Characters; figures and Latin letters are half as wide."""
    return sum(0.5 if c.isascii() else 1 for c in text)


def _may_part(last: str, first: str) -> bool:
    figures = last.isascii() and first.isascii()
    return not figures and first not in NOT_FIRST and last not in NOT_LAST


def _cut(text: str, at: Sequence[int]) -> list[str]:
    ends = [0, *at, len(text)]
    return [text[a:b] for a, b in pairwise(ends)]


def _cost(lines: list[str]) -> float:
    """Unequal lengths cost, and too long ones much more; a break after a word that ends there is worth three characters."""
    lengths = [_wide(line) for line in lines]
    good = sum(line.endswith(GOOD_AFTER) for line in lines[:-1])
    return max(lengths) - min(lengths) + 100 * max(0, max(lengths) - WIDEST) - 3 * good


def day_of(day: date | None) -> str:
    """2018年6月5日: Arabic figures, nothing filled up with noughts."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
