"""The words of `words.toml` and of the moves in the reader's language."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.identification.machine import RULES, STATES
from bangfu.site.web.wordfile import WordFile
from bangfu.site.web.words import tongue

WORDS = WordFile(Path(__file__).with_name("words.toml"))
LISTS = WORDS.codes("list")


def state_word(code: str) -> str:
    """A state of a screening."""
    told = STATES.get(code)
    return told[tongue()] if told else code


def move_word(code: str) -> str:
    """A move of a screening."""
    rule = RULES.get(code)
    return getattr(rule, tongue()) if rule else code
