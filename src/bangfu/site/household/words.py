"""The codes of `words.toml` in the reader's language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bangfu.site.web.wordfile import WordFile

WORDS = WordFile(Path(__file__).with_name("words.toml"))
codes, called, choices = WORDS.codes, WORDS.called, WORDS.choices
INTAKE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("intake.toml").read_text(encoding="utf-8"))
