"""The words of the lines' notes, in both languages (`notes.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bangfu.regulation.shapes import Title
from bangfu.wording import table


def _catalogue() -> dict[str, Any]:
    return table("bangfu.entitlements", "notes.toml")


def said(kind: str, **blanks: object) -> Title:
    """One sentence with its blanks filled."""
    entry = _catalogue()[kind]
    return Title(zh=entry["zh"].format(**blanks), en=entry["en"].format(**blanks))


def listed(items: Iterable[object]) -> str:
    """Some ids or stretches of days, one after the other."""
    return " ".join(str(i) for i in items)


def joined(pieces: Iterable[Title]) -> Title:
    """The whole note; what is said twice is told once."""
    once = list(dict.fromkeys(pieces))
    return Title(zh="；".join(p.zh for p in once), en="; ".join(p.en for p in once))
