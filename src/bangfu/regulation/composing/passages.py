"""A document as passages: each paragraph with its clause, and what drafting proposes in it; and what its head says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from bangfu.regulation.drafting.draft import draft
from bangfu.regulation.drafting.lines import paragraphs
from bangfu.regulation.drafting.numerals import whole
from bangfu.regulation.drafting.outline import outline
from bangfu.regulation.drafting.text import Text

T = TypeVar("T")
_NUMBER = re.compile(r"[一-龥]{2,12}(?:〔\d{4}〕|\[\d{4}\])\s*第?\d{1,4}号")
_TITLE = re.compile(
    r"关于[^。\n《]{0,12}《([^》]{4,80})》|(关于[^。\n]{4,80}?的(?:通知|意见|方案|实施意见|办法))"
)
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_HEAD = 600  # characters in which the number and the title stand


@dataclass(frozen=True)
class Passage:
    """One paragraph: where it stands in the given text, and its clause."""

    start: int
    end: int
    clause: str
    text: str


def passages(raw: str) -> Iterator[Passage]:
    """The paragraphs of a text in their order, as they were written."""
    text = paragraphs(Text.of(raw))
    for paragraph in outline(text.chars):
        piece, start = text.piece(paragraph.start, paragraph.end)
        yield Passage(start, start + len(piece), paragraph.clause, piece)


def by_passage(there: Sequence[Passage], things: Iterable[T], at: Callable[[T], int]) -> dict[int, list[T]]:
    """Things put to the passage in which each stands, by where the passage starts."""
    starts = [p.start for p in there]
    found: dict[int, list[T]] = {start: [] for start in starts}
    for thing in things:
        if place := bisect_right(starts, at(thing)):
            found[starts[place - 1]].append(thing)
    return found


def proposed(raw: str) -> list[dict[str, Any]]:
    """What drafting finds, as lines of the exchange format; what holds a number and was not understood with `kind` open."""
    found = draft(raw)
    lines = [c.as_dict() for c in found.candidates]
    lines += [
        {"kind": "open", "sentence": o.sentence, "start": o.start, "clause": o.clause}
        for o in found.not_understood
    ]
    return sorted(lines, key=lambda line: line["start"])


def heading(raw: str) -> dict[str, Any]:
    """What the text says of itself: number, title, day of issue. What is not found is left out; a person checks the rest."""
    text = Text.of(raw)
    chars = paragraphs(text).chars
    found: dict[str, Any] = {}
    numbers = (_NUMBER.fullmatch(line) for line in text.chars[:_HEAD].split("\n"))
    if number := next(filter(None, numbers), None) or _NUMBER.search(chars[:_HEAD]):
        found["number"] = number[0]
    if title := _TITLE.search(chars[:_HEAD]):
        found["title"] = {"zh": title[1] or title[2], "en": ""}
    if day := _issued(chars):
        found["issued"] = day
    return found


def _issued(chars: str) -> str:
    """The day that stands in a line by itself, under the text, or before the word for printing."""
    for line in chars.split("\n"):
        m = _DAY.search(line) if line.endswith("印发") else _DAY.fullmatch(line)
        if m and (day := _day(int(m[1]), int(m[2]), int(m[3]))):
            return day
    return _in_numerals(chars)


def _in_numerals(chars: str) -> str:
    """A day in Chinese numerals: 二〇一九年七月三十一日."""
    for m in re.finditer(
        r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日",
        chars,
    ):
        year = "".join(str("〇一二三四五六七八九".index(c.replace("零", "〇"))) for c in m[1])
        if told := _day(int(year), int(whole(m[2]) or 0), int(whole(m[3]) or 0)):
            return told
    return ""


def _day(year: int, month: int, day: int) -> str:
    """An ISO date; empty where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
