"""The words of `words.toml`, of bars and of moves in the reader's language."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.exits.machine import MACHINE
from bangfu.site.web.wordfile import WordFile

WORDS = WordFile(Path(__file__).with_name("words.toml"))
GUARANTEES = WORDS.codes("guarantee")
VISITS = list(WORDS.codes("visit"))
state_word, move_word = MACHINE.words()
