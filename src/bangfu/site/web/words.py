"""The words of codes in the reader's language: statuses, units, roles, activities, kinds of bearer."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language

from bangfu.language import Language
from bangfu.paper.words import percent
from bangfu.paper.words import word as paper_word
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.regulation.vocabulary import Vocabulary

# What the board of the library has words for, by the name of their group there.
_ON_THE_BOARD = {"status": "status", "unit": "unit_name", "group": "group"}


def tongue() -> Language:
    """The language of the page being made."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@cache
def vocabulary() -> Vocabulary:
    """The words of all regulations that come along."""
    return vocabulary_of(list(shipped().values()))


def word(kind: str, code: str) -> str:
    """The word of a code; the code itself where there is none. `kind` is status, unit, group, or of the vocabulary."""
    if kind in _ON_THE_BOARD:
        try:
            return paper_word(f"{_ON_THE_BOARD[kind]}.{code}", tongue())
        except KeyError:
            return code
    return vocabulary().name(kind, code, tongue())


def amount(value: float | None, unit: str) -> str:
    """A number with its unit, a share as whole percent, a dash where there is none."""
    if unit == "share" or value is None:
        return percent(value)
    name = word("unit", unit)
    if tongue() == "zh":
        return f"{value:g}{name}"
    return f"{value:g} {name.removesuffix('s') if value == 1 else name}"
