"""The body of a paper as plain text, to be written on by people, and back again.

A line is a paragraph. One that begins with 一、 or （一） or 1. or (1) is a heading of that level; what follows its first full
stop runs on in the body's face. The numbers may be any: they follow from the places. 【表1】 alone in a line stands for the
first table of the data, which text does not change. 【附件】 and a name begin an attachment.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from bangfu.errors import BangfuError, Problem
from bangfu.paper.official.model import UNPRINTABLE, Attachment, Block, Heading, Paragraph, Table
from bangfu.paper.official.numbering import numbered

NUMBERS = "[零一二三四五六七八九十百]+"
LEADS = (
    (1, re.compile(rf"{NUMBERS}、\s*")),
    (2, re.compile(rf"[（(]{NUMBERS}[）)]\s*")),
    (3, re.compile(r"\d{1,3}[.．、](?!\d)\s*")),
    (4, re.compile(r"[（(]\d{1,3}[）)]\s*")),
)
ATTACHMENT = re.compile(r"【附件】\s*(.{1,100})")
TABLE = re.compile(r"【表(\d{1,3})】")


def to_text(blocks: Iterable[Block], attachments: Iterable[Attachment] = ()) -> str:
    """Blocks as lines, then each attachment below its name."""
    tables = itertools.count(1)
    lines = [_line(number, block, tables) for number, block in numbered(blocks)]
    for attachment in attachments:
        lines.append(f"【附件】{attachment.title.replace(chr(10), '')}")
        lines += [_line(number, block, tables) for number, block in numbered(attachment.blocks)]
    return "\n".join(lines)


def from_text(text: str, tables: Sequence[Table] = ()) -> tuple[Block, ...]:
    """Lines as blocks, without attachments."""
    return parted(text, tables)[0]


def parted(text: str, tables: Sequence[Table] = ()) -> tuple[tuple[Block, ...], tuple[Attachment, ...]]:
    """Lines as blocks and attachments; a table that is not there, or named twice, is refused with its line."""
    parts: list[tuple[str, list[Block]]] = [("", [])]
    used: set[int] = set()
    for row, line in enumerate(text.splitlines(), 1):
        plain = line.translate(UNPRINTABLE).strip()
        if named := TABLE.fullmatch(plain):
            number = int(named[1])
            if number in used or not 0 < number <= len(tables):
                raise BangfuError(Problem("paper_table", row=row, column="body", value=plain))
            used.add(number)
            parts[-1][1].append(tables[number - 1])
        elif begun := ATTACHMENT.fullmatch(plain):
            parts.append((begun[1], []))
        elif plain:
            parts[-1][1].append(_block(plain))
    (_, body), *rest = parts
    return tuple(body), tuple(Attachment(title=title, blocks=tuple(blocks)) for title, blocks in rest)


def _line(number: str, block: Block, tables: Iterator[int]) -> str:
    if isinstance(block, Table):
        return f"【表{next(tables)}】"
    return number + block.text + block.rest if isinstance(block, Heading) else block.text


def tables_of(blocks: Iterable[Block], attachments: Iterable[Attachment] = ()) -> list[Table]:
    """The tables in their order."""
    whole = itertools.chain(blocks, *(a.blocks for a in attachments))
    return [block for block in whole if isinstance(block, Table)]


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
