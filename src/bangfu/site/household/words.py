"""The codes of `words.toml` in the reader's language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bangfu.site.web.words import tongue

WORDS: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def codes(kind: str) -> tuple[str, ...]:
    """The codes of a kind, in the order in which forms offer them."""
    return tuple(WORDS[kind])


def called(kind: str, code: str) -> str:
    """What a code is called; itself where nobody knows it."""
    said = WORDS[kind].get(code)
    return said[tongue()] if said else code


def choices(kind: str, empty: str | None = None) -> list[tuple[str, Any]]:
    """The codes as a form offers them."""
    return [
        *([("", empty)] if empty is not None else []),
        *((code, called(kind, code)) for code in codes(kind)),
    ]
