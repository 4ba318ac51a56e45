"""Writing a file whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bangfu.errors import BangfuError, Problem


@contextmanager
def whole_file(path: Path) -> Generator[Path]:
    """A temporary file to write to, which takes the name `path` when all went well and is gone otherwise."""
    if path.is_dir():
        raise BangfuError(Problem("file_is_folder", str(path)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".bangfu-", dir=path.parent) as folder:
            temporary = Path(folder) / path.name
            yield temporary
            temporary.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BangfuError(Problem("unwritable_file", str(path), details=(("reason", reason),))) from error


def write_text(path: Path, text: str) -> None:
    """Write one text file whole, UTF-8 with plain line ends."""
    with whole_file(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
