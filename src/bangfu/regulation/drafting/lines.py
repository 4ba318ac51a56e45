"""Lines to paragraphs: a line that the page broke goes on in the next; furniture of the page is left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from bangfu.regulation.drafting.text import Text

MARK = re.compile(
    r"-?(?:第[〇零一二三四五六七八九十百\d]+(?:[章编节篇条]|部分|阶段)|附件?[一二三四五六七八九十\d]*(?:$|[:：])|附件[一二三四五六七八九十\d]+"
    r"|[一二三四五六七八九十]{1,3}[、.](?!\d)|（[一二三四五六七八九十]{1,3}）|\d{1,2}(?:[、]|\.(?!\d))|（\d{1,2}）|\d{1,2}）|[①-⑳])"
)
_FURNITURE = re.compile(r"-+|[-—～·]+\d{1,4}[-—～·]+|第?\d{1,4}页?(?:[/共，]{1,2}\d{1,4}页?)?|")
_HEAD_TIMES = 3  # a line that stands so often at the edge of a page is its head
_ENDS = "。；！？："
_CLOSING = "”）》〕"
_LONG = 15
_SHORTEST = 8
_NARROW = (12, 60)
_NEARLY_FULL = 4


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    chars: str


def paragraphs(text: Text) -> Text:
    """The text with one paragraph a line: what the page broke is joined, empty lines and page numbers are gone."""
    lines = _lines(text.chars)
    width, heads = _width(lines), _heads(lines)
    kept: list[_Line] = []
    turned: set[int] = set()  # the lines after which a page ended
    for line in lines:
        if not _FURNITURE.fullmatch(line.chars) and line.chars not in heads:
            kept.append(line)
        elif line.chars:
            turned.add(len(kept) - 1)
    wanted: set[int] = set()
    for n, line in enumerate(kept):
        wanted.update(range(line.start, line.end))
        following = kept[n + 1].chars if n + 1 < len(kept) else None
        over = following is not None and n in turned and _over_the_page(line.chars, following)
        if following is None or not (over or goes_on(line.chars, following, width)):
            wanted.add(line.end)
    return text.without(n for n in range(len(text.chars)) if n not in wanted)


def _heads(lines: list[_Line]) -> frozenset[str]:
    """Lines that say the same at the edge of page after page: next to its number, or amid a sentence."""
    told = [line for line in lines if line.chars]
    times = Counter(
        line.chars
        for n, line in enumerate(told)
        if 3 < len(line.chars) < _NARROW[1]
        and not any(sign in line.chars for sign in "，。；：\t")
        and not MARK.match(line.chars)
        and _at_an_edge(told, n)
    )
    return frozenset(chars for chars, often in times.items() if often >= _HEAD_TIMES)


def _at_an_edge(told: list[_Line], n: int) -> bool:
    before, after = told[n - 1 : n] if n else [], told[n + 1 : n + 2]
    return any(_FURNITURE.fullmatch(line.chars) for line in (*before, *after))


def _over_the_page(line: str, following: str) -> bool:
    """Whether a page ended amid a sentence; a heading at the foot of a page is none."""
    heading = MARK.match(line) and "，" not in line and len(line) < _LONG
    amid = line[-1] not in _ENDS and len(line) >= _SHORTEST and not MARK.match(following)
    return amid and not heading and "\t" not in line + following


def _lines(chars: str) -> list[_Line]:
    return [
        _Line(m.start(), m.end(), m[0])
        for m in re.finditer(r"[^\n]*", chars)
        if m[0] or m.start() < len(chars)
    ]


def _width(lines: list[_Line]) -> int | None:
    """How many characters fit a line where the page broke them; None where lines are whole paragraphs."""
    broken = [
        len(line.chars) for line in lines if len(line.chars) >= _NARROW[0] and line.chars[-1] not in _ENDS
    ]
    usual = Counter(n for n in broken if n <= _NARROW[1])
    if not usual:
        return None
    near = {n: sum(usual[m] for m in range(n - 2, n + 3)) for n in usual}
    width = max(near, key=lambda n: (near[n], n))
    long = sum(len(line.chars) > _NARROW[1] for line in lines)
    return width if near[width] >= max(3, long) else None


def goes_on(line: str, following: str, width: int | None) -> bool:
    """Whether the page, not the writer, ended this line.

    It did where the line stops amid a sentence and what follows does not begin a numbered part or a table.
    """
    bare = line.rstrip(_CLOSING) or line
    if MARK.match(following) or "\t" in line or "\t" in following:
        return False
    if line[-1] in "，、（《“〔" or line.count("“") > line.count("”") or line.count("（") > line.count("）"):
        return True
    if bare[-1] in _ENDS:
        return False
    if any(sign in line for sign in "，。；：") and len(line) >= _LONG:
        return True
    return width is not None and len(line) >= width - _NEARLY_FULL
