"""The body of a paper as plain text, to be written on by people, and back again.

A line is a paragraph. One that begins with 一、 or （一） or 1. or (1) is a heading of that level; what follows its first full
stop runs on in the body's face. The numbers may be any: they follow from the places. 【表1】 alone in a line stands for the
first table of the data, which text does not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bangfu.errors import BangfuError, Problem
from bangfu.paper.official.model import Block, Heading, Paragraph, Table
from bangfu.paper.official.numbering import numbered

NUMBERS = "[零一二三四五六七八九十百]+"
LEADS = (
    (1, re.compile(rf"{NUMBERS}、\s*")),
    (2, re.compile(rf"[（(]{NUMBERS}[）)]\s*")),
    (3, re.compile(r"\d{1,3}[.．、](?!\d)\s*")),
    (4, re.compile(r"[（(]\d{1,3}[）)]\s*")),
)
TABLE = re.compile(r"【表(\d{1,3})】")


def to_text(blocks: Iterable[Block]) -> str:
    """Blocks as lines."""
    lines: list[str] = []
    tables = 0
    for number, block in numbered(blocks):
        if isinstance(block, Table):
            tables += 1
            lines.append(f"【表{tables}】")
        elif isinstance(block, Heading):
            lines.append(number + block.text + block.rest)
        else:
            lines.append(block.text)
    return "\n".join(lines)


def from_text(text: str, tables: Sequence[Table] = ()) -> tuple[Block, ...]:
    """Lines as blocks; a table that is not there, or named twice, is refused with its line."""
    blocks: list[Block] = []
    used: set[int] = set()
    for row, line in enumerate(text.splitlines(), 1):
        if not (plain := line.strip()):
            continue
        if named := TABLE.fullmatch(plain):
            number = int(named[1])
            if number in used or not 0 < number <= len(tables):
                raise BangfuError(Problem("paper_table", row=row, column="body", value=plain))
            used.add(number)
            blocks.append(tables[number - 1])
        else:
            blocks.append(_block(plain))
    return tuple(blocks)


def tables_of(blocks: Iterable[Block]) -> list[Table]:
    """The tables in their order."""
    return [b for b in blocks if isinstance(b, Table)]


def _block(line: str) -> Block:
    for level, lead in LEADS:
        if (found := lead.match(line)) and (text := line[found.end() :].strip()):
            return _heading(level, text)
    return Paragraph(text=line)


def _heading(level: int, text: str) -> Heading:
    """The lower levels are set in the body's face, so that nothing parts them."""
    head, stop, rest = text.partition("。")
    if level > 2 or not rest:
        return Heading(level=level, text=text)
    return Heading(level=level, text=head + stop, rest=rest)
