"""The words of `words.toml` and of moves in the reader's language."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.burden.machine import MACHINE
from bangfu.site.web.wordfile import WordFile

WORDS = WordFile(Path(__file__).with_name("words.toml"))
state_word, move_word = MACHINE.words()


def months_of(per: str) -> int:
    """How many months one period of a form has; 0 where it is filled in once."""
    return int(WORDS.told["per"][per]["months"])
