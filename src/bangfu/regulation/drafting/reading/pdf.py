"""The text of a PDF, read in a process of its own that may use only so much time and memory.

`python -m bangfu.regulation.drafting.reading.pdf` is that process: bytes on stdin, text on stdout, the outcome as its exit code.
"""

from __future__ import annotations

import subprocess
import sys

from bangfu.errors import BangfuError, Problem

MAX_PAGES = 1_000
MAX_SECONDS = 30
MAX_MEMORY = 2_000_000_000
MAX_CHARACTERS = 2_000_000
_LOCKED, _BROKEN, _LONG = 41, 42, 43
_PASSWORD = 4  # how PDFium calls a document that wants a password


def pdf_text(data: bytes, file: str) -> str:
    """The text of a PDF. Raises `BangfuError` where it is locked, damaged, too long, or only pictures."""
    command = [sys.executable, "-m", "bangfu.regulation.drafting.reading.pdf"]
    try:
        answer = subprocess.run(command, input=data, capture_output=True, timeout=MAX_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _refusal(_LONG, file) from None
    if answer.returncode:
        raise _refusal(answer.returncode, file)
    text = answer.stdout.decode("utf-8", "replace")
    if not text.strip():
        raise BangfuError(Problem("draft_no_text", file))
    return text


def _refusal(code: int, file: str) -> BangfuError:
    if code == _LOCKED:
        return BangfuError(Problem("draft_locked", file))
    if code == _BROKEN:
        return BangfuError(Problem("corrupt_file", file, details=(("reason", "PDF"),)))
    limit = f"{MAX_PAGES:,} 页 / pages, {MAX_SECONDS} s"  # whatever else ended it, ended it at a limit
    return BangfuError(Problem("draft_too_big", file, details=(("limit", limit),)))


def _bounded() -> None:
    """Let the system end this process where it takes too much; where there are no such limits the parent's clock holds."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- there is none on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer() -> int:
    """Read stdin, write the text; the exit code tells what was wrong."""
    import pypdfium2  # noqa: PLC0415 -- only the child loads it

    _bounded()
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return _LOCKED if getattr(error, "err_code", None) == _PASSWORD else _BROKEN
    if len(document) > MAX_PAGES:
        return _LONG
    written = 0
    for page in document:
        try:
            text = page.get_textpage().get_text_range()
        except pypdfium2.PdfiumError:
            return _BROKEN
        written += len(text)
        if written > MAX_CHARACTERS:
            return _LONG
        sys.stdout.buffer.write((text.replace("\r\n", "\n") + "\n").encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(_answer())
