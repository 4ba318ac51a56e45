"""The words of `words.toml` and of the moves in the reader's language."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.fund.machine import RULES, STATES
from bangfu.site.web.wordfile import WordFile
from bangfu.site.web.words import tongue

WORDS = WordFile(Path(__file__).with_name("words.toml"))
FISCAL = tuple(code for code, said in WORDS.told["source"].items() if said["fiscal"])
RAISES_INCOME = tuple(code for code, said in WORDS.told["purpose"].items() if said["raises_income"])
MAINLY_PERCENT: int = WORDS.told["reading"]["mainly_percent"]


def state_word(code: str) -> str:
    """A state of a project."""
    told = STATES.get(code)
    return told[tongue()] if told else code


def move_word(code: str) -> str:
    """A move of a project."""
    rule = RULES.get(code)
    return getattr(rule, tongue()) if rule else code
