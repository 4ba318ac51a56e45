"""A form as PDF: the head with the subject and the day, the table with its merged first column, two signatures."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.resources import files

import typst

from bangfu.errors import BangfuError, Problem
from bangfu.paper.form.fonts import text_fonts
from bangfu.paper.official.faces import fonts


@dataclass(frozen=True)
class PrintedRow:
    """One row: its line, and what was filled in."""

    text: str
    found: str = ""
    remark: str = ""


@dataclass(frozen=True)
class PrintedPart:
    """The rows that share a cell of the first column."""

    title: str
    rows: list[PrintedRow]


@dataclass(frozen=True)
class PrintedForm:
    """Everything that stands on the paper, in one language."""

    title: str
    head: list[tuple[str, str]]  # label and value; an empty value leaves a line to write on
    columns: tuple[str, str, str, str]
    parts: list[PrintedPart]
    foot: list[tuple[str, str]]
    source: str  # small print: by which document, and which sheet
    lang: str = "zh"


def pdf(form: PrintedForm) -> bytes:
    """The form as PDF. Raises `BangfuError` where it cannot be set."""
    data = json.dumps({**asdict(form), "fonts": text_fonts()}, ensure_ascii=False)
    template = (files("bangfu.paper.form") / "form.typ").read_bytes()
    try:
        made = typst.Compiler(template, font_paths=fonts()).compile(format="pdf", sys_inputs={"form": data})
    except RuntimeError as error:
        raise BangfuError(Problem("no_paper", details=(("reason", str(error).splitlines()[0]),))) from error
    assert isinstance(made, bytes)
    return made
