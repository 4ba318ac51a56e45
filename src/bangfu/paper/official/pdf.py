"""A paper as PDF: set by Typst on the line grid of the standard, as PDF/A, every face embedded."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

import typst

from bangfu.errors import BangfuError, Problem
from bangfu.paper.official.faces import faces, fonts
from bangfu.paper.official.lines import day_of, title_lines
from bangfu.paper.official.model import Attachment, Block, Paper
from bangfu.paper.official.numbering import numbered

# What Typst says of a character that no face has; those that it cannot print itself stand as \\u{…}.
LACKING = re.compile(r'the text `?"(.+?)"`? could not be displayed')


def write_pdf(paper: Paper, mark: str = "") -> bytes:
    """The paper; `mark` stands pale behind every page, such as 草稿.

    A character that no face here has is refused: PDF/A forbids the empty box that would stand for it.
    """
    if not faces():
        raise BangfuError(Problem("paper_no_face"))
    given = {"paper": _told(paper), "faces": {role: asdict(f) for role, f in faces().items()}, "mark": mark}
    template = (files("bangfu.paper.official") / "paper.typ").read_bytes()
    try:
        made = typst.Compiler(template, font_paths=fonts()).compile(
            format="pdf",
            sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
            pdf_standards=["a-2b"],
            timestamp=_moment(paper.on),
        )
    except typst.TypstError as error:
        if lacking := LACKING.search(str(error)):
            raise BangfuError(Problem("paper_no_glyph", value=_plain(lacking[1]))) from error
        raise
    assert isinstance(made, bytes)
    return made


def _plain(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def _moment(day: date | None) -> datetime:
    """The date of the file is that of the paper, so that the same paper is the same file."""
    return datetime.combine(day or date(2000, 1, 1), time(), UTC)


def _told(paper: Paper) -> dict[str, Any]:
    """What the template sets: numbers and dates as they are written."""
    return paper.model_dump(mode="json") | {
        "reference": paper.reference,
        "title": title_lines(paper.title),
        "blocks": _blocks(paper.blocks),
        "attachments": [_attachment(a) for a in paper.attachments],
        "on": day_of(paper.on),
        "printed_on": day_of(paper.printed_on),
    }


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {
        "name": attachment.title.replace("\n", ""),
        "title": title_lines(attachment.title),
        "blocks": _blocks(attachment.blocks),
    }


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    return [block.model_dump() | {"number": number} for number, block in numbered(blocks)]
