"""The words of an assessment's notes, in both languages (`notes.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bangfu.regulation.shapes import Title
from bangfu.wording import table

MOST = 5  # ids told one by one


def _catalogue() -> dict[str, Any]:
    return table("bangfu.assessment", "notes.toml")


def said(kind: str, **blanks: object) -> Title:
    """One sentence with its blanks filled."""
    entry = _catalogue()[kind]
    return Title(zh=entry["zh"].format(**blanks), en=entry["en"].format(**blanks))


def listed(ids: Iterable[object]) -> str:
    """The first few of some ids."""
    found = sorted(map(str, ids))
    return " ".join(found[:MOST]) + (" …" if len(found) > MOST else "")


def joined(pieces: Iterable[Title]) -> Title:
    """The whole note; what is said twice is told once."""
    once = list(dict.fromkeys(pieces))
    return Title(zh="；".join(p.zh for p in once), en="; ".join(p.en for p in once))
