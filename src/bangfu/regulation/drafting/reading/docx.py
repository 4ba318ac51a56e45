"""The text of a docx: paragraphs with the numbers that the word processor draws, rows of tables as lines with tabs.

The parts are read as a stream of events: nothing is built from them, so nesting and size cannot hurt.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from xml.parsers.expat import ExpatError

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.drafting.reading.body import Body
from bangfu.regulation.drafting.reading.events import EntitiesError, run
from bangfu.regulation.drafting.reading.numbering import Numbering

MAX_PART = 60_000_000
MAX_PARTS = 5_000
_DOCUMENT = "word/document.xml"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    EntitiesError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


def docx_text(data: bytes, file: str) -> str:
    """The text of a docx. Raises `BangfuError` where it carries macros, is locked, damaged, or unpacks to too much."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            _refuse(container, file)
            numbering = Numbering()
            for name in ("word/numbering.xml", "word/styles.xml"):
                if name in container.namelist():
                    run(_part(container, name, file), numbering)
            body = Body(numbering)
            run(_part(container, _DOCUMENT, file), body)
            return body.text
    except _BROKEN as error:
        reason = (str(error) or type(error).__name__).splitlines()[0][:200]
        raise BangfuError(Problem("corrupt_file", file, details=(("reason", reason),))) from error


def _refuse(container: zipfile.ZipFile, file: str) -> None:
    entries = container.infolist()
    names = {e.filename for e in entries}
    if len(entries) > MAX_PARTS:
        raise BangfuError(Problem("zip_bomb", file))
    if any(e.flag_bits & 1 for e in entries):
        raise BangfuError(Problem("draft_locked", file))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BangfuError(Problem("draft_macros", file))
    if _DOCUMENT not in names:
        raise BangfuError(Problem("draft_unreadable", file))


def _part(container: zipfile.ZipFile, name: str, file: str) -> bytes:
    """One part, whatever size its entry claims; no more than the limit is ever unpacked."""
    with container.open(name) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise BangfuError(Problem("zip_bomb", file))
    return data
