"""The words of `words.toml` and of the moves in the reader's language."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.identification.machine import MACHINE
from bangfu.site.web.wordfile import WordFile

WORDS = WordFile(Path(__file__).with_name("words.toml"))
LISTS = WORDS.codes("list")
state_word, move_word = MACHINE.words()
