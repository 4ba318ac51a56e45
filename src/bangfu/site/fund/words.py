"""The words of `words.toml` in the reader's language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bangfu.site.fund.machine import RULES, STATES
from bangfu.site.web.words import tongue

_TOLD: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
)
FISCAL = tuple(code for code, said in _TOLD["source"].items() if said["fiscal"])
RAISES_INCOME = tuple(code for code, said in _TOLD["purpose"].items() if said["raises_income"])
MAINLY_PERCENT: int = _TOLD["reading"]["mainly_percent"]  # type: ignore[assignment]


def codes(group: str) -> list[tuple[str, str]]:
    """The codes of a group, as choices of a model."""
    return [(code, code) for code in _TOLD[group]]


def said(group: str, code: str) -> str:
    """The word of a code; the code itself where there is none."""
    told = _TOLD.get(group, {}).get(code)
    return told[tongue()] if told else code


def choices(group: str) -> list[tuple[str, str]]:
    """The codes of a group with their words."""
    return [(code, said(group, code)) for code in _TOLD[group]]


def state_word(code: str) -> str:
    """A state of a project."""
    told = STATES.get(code)
    return told[tongue()] if told else code


def move_word(code: str) -> str:
    """A move of a project."""
    rule = RULES.get(code)
    return getattr(rule, tongue()) if rule else code
