"""The sentences of repairs and defects, in both languages (`sentences.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bangfu.wording import table


@dataclass(frozen=True)
class Sentence:
    """One finding in words."""

    zh: str
    en: str


def _catalogue() -> dict[str, dict[str, str]]:
    return table("bangfu.facts", "sentences.toml")


def sentence(kind: str, **words: object) -> Sentence:
    """The sentence of a kind with its blanks filled; a `list` is shown item by item."""
    entry = _catalogue()[kind]
    zh = {k: _shown(v, "、") for k, v in words.items()}
    en = {k: _shown(v, ", ") for k, v in words.items()}
    return Sentence(entry["zh"].format(**zh), entry["en"].format(**en))


def _shown(value: object, comma: str) -> str:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return "" if value is None else str(value)
    return comma.join(str(v) for v in value)


def ranges(numbers: Iterable[int]) -> list[str]:
    """Row numbers for a sentence, neighbours drawn together: 3–9, 12."""
    found: list[list[int]] = []
    for n in sorted(set(numbers)):
        if found and found[-1][-1] == n - 1:
            found[-1] = [found[-1][0], n]
        else:
            found.append([n])
    return ["–".join(map(str, span)) for span in found]
