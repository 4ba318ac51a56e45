"""The codes of `words.toml` in the reader's language, and what they are said to be."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.web.wordfile import WordFile

WORDS = WordFile(Path(__file__).with_name("words.toml"))
codes, called, choices = WORDS.codes, WORDS.called, WORDS.choices
CATEGORIES = codes("category")
ALWAYS = tuple(code for code, said in WORDS.told["category"].items() if said.get("always"))
OFFERS = tuple(code for code, said in WORDS.told["category"].items() if said.get("offers"))
GRAVE: dict[str, str] = {code: said["grave"] for code, said in WORDS.told["gap"].items()}
