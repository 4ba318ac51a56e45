"""The words of codes in the reader's language: statuses, units, roles, activities, kinds of bearer."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language

from bangfu.language import Language
from bangfu.paper.words import percent
from bangfu.paper.words import word as paper_word
from bangfu.regulation.model import Word
from bangfu.regulation.packs import shipped, vocabulary_of
from bangfu.regulation.vocabulary import Vocabulary

# What the board of the library has words for, by the name of their group there.
_ON_THE_BOARD = {"status": "status", "unit": "unit_name", "group": "group"}
# Words of regulations in force that did not come along, as far as this process has met them.
_met: dict[tuple[str, str], Word] = {}


def tongue() -> Language:
    """The language of the page being made."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@cache
def vocabulary() -> Vocabulary:
    """The words of all regulations that come along."""
    return vocabulary_of(list(shipped().values()))


def in_force() -> Vocabulary:
    """The same words and those that the regulations in force here add; asks the database which these are."""
    from bangfu.site.duties.law import law  # noqa: PLC0415  (it tells its titles in the language known here)

    found = law().vocabulary
    _met.update((key, word) for key, word in found.words.items() if key not in vocabulary().words)
    return found


def word(kind: str, code: str) -> str:
    """The word of a code; the code itself where there is none. The database is asked only of a word never met before. `kind` is status, unit, group, or of the vocabulary."""
    if kind in _ON_THE_BOARD:
        try:
            return paper_word(f"{_ON_THE_BOARD[kind]}.{code}", tongue())
        except KeyError:
            return code
    known = vocabulary().words.get((kind, code)) or _met.get((kind, code))
    if known is not None:
        return known.zh if tongue() == "zh" else known.en
    return in_force().name(kind, code, tongue())


def amount(value: float | None, unit: str) -> str:
    """A number with its unit, a share as whole percent, a dash where there is none."""
    if unit == "share" or value is None:
        return percent(value)
    name = word("unit", unit)
    if tongue() == "zh":
        return f"{value:g}{name}"
    return f"{value:g} {name.removesuffix('s') if value == 1 else name}"
