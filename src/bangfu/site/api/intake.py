"""Reading what is handed in: a JSON list of entries, or one entry a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from pydantic_core import from_json

from bangfu.errors import Problem
from bangfu.site.api.door import Refused

MOST = 5000  # entries of one call
MOST_MEGABYTES = 16
LINES = "application/x-ndjson"
UNREADABLE = object()


def items_of(request: HttpRequest) -> list[Any]:
    """What a body holds; a line that cannot be read is an item too. Raises `Refused` where nothing can be made of it."""
    body = request.read((MOST_MEGABYTES << 20) + 1)
    if len(body) > MOST_MEGABYTES << 20:
        raise Refused(413, Problem("too_large_upload", details=(("most", str(MOST_MEGABYTES)),)))
    items = list(_lines(body)) if request.content_type == LINES else _json(body)
    if not isinstance(items, list):
        raise Refused(422, Problem("entries_unreadable"))
    if len(items) > MOST:
        details = (("most", str(MOST)), ("count", str(len(items))))
        raise Refused(413, Problem("too_many_entries", details=details))
    return items


def _json(body: bytes) -> Any:
    try:
        return from_json(body, allow_inf_nan=False)
    except ValueError:
        return UNREADABLE


def _lines(body: bytes) -> Iterator[Any]:
    return (_json(line) for line in body.split(b"\n") if line.strip())
