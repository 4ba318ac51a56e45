"""The codes of `words.toml` in the reader's language."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.web.wordfile import WordFile

WORDS = WordFile(Path(__file__).with_name("words.toml"))
codes, called, choices = WORDS.codes, WORDS.called, WORDS.choices
