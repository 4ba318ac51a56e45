"""The words of `words.toml` and of the moves in the reader's language."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.fund.machine import MACHINE
from bangfu.site.web.wordfile import WordFile

WORDS = WordFile(Path(__file__).with_name("words.toml"))
FISCAL = tuple(code for code, said in WORDS.told["source"].items() if said["fiscal"])
RAISES_INCOME = tuple(code for code, said in WORDS.told["purpose"].items() if said["raises_income"])
MAINLY_PERCENT: int = WORDS.told["reading"]["mainly_percent"]
state_word, move_word = MACHINE.words()
