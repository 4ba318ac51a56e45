"""The codes that packs and cases share: roles, activities, findings; a pack may add its own."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from bangfu.regulation.model import Word

# `unit_head` and `unit_deputy` count wherever a text says 单位领导 (vocabulary.csv).
LEADERS: dict[str, tuple[str, ...]] = {"unit_leader": ("unit_leader", "unit_head", "unit_deputy")}
RESIDENT_CADRES: tuple[str, ...] = ("team_leader", "team_member", "first_secretary")
# Acts that happen in the village of the post; without a place they are taken to have happened there.
AT_THE_POST: frozenset[str] = frozenset({"resident_day", "overnight_stay"})
# Acts that take a person away from the village: where they happen never matters.
AWAY: frozenset[str] = frozenset({"official_trip", "official_meeting", "training_day", "leave_day"})
HOUSEHOLD_KINDS: dict[str, str] = {"registered": "建档立卡户", "scattered": "分散贫困户"}


@dataclass(frozen=True)
class Vocabulary:
    """All codes known in one run, by type."""

    words: dict[tuple[str, str], Word]

    def has(self, type_: str, code: str) -> bool:
        """Whether `code` is a known word of this type."""
        return (type_, code) in self.words

    def codes(self, type_: str) -> list[str]:
        """All codes of one type, in the order of the vocabulary."""
        return [c for t, c in self.words if t == type_]

    def name(self, type_: str, code: str, language: str = "zh") -> str:
        """The name of a code in a language; the code itself where it is unknown."""
        word = self.words.get((type_, code))
        if word is None:
            return code
        return word.zh if language == "zh" else word.en

    def near(self, type_: str, code: str) -> str | None:
        """The known code most like a misspelt one."""
        found = difflib.get_close_matches(code, self.codes(type_), n=1)
        return found[0] if found else None

    @cached_property
    def organisation_roles(self) -> frozenset[str]:
        """The roles that an organisation holds; a person in such a post is only its signature."""
        return frozenset(w.code for w in self.words.values() if w.held_by == "organisation")

    def with_words(self, more: Iterable[Word]) -> Vocabulary:
        """This vocabulary and the words of a pack or a case. A word that is known already keeps its first meaning."""
        return Vocabulary({(w.type, w.code): w for w in more} | self.words)


@cache
def shared_vocabulary() -> Vocabulary:
    """The vocabulary every pack and case may use (`vocabulary.csv`)."""
    text = (files("bangfu.regulation") / "vocabulary.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    words = [Word.model_validate({k: cell for k, cell in row.items() if cell}) for row in rows]
    kinds = [Word(type="household_kind", code=c, zh=z, en=c) for c, z in HOUSEHOLD_KINDS.items()]
    return Vocabulary({(w.type, w.code): w for w in [*words, *kinds]})
