"""What a person chose for the duties of a duty list, and the duty list itself: our own words, or an official text that is at hand."""

from __future__ import annotations

import os
import tomllib
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

HERE = Path(__file__).parent
NUMBER = "甘办发〔2019〕33号"


def choices() -> list[dict[str, Any]]:
    """One table a duty: where its passage stands, the duty written by hand, and what is filled in."""
    return tomllib.loads((HERE / "choices.toml").read_text(encoding="utf-8"))["choice"]


def duty_lists() -> str:
    """The duty lists in our words."""
    return (HERE / "duty_lists.txt").read_text(encoding="utf-8")


def official() -> str | None:
    """The official text, where `BANGFU_SEEDS` names a folder that holds it."""
    folder = os.environ.get("BANGFU_SEEDS")
    texts = (p.read_text(encoding="utf-8") for p in sorted(Path(folder).glob("*.txt"))) if folder else ()
    return next((t for t in texts if NUMBER in "".join(t.split())[:300]), None)


def as_docx(text: str) -> bytes:
    """The text as a word processor would keep it, a paragraph a line."""
    document, file = Document(), BytesIO()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line.strip())
    document.save(file)
    return file.getvalue()
