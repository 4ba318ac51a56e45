"""Sentences and their clauses: where the one ends, and what each clause holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bangfu.regulation.drafting.tokens import Token, tokens

_SENTENCE = re.compile(r"[^。；！？\n]+(?:[。；！？]”?)?")


@dataclass(frozen=True)
class Clause:
    """A part of a sentence between commas, with its tokens; places count from the beginning of the sentence."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]

    @property
    def condition(self) -> bool:
        """Whether the clause says when something follows: …的, …者."""
        return bool(re.search(r"[的者时]$", self.text)) and len(self.text) > 2

    def kinds(self, *kinds: str) -> list[Token]:
        """Its tokens of these kinds."""
        return [t for t in self.tokens if t.kind in kinds]


def sentences(chars: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph stand; a stop within brackets or quotes ends none."""
    masked = re.sub(r"（[^（）]*）|“[^“”]*”", lambda m: re.sub("[。；！？]", "·", m[0]), chars[start:end])
    for found in _SENTENCE.finditer(masked):
        yield start + found.start(), start + found.end()


def clauses(sentence: str) -> list[Clause]:
    """The clauses of a sentence. What stands in brackets belongs to none, unless it is a measure by itself."""
    found = [t for t in tokens(sentence) if t.kind != "stop"]
    masked = re.sub(r"（[^（）]*）|“[^“”]*”", _hidden, sentence)
    parts = [(m.start(), m.end()) for m in re.finditer(r"[^，。；！？\t]+", masked)]
    hidden = [m.span() for m in re.finditer(r"（[^（）]*）", sentence) if not _is_measure(m[0])]
    kept = [t for t in found if not any(a <= t.start < b for a, b in hidden)]
    return [Clause(a, b, sentence[a:b], tuple(t for t in kept if a <= t.start < b)) for a, b in parts]


def _hidden(found: re.Match[str]) -> str:
    return re.sub("[，。；！？]", "·", found[0])


def _is_measure(bracket: str) -> bool:
    kinds = {t.kind for t in tokens(bracket)}
    return (
        "quantity" in kinds
        and bool(kinds & {"per", "pre", "post", "each"})
        and not bracket.startswith(("（含", "（不含", "（包括"))
    )
