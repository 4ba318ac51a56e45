"""A file of codes and what each is called: `[group]`, then `code = { zh = …, en = … }` with whatever else a group tells."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bangfu.site.web.words import tongue


class WordFile:
    """The groups of a file, in its order."""

    def __init__(self, file: Path) -> None:
        self.told: dict[str, dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))

    def codes(self, group: str) -> tuple[str, ...]:
        """The codes of a group, in the order in which forms offer them."""
        return tuple(self.told[group])

    def same(self, group: str) -> list[tuple[str, str]]:
        """The codes as choices of a model, which knows no language."""
        return [(code, code) for code in self.told[group]]

    def called(self, group: str, code: str) -> str:
        """What a code is called in the reader's language; itself where nobody knows it."""
        said = self.told.get(group, {}).get(code)
        return said[tongue()] if said else code

    def choices(self, group: str, empty: Any = None) -> list[tuple[str, Any]]:
        """The codes as a form offers them; first nothing, where that has a word."""
        offered: list[tuple[str, Any]] = [(code, self.called(group, code)) for code in self.told[group]]
        return offered if empty is None else [("", empty), *offered]
