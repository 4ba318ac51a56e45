"""What an answer says: everything in it that somebody could read, headers, workbooks and packed files included."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pyarrow.parquet as pq

# What differs from one answer to the next and says nothing about anybody.
_PASSING = re.compile(
    r'(csrfmiddlewaretoken" value="|X-CSRFToken&quot;: &quot;|name="id" value="|csrf-token" content=")[^"&]+'
    r"|\d\d:\d\d(?= 算出)"  # the minute in which figures that are kept for a while were reckoned
)


def body_of(response: Any) -> bytes:
    """The bytes of an answer."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def words_of(response: Any, *keys: object) -> str:
    """Status, headers and text of an answer; `keys`, which whoever asked knew already, are left out."""
    heads = "\n".join(
        f"{k}: {v}" for k, v in response.items() if k not in ("Content-Length", "Expires", "X-Request-Id")
    )
    text = f"{response.status_code}\n{heads}\n{unpacked(body_of(response))}"
    for key in keys:
        text = text.replace(str(key), "…")
    return _PASSING.sub(r"\1…", text)


def unpacked(content: bytes) -> str:
    """Text; of a packed file that of its parts, of a Parquet file that of its cells."""
    if content.startswith(b"PAR1"):
        return str(pq.read_table(io.BytesIO(content)).to_pylist())
    if not content.startswith(b"PK"):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(unpacked(packed.read(name)) for name in packed.namelist())
