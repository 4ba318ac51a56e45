"""The text of a file by what its bytes are, not by its name: plain text, docx or PDF."""

from __future__ import annotations

from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.drafting.reading.docx import docx_text
from bangfu.regulation.drafting.reading.pdf import pdf_text

MAX_BYTES = 20_000_000
MAX_CHARACTERS = 400_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted docx, or an old .doc
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LEAST_PLAIN = 0.95


def read(path: Path) -> str:
    """The text of a file. Raises `BangfuError` where it is too big, locked, damaged or no text."""
    if not path.is_file() and path.exists():
        raise BangfuError(Problem("draft_no_file", str(path)))
    with path.open("rb") as stream:
        return text_of(stream.read(MAX_BYTES + 1), str(path))


def text_of(data: bytes, file: str) -> str:
    """The text of bytes. Raises as `read`; `file` names them in the error."""
    if len(data) > MAX_BYTES:
        raise BangfuError(
            Problem("draft_too_big", file, details=(("limit", f"{MAX_BYTES // 1_000_000} MB"),))
        )
    if data.startswith(_OLE):
        raise BangfuError(Problem("draft_locked", file))
    if data.startswith(b"PK\x03\x04"):
        text = docx_text(data, file)
    elif b"%PDF-" in data[:1024]:
        text = pdf_text(data, file)
    else:
        text = _decoded(data, file)
    if len(text) > MAX_CHARACTERS:
        raise BangfuError(
            Problem("draft_too_big", file, details=(("limit", f"{MAX_CHARACTERS:,} 字 / characters"),))
        )
    if not text.strip():
        raise BangfuError(Problem("draft_no_text", file))
    return text


def _decoded(data: bytes, file: str) -> str:
    """UTF-8, UTF-16 with its mark, or GB 18030; anything else is no text."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        shown = sum(c.isprintable() or c in "\n\r\t\f\v\u3000\xa0\ufeff" for c in text[:100_000])
        if "\0" not in text and shown >= _LEAST_PLAIN * min(len(text), 100_000):
            return text
    raise BangfuError(Problem("draft_unreadable", file))
