"""The fields that the system knows: those of `fields.toml`, every kind of entry, and every duty of the regulations adopted here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bangfu.site.burden.words import WORDS
from bangfu.site.duties.law import law
from bangfu.site.ledger.kinds import vocabulary
from bangfu.site.web.masking import Kind
from bangfu.site.web.words import tongue

KIND, DUTY = "kind:", "duty:"  # how codes of entries and of duties begin
_TOLD: dict[str, Any] = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
LEAST: float = _TOLD["likeness"]["least"]


@dataclass(frozen=True)
class Field:
    """One known field: what it is called, for whom it can be filled, where it stands."""

    code: str
    zh: str
    en: str
    synonyms: tuple[str, ...]
    of: frozenset[str]
    source: str
    mask: Kind | None = None
    whose: str = "household"

    @property
    def word(self) -> str:
        """What it is called in the reader's language."""
        return str(getattr(self, tongue()))

    @property
    def where(self) -> str:
        """Where it stands."""
        return WORDS.called("from", self.source)


@cache
def written() -> dict[str, Field]:
    """The fields of the file."""
    return {
        code: Field(code, said["zh"], said["en"], tuple(said["synonyms"]), frozenset(said["of"]), said["from"], said.get("mask"), said.get("whose", "household"))
        for code, said in _TOLD["field"].items()
    }  # fmt: skip


def fields_of(target: str) -> dict[str, Field]:
    """All fields that a form with lines of this kind can be filled with, by code."""
    found = {code: one for code, one in written().items() if target in one.of}
    words, everywhere = vocabulary(), frozenset(WORDS.codes("target"))
    for code in words.codes("activity"):
        zh, en = words.name("activity", code, "zh"), words.name("activity", code, "en")
        found[KIND + code] = Field(
            KIND + code, _counted(zh), f"{en}: number", _called("kind", zh), everywhere, "ledger"
        )
    for (regulation, duty), known in law().duties.items():
        code, title = f"{DUTY}{regulation}:{duty}", known.rule.title
        found[code] = Field(
            code,
            f"{title.zh}（已完成）",
            f"{title.en}: done",
            _called("duty", title.zh),
            everywhere,
            "verdict",
        )
    return found


def _counted(name: str) -> str:
    return f"{name}次数"


def _called(each: str, name: str) -> tuple[str, ...]:
    return tuple(text.format(name=name) for text in _TOLD["each"][each])
