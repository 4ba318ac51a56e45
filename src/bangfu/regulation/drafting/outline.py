"""The document's own numbering: 第八条, 五(一)/2, 四尾1, 附件2/3, and the titles that stand above a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bangfu.regulation.drafting.numerals import whole

_CN = "〇零一二三四五六七八九十百"
# Depth and pattern; the number is in the group. A shallower mark closes the deeper ones.
_MARKS = (
    (1, re.compile(r"(附件)([一二三四五六七八九十\d]*)(?=[:：.、]|$|[^\d]{0,40}$)")),
    (1, re.compile(rf"第([{_CN}\d]+)(?:[章编节篇]|部分)")),
    (2, re.compile(rf"(第[{_CN}\d]+条(?:之[{_CN}]+)?)")),
    (2, re.compile(r"([一二三四五六七八九十]{1,3})[、.](?!\d)")),
    (3, re.compile(rf"(第[{_CN}\d]+阶段)")),
    (4, re.compile(r"（([一二三四五六七八九十]{1,3})）")),
    (
        5,
        re.compile(
            r"(\d{1,2}(?:\.\d{1,2}){1,3})(?=[一-龥])(?!倍|万|亿|元|小时|天|公里|个|米|亩|平方|吨|人|户|次|年|月|日)"
        ),
    ),
    (5, re.compile(r"(\d{1,2})(?:、|\.(?!\d)|。|\t)")),
    (6, re.compile(r"（(\d{1,2})）|(\d{1,2})）")),
    (7, re.compile(r"([①-⑳])")),
)
_TITLE = 40
_ITEM = 4  # marks from this depth on also stand within a line
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: where it stands, the clause it belongs to, and the titles above it, the nearest first."""

    start: int
    end: int
    body: int
    clause: str
    titles: tuple[str, ...]
    label: str = ""

    def item(self, sentence: str) -> tuple[str, int]:
        """The clause of a sentence within, which may begin with a mark of its own, and the length of that mark."""
        mark = _mark(sentence)
        if mark is None or mark[0] < _ITEM:
            return self.clause, 0
        if mark[0] == _ITEM:
            above = re.sub(r"\([一二三四五六七八九十]+\).*$", "", self.clause).rstrip("/")
            return f"{above}{'/' if above.endswith('条') else ''}{mark[1]}", mark[2]
        above = self.clause
        while (
            above
            and (last := re.search(r"/?([①-⑳]|\(\d{1,2}\)|(?<=/)\d{1,2})$", above))
            and _depth_of(last[1]) >= mark[0]
        ):
            above = above[: last.start()]
        return f"{above}/{mark[1]}", mark[2]


@dataclass
class _Part:
    depth: int
    name: str
    title: str = ""
    heads: bool = False  # whether it is a heading only, with nothing said in its own line


@dataclass
class _Walk:
    chars: str
    open: list[_Part] = field(default_factory=list[_Part])
    tails: int = 0
    seconds: int = 1
    row: str = ""  # what the first cell of the row before says


def outline(chars: str) -> Iterator[Paragraph]:
    """The paragraphs of a text with one a line, in their order."""
    found = list(re.finditer(r"[^\n]+", chars))
    walk, following = _Walk(chars), [0]
    for line in reversed(found):
        depth = _depth(line[0])
        following.append(following[-1] if depth is None else depth)
    for n, line in enumerate(found):
        yield _paragraph(walk, line.start(), line[0], following[-n - 2])


def _depth_of(name: str) -> int:
    """How deep a part of a clause id stands: 1, (1), ①."""
    return 7 if name in _CIRCLED else 6 if name.startswith("(") else 5


def _depth(line: str) -> int | None:
    mark = _mark(line)
    return mark[0] if mark else None


def _mark(line: str) -> tuple[int, str, int] | None:
    """The depth, the number and the length of the mark that a line begins with."""
    dash = 1 if line.startswith("-") else 0
    for depth, pattern in _MARKS:
        if mark := pattern.match(line, dash):
            number = "".join(g for g in mark.groups() if g)
            return (
                depth,
                "" if depth == 1 and not number.startswith("附件") else _named(depth, number),
                mark.end(),
            )
    return None


def _named(depth: int, number: str) -> str:
    """How a clause id writes the number of a mark."""
    if number.startswith("附件"):
        told = whole(number[2:]) if number[2:] else None
        return f"附件{told}" if told else "附件"
    return f"({number})" if depth in (4, 6) else number


def _paragraph(walk: _Walk, start: int, line: str, following: int) -> Paragraph:
    mark = _mark(line)
    end = start + len(line)
    if mark is None:
        walk.row = _label(line) if "\t" in line and not line.startswith("\t") else walk.row
        label = walk.row if line.startswith("\t") else _label(line)
        return Paragraph(start, end, start, _unnumbered(walk, following), _titles(walk), label)
    depth, name, length = mark
    walk.open = [p for p in walk.open if p.depth < depth]
    walk.tails, walk.seconds = 0, 1
    above = _titles(walk)
    rest = line[length:]
    title = _title(rest)
    walk.open.append(_Part(depth, name, title, heads=bool(title) and title == rest.strip("：。")))
    return Paragraph(start, end, start + length, _clause(walk.open), above, _label(rest) or _title(rest))


def _unnumbered(walk: _Walk, following: int) -> str:
    """The clause of a paragraph without a mark: the one before it, a second paragraph of an article, or a tail."""
    if not walk.open:
        return "序"
    if walk.open[-1].name.startswith("第") and walk.open[-1].title == "":
        walk.seconds += 1
        return _clause(walk.open) + f"/{'一二三四五六七八九十'[min(walk.seconds, 10) - 1]}款"
    tops = [p for p in walk.open if p.depth == 2]
    if walk.open[-1].depth == 4 and tops and following <= 2 and not walk.open[-1].heads:
        walk.tails += 1
        return f"{tops[0].name}尾{walk.tails}"
    return _clause(walk.open)


def _clause(parts: list[_Part]) -> str:
    """An id as the packs write it: 五(一)/2."""
    said = ""
    for part in parts:
        if part.name:
            joint = "" if not said or (part.depth == 4 and not said.endswith("条")) else "/"
            said += joint + part.name
    return said or "序"


def _titles(walk: _Walk) -> tuple[str, ...]:
    return tuple(p.title for p in reversed(walk.open) if p.title)


def _title(rest: str) -> str:
    """What a mark heads: the words before the first stop, if they are few and no sentence."""
    head = re.split(r"[。：；]", rest, maxsplit=1)[0]
    if rest in (head + "。", head + "；"):
        return ""  # a sentence, with nothing under it
    return head if len(head) <= _TITLE and "，" not in head else ""


def _label(rest: str) -> str:
    """The name before a colon, or in the first cell of a row, as of whose duties follow."""
    label = re.match(r"([^，。；：\t]{2,30})[：\t]", rest)
    return label[1] if label else ""
