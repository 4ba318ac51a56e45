"""The words of notes on incentives, in both languages (`notes.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bangfu.regulation.shapes import Title
from bangfu.wording import table

MOST = 5  # ids told one by one


def _catalogue() -> dict[str, Any]:
    return table("bangfu.incentives", "notes.toml")


def said(kind: str, **blanks: object) -> Title:
    """One sentence with its blanks filled; a blank that is a `Title` speaks either language."""
    entry = _catalogue()[kind]
    return Title(zh=entry["zh"].format(**_in("zh", blanks)), en=entry["en"].format(**_in("en", blanks)))


def _in(tongue: str, blanks: dict[str, object]) -> dict[str, object]:
    return {k: getattr(v, tongue) if isinstance(v, Title) else v for k, v in blanks.items()}


def listed(ids: Iterable[str]) -> str:
    """The first few of some ids."""
    found = list(ids)
    return " ".join(found[:MOST]) + (" …" if len(found) > MOST else "")


def joined(pieces: Iterable[Title]) -> Title:
    """The whole note; what is said twice is told once."""
    once = list(dict.fromkeys(pieces))
    return Title(zh="；".join(p.zh for p in once), en="; ".join(p.en for p in once))
